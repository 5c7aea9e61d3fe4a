"""The rows of a catalogue's table, hung into the tree under their titles."""

from __future__ import annotations

from collections.abc import Sequence

from wenming_archive.published import heads, markers, points, titles, values, words
from wenming_archive.published.branch import Branch, Entry, Growth, branch
from wenming_archive.published.grid import Cell, Grid
from wenming_archive.published.heads import Head
from wenming_archive.published.levels import DITTO, Levels
from wenming_archive.published.words import Role

#: A row across the table that is longer is no title.
_TITLE = 60
_WHO = (Role.lead, Role.support, Role.units)


class Table:
    """One table as it is read into a tree."""

    def __init__(self, grid: Grid, head: Head, growth: Growth) -> None:
        self._grid, self._head, self._growth = grid, head, growth
        self._names = heads.names(grid, head)
        self._levels = Levels(grid, head, growth)
        self._titled = titles.lead(self._texts(head.having(Role.standard)))
        #: Columns of points that stand between columns of titles.
        self._between = {
            n for n in head.having(Role.score) if any(n < other for other in self._levels.columns)
        }
        self._between &= {n for n in self._between if any(n > other for other in self._levels.columns)}
        self._loose = grid.flat or self._levels.left_out
        self._above: dict[int, str] = {}
        self._last: Entry | None = None
        self._stated()
        self._owned = self._levels.owned(self._head.having(Role.score), self._head.having(Role.standard))

    def read(self) -> None:
        """Read all rows; what comes before the head was read by who found it."""
        for row in range(self._head.end, self._grid.height):
            self._row(row)

    def _stated(self) -> None:
        """Take the points that the head states for all rows: 分值（100分）."""
        cells = {cell for row in self._grid.rows[self._head.start : self._head.end] for cell in row if cell}
        columns = self._head.having(Role.score)
        found = [value for cell in cells if cell.column in columns for value in points.bracketed(cell.text)]
        inner = self._growth.inner
        if found and inner and inner.score is None:
            inner.score = found[0]
        elif found and not inner:
            self._growth.totals.append(found[0])

    def _texts(self, columns: Sequence[int]) -> list[str]:
        rows = self._grid.rows[self._head.end :]
        found = dict.fromkeys(row[n] for row in rows for n in columns if n < len(row))
        return [cell.text for cell in found if cell and cell.lines]

    def _row(self, row: int) -> None:
        cells = list(dict.fromkeys(cell for cell in self._grid.rows[row] if cell and cell.lines))
        begun = [cell for cell in cells if cell.row == row]
        if not begun or heads.repeats(self._grid, row, self._names):
            return
        text = begun[0].text
        if words.TOTAL.match(words.bare(text)) and begun[0].column <= max([*self._levels.columns, 1]):
            self._total(row, begun)
        elif words.NOTE.match(text) and (len(begun) == 1 or begun[0].columns > 1):
            self._growth.notes.append(self._grid.text(row))
        elif len(cells) == len(begun) and (self._is_across(begun) or self._stands_alone(row, begun)):
            self._across(row, begun)
        else:
            self._data(row)

    def _total(self, row: int, begun: Sequence[Cell]) -> None:
        found = [value for cell in begun if (value := values.number(cell.text)) is not None]
        found = found or points.bracketed(begun[0].text)
        group = next(iter(self._levels.current), None) or self._growth.inner
        if not found:
            self._growth.notes.append(self._grid.text(row))
        elif not words.SUBTOTAL.match(words.bare(begun[0].text)):
            self._growth.totals.append(found[0])
        elif group and group.score is None:
            group.score = found[0]

    def _is_across(self, begun: Sequence[Cell]) -> bool:
        """Say whether a row is one cell across the table, beside points at most."""
        first, rest = begun[0], begun[1:]
        if first.columns < 2 or len(rest) > 1 or any(values.number(cell.text) is None for cell in rest):
            return False
        covered = range(first.column, first.column + first.columns)
        text = self._head.having(Role.standard, Role.level)
        return all(n in covered for n in text) or first.columns >= self._grid.width - 1

    def _stands_alone(self, row: int, begun: Sequence[Cell]) -> bool:
        """Say whether the first cell alone is filled, with a number that those below do not have.

        So rows across the table look in files that keep no merges.
        """
        marker = markers.leading(begun[0].text)
        if len(begun) > 1 or begun[0].column or begun[0].rows > 1 or row + 1 >= self._grid.height:
            return False
        below = self._grid.rows[row + 1][0]
        if marker is None or self._grid.width < 3 or below is None or not below.lines:
            return False
        other = markers.leading(below.text)
        return len(begun[0].text) <= _TITLE and (other is None or other.family != marker.family)

    def _across(self, row: int, begun: Sequence[Cell]) -> None:
        text, where = begun[0].text, self._grid.where[row]
        made = branch(text, where)
        made.score = values.number(begun[1].text) if len(begun) > 1 else made.score
        inner = self._growth.inner
        listed = inner is not None and bool(inner.section) and made.marker is not None
        if inner and listed and not made.section and not self._is_open(made):
            marker = made.marker
            rest = text[marker.end :] if marker else text
            inner.entries.append(Entry(where, rest, marker, made.score))
        elif len(made.title) > _TITLE or made.tail or (made.title.endswith("。") and not made.marker):
            self._growth.notes.append(text.replace("\n", " "))
        else:
            made.across = True
            self._growth.group(made)
            self._levels.close()

    def _is_open(self, made: Branch) -> bool:
        """Say whether a group with such a number is open, so that another of its kind follows."""
        return made.marker is not None and made.marker.family in [name for name, _ in self._growth.groups]

    def _opened(self, row: int) -> int | None:
        """Return the column of numbers in which a row names a section (加分项), and open that."""
        for n in self._head.having(Role.number):
            cell = self._grid.rows[row][n] if n < self._grid.width else None
            if cell and cell.row == row and cell.lines and words.section(cell.text):
                self._growth.group(branch(cell.text, self._grid.where[row]))
                self._levels.close()
                return n
        return None

    def _data(self, row: int) -> None:
        opened = self._opened(row)
        entry = self._entry(row, opened)
        if self._last and row in self._grid.breaks and entry.score is None and self._levels.is_rest(row):
            self._levels.go_on(row)
            self._last.go_on(entry)
            return
        new = self._levels.read(row)
        self._group_points(row)
        if self._last and not new and self._goes_on(entry, self._last, row):
            self._last.go_on(entry)
            return
        if entry.is_empty or (self._last and not new and self._is_beside(entry, self._last, row)):
            return
        target = next(reversed(self._levels.current), None) or self._growth.inner
        if target is None:
            target = self._growth.add(Branch("", self._grid.where[row], confidence=0.5), None)
            self._levels.hold(target)
        target.entries.append(entry)
        self._last = entry
        self._share(row, entry)

    def _group_points(self, row: int) -> None:
        for n in self._between | set(self._owned):
            cell = self._grid.rows[row][n] if n < self._grid.width else None
            owner = self._levels.at(self._owned[n]) if n in self._owned else self._levels.owner(n)
            if cell and cell.row == row and cell.lines and owner and owner.score is None:
                owner.score = values.number(cell.text)

    def _entry(self, row: int, without: int | None = None) -> Entry:
        """Return what a row says beside its titles; column ``without`` is read already."""
        entry = Entry(self._grid.where[row], titled=self._titled)
        seen: set[int] = set()
        standards: list[str] = []
        for n, column in enumerate(self._head.columns[: self._grid.width]):
            cell = self._grid.rows[row][n]
            told = cell is None or not cell.lines or id(cell) in seen or n == without
            if cell is None or told or cell.column in self._levels.columns:
                continue
            seen.add(id(cell))
            text = self._above.get(n, "") if DITTO.fullmatch(cell.text) else cell.text
            self._above[n] = text
            if column.role is Role.standard:
                standards.append(text)
                if column.listed:
                    entry.said.append((Role.needs, column.name, text))
            elif column.role is Role.number:
                self._number(entry, row, n, text)
            elif column.role is Role.score and (n in self._between or n in self._owned):
                pass  # a group's: taken when its title is known
            elif column.role is Role.score:
                self._score(entry, text, own=cell.row == row)
            else:
                entry.said.append((column.role, column.name, text))
        entry.standard = "\n".join(standards)
        self._from_left(entry, row)
        if self._loose and entry.standard:
            self._fill(entry, row)
        return entry

    def _from_left(self, entry: Entry, row: int) -> None:
        """Take who answers from above where that stands first, before the titles, and goes on below."""
        for n, column in enumerate(self._head.columns[: min([*self._levels.columns, 0][:1])]):
            cell = self._grid.rows[row][n] if n < self._grid.width else None
            if column.role in _WHO and n in self._above and not (cell and cell.lines):
                entry.said.append((column.role, column.name, self._above[n]))

    def _fill(self, entry: Entry, row: int) -> None:
        """Take from above what blank cells leave out that were merged in a file that keeps no merges."""
        first = self._grid.rows[row][self._levels.columns[0]] if self._levels.columns else None
        said = {role for role, _, _ in entry.said}
        if (first and first.lines) or said & set(_WHO):
            return
        for n, column in enumerate(self._head.columns):
            if (
                column.role in (*_WHO, Role.methods, Role.due)
                and column.role not in said
                and n in self._above
            ):
                entry.said.append((column.role, column.name, self._above[n]))

    def _number(self, entry: Entry, row: int, n: int, text: str) -> None:
        """Take a number as the row's own, unless it is its title's."""
        cell, marker = self._grid.rows[row][n], markers.alone(text)
        if marker and self._levels.owner_of(n) is not None:
            return
        if marker is None:
            entry.said.append((Role.note, self._head.columns[n].name, text))
        elif cell and cell.row == row:
            entry.marker = marker

    def _score(self, entry: Entry, text: str, *, own: bool) -> None:
        value = values.number(text)
        if value is None:
            entry.said.append((Role.note, "分值", text))
        elif own:
            entry.score, entry.bonus = value, values.is_bonus(text)

    def _share(self, row: int, entry: Entry) -> None:
        """Note which rows and titles a cell of points covers that is higher than a row."""
        for n in set(self._head.having(Role.score)) - self._between:
            cell = self._grid.rows[row][n] if n < self._grid.width else None
            if not cell or cell.rows < 2 or values.number(cell.text) is None:
                continue
            known = next((one for one in self._growth.shared if one[0] is cell), None)
            if known is None:
                known = (cell, [], [])
                self._growth.shared.append(known)
            known[1].append(entry)
            known[2].extend(b for b in self._levels.current if b not in known[2])

    def _is_beside(self, entry: Entry, last: Entry, row: int) -> bool:
        """Say whether a row only says more beside the standard above; if so, that takes it."""
        cells = [self._grid.rows[row][n] for n in self._head.having(Role.standard) if n < self._grid.width]
        if not entry.standard or any(cell is None or cell.row == row for cell in cells):
            return False
        last.said += [row for row in entry.said if row not in last.said]
        if entry.score is not None:
            last.score = (last.score or 0) + entry.score
        return True

    def _goes_on(self, entry: Entry, last: Entry, row: int) -> bool:
        """Say whether a row is the rest of the one above, which a page's end cut in two."""
        cells = {id(cell) for cell in self._grid.rows[row] if cell and cell.lines}
        full = bool(last.said) or last.score is not None
        alone = bool(entry.standard and last.standard) and len(cells) == 1 and not entry.said and full
        numbered = bool(entry.marker or markers.leading(entry.standard))
        if row in self._grid.breaks or any(at in self._grid.breaks for at in self._headed(row)):
            return alone or (bool(last.standard) and entry.score is None and not numbered)
        return alone and not numbered

    def _headed(self, row: int) -> list[int]:
        """Return the rows right above that only repeat the head."""
        found = []
        while row > 0 and heads.repeats(self._grid, row - 1, self._names):
            row -= 1
            found.append(row)
        return found
