"""Settle what is known of the files: place, plan, file, remember."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wenming_archive import disk
from wenming_archive.errors import CopyError, InputError
from wenming_archive.filing import apply, ledger, names, shelves, standing
from wenming_archive.filing import plan as planning
from wenming_archive.filing.hands import Answer
from wenming_archive.filing.plan import NO_FILE, Care, Plan, Stands, Want
from wenming_archive.index import Index
from wenming_archive.model import Item, Known, Parcel, Skipped
from wenming_archive.pipeline import arrange, hands, history, placing, quiet, standings
from wenming_archive.pipeline.captions import by_neighbours
from wenming_archive.pipeline.decided import Decided
from wenming_archive.pipeline.history import Filed
from wenming_archive.pipeline.outcome import Outcome, changed, summary
from wenming_archive.pipeline.placing import Placer
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.pipeline.supply import Supply
from wenming_archive.pipeline.survey import Survey, date_by_mtime, hash_of
from wenming_archive.workspace import EVIDENCE, MANIFEST


@dataclass(frozen=True)
class Task:
    """What a settling is to mind besides the items."""

    care: Care = field(default_factory=Care)
    #: What is left out although its source is there: its copies may be removed.
    dropped: tuple[Known, ...] = ()
    #: The containers of members that are left out: the next scan is to open them again.
    reopened: tuple[Parcel, ...] = ()
    #: Entries of the history that are taken back by it.
    undid: tuple[int, ...] = ()


def settle(
    session: Session,
    index: Index,
    found: Survey,
    skipped: tuple[Skipped, ...],
    progress: Progress,
    *,
    dry: bool,
    task: Task | None = None,
) -> Outcome:
    """Place and file what the survey ``found``; with ``dry`` only up to the plan."""
    evidence = session.workspace.evidence
    task = task or Task()
    known = by_neighbours(date_by_mtime(found.known))
    placer = placing.of(session, index, found.clues)
    items = arrange.arrange(known, placer, session)
    wanted = shelves.wants(items, session.catalogue, session.settings.file_name, evidence)
    supply = Supply((*found.known, *task.dropped), (*found.parcels, *task.reopened))
    plan = _plan(items, wanted, evidence, index, supply, task)
    failed: dict[str, str] = {}
    if not dry:
        failed = _file(session, plan, index, progress)
    items = _waiting(_with_copies(items, plan, failed), found.before, plan, task)
    said = replace(summary(items), unseen=_unseen(items, index))
    if not dry:
        unlisted = _listed(evidence, index, items)  # also where a copy failed: the others stand
        failed = failed or unlisted
        with index.writing():
            history.enter(session, index, Filed(found.before, tuple(items), plan.steps), task.undid)
            _keep(index, items, found, session, placer)
            standings.keep(session, index, items)
            hands.keep_folders(session, index)
            left_over = any(not (item.known.present or item.filed_as) for item in items)
            done = not (failed or plan.foreign or plan.held or left_over)
            quiet.note(session, index, said, complete=done)
    moved = _by_itself(session, changed(found.before, items), known)
    return Outcome(said, tuple(items), plan, skipped, found.opened, found.gone, moved, failed)


def _by_itself(
    session: Session, moved: Sequence[tuple[Item, Item]], known: Sequence[Known]
) -> tuple[tuple[Item, Item], ...]:
    """Return of what ``moved`` that about which no person has decided."""
    decided = Decided(session.decisions, known) if moved else None
    return tuple(pair for pair in moved if decided and decided.of(pair[1].known) is None)


def _unseen(items: Sequence[Item], index: Index) -> int:
    """Return how many items have words that nobody has looked at."""
    waiting = index.unseen()
    return sum(item.known.present and item.known.sha256 in waiting for item in items)


def _plan(
    items: Sequence[Item], wanted: list[Want], evidence: Path, index: Index, supply: Supply, task: Task
) -> Plan:
    contents = {item.known.sha256 for item in items if item.known.sha256}
    stood = standing.stands(evidence, index.copies(), index.intents(), contents)
    folders = (w.target for w in wanted if w.target not in stood and (evidence / w.target).is_dir())
    stood |= {target: Stands(target, NO_FILE, False) for target in folders}
    return planning.plan(wanted, stood, supply, lambda target: _content(evidence, target), task.care)


def _content(evidence: Path, target: str) -> str:
    """Return the content of a file that no record tells; what cannot be read is somebody else's."""
    try:
        return hash_of(evidence, target)
    except CopyError:
        return NO_FILE


def _file(session: Session, plan: Plan, index: Index, progress: Progress) -> dict[str, str]:
    evidence = session.workspace.evidence
    disk.make_folder(evidence)
    apply.make_folders(evidence, names.folders(session.catalogue, evidence))
    if plan.steps:
        progress.phase("归档", len(plan.steps))
        ledger.withdraw(evidence)
    return apply.apply(plan, evidence, index, lambda step: progress.step(step.target))


def _listed(evidence: Path, index: Index, items: Sequence[Item]) -> dict[str, str]:
    """Write the lists that stand beside the copies; return what failed, as ``apply`` does."""
    try:
        ledger.write(evidence, index.copies(), items)
    except InputError as error:
        return {MANIFEST: str(error)}
    return {}


def _with_copies(items: Sequence[Item], plan: Plan, failed: dict[str, str]) -> list[Item]:
    """Return the items with their copies, and why one could not be made."""
    lost = {want.sha256 for want in plan.lost}
    made = []
    for item in items:
        targets = plan.targets.get(item.known.sha256 or "", ()) if item.codes else ()
        why = next((failed[t] for t in targets if t in failed), None)
        if targets and item.known.sha256 in lost:
            why, targets = "来源和归档副本都已不在，无法补齐", ()
        copies = tuple(f"{EVIDENCE}/{t}" for t in targets if t not in failed)
        made.append(replace(item, filed_as=copies, failed=why))
    return made


def _waiting(items: Sequence[Item], before: Sequence[Item], plan: Plan, task: Task) -> list[Item]:
    """Return the items; those whose copies wait for a person to say why they are missing, with these."""
    held = {task.care.held[target] for target in plan.held}
    copies = {item.known.key: item.filed_as for item in before if item.known.sha256 in held}
    return [
        item if item.filed_as else replace(item, filed_as=copies.get(item.known.key, ())) for item in items
    ]


def _keep(index: Index, items: Sequence[Item], found: Survey, session: Session, placer: Placer) -> None:
    used = {item.known.sha256 for item in items} | {parcel.sha256 for parcel in found.parcels}
    index.keep_clues(found.clues)
    index.replace_items(items, found.before)
    index.keep_sights(placing.fingerprint(session), placer.fresh)
    index.replace_parcels(found.parcels)
    index.drop_contents(h for h in index.known_contents() if h not in used)


def refile(session: Session, index: Index, progress: Progress, *, dry: bool = False) -> Outcome:
    """Place and file the items of the last scan anew, after decisions; no source is walked.

    What people did in 材料/ by hand is left as it is: it is for a scan to understand.
    With ``dry`` only the plan is made.
    """
    items = tuple(index.items())
    known = tuple(item.known for item in items)
    found = Survey(known, {}, opened=0, gone=(), parcels=tuple(index.parcels()), before=items)
    done = hands.detect(session, index)
    outcome = settle(session, index, found, (), progress, dry=dry, task=Task(care=hands.held(done)))
    return replace(outcome, hands=dict.fromkeys(done, Answer.leave))
