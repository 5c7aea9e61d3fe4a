"""How quick the page of ``archive export-html`` is with very many items.

Usage: ``python benchmarks/page.py [--items 10000] [--photos 600]``

Needs ``pip install -e ".[dev]"``, Chromium and chromedriver.  The items are invented, the same each time:
filed under the leaves of the template 文明单位, one in twenty awaiting review, one in three with a finding.

Reported: the seconds that making the page takes, and its size; then, in Chromium without a window, the
milliseconds from the call to the first frame that shows the whole page (the middle of five), and from a
filter to the frame that shows what it leaves (the slowest), with all indicators closed and all open.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import browsing
from browsing import Browser
from dossiers import dossier, finding
from samples import made_item
from scenes import saved, scene
from wenming_archive.catalogue import load, templates
from wenming_archive.export import html_page
from wenming_archive.export.dossier import Dossier, Thumbs
from wenming_archive.kinds import KINDS
from wenming_archive.model import Status
from wenming_archive.ocr import small
from wenming_archive.report.checks.check import Level

_WORK = ("学雷锋志愿服务", "道德讲堂", "文明餐桌", "卫生整治", "廉政教育", "安全生产", "节约用水")
_LOADED = (
    "const done = arguments[0]; requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0))"
)
_FILTERED = """const [name, value, done] = arguments, form = document.getElementById('find');
const start = performance.now();
form.elements[name].value = value; form.dispatchEvent(new Event('change'));
requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0))"""
_OPEN = "document.querySelectorAll('.leaf').forEach(leaf => { leaf.open = true })"
_ASKED = (
    *(("words", "志愿"), ("words", "第77期"), ("words", "")),
    *(("kind", "photo"), ("kind", ""), ("state", "gap"), ("state", ""), ("unit", "0"), ("unit", "")),
)


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--photos", type=int, default=600)
    chosen = parser.parse_args()
    if browsing.MISSING:
        print(browsing.MISSING)
        return 1
    shown = _dossier(chosen.items, chosen.photos)
    start = time.perf_counter()
    data = html_page.write(shown)
    print(f"made in {time.perf_counter() - start:.1f} s, {len(data) / 1e6:.1f} MB, {len(shown.items)} items")
    with tempfile.TemporaryDirectory() as folder, browsing.browser() as browser:
        page = Path(folder) / "page.html"
        page.write_bytes(data)
        _measure(browser, page)
    return 0


def _dossier(count: int, photos: int) -> Dossier:
    tree = load.parse(templates.text("wenming-danwei"))
    codes = [leaf.code for leaf in tree.leaves]
    items = []
    for n in range(count):
        kind = "photo" if n % 5 == 0 else KINDS[n % len(KINDS)].id
        date = dt.date(2021, 1, 1) + dt.timedelta(n % 1095)
        ending = "jpg" if n % 5 == 0 else "docx"
        name = f"科室{n % 12}/{date.year}/第{n}期{_WORK[n % len(_WORK)]}活动材料.{ending}"
        where = () if n % 20 == 7 else (codes[n % len(codes)],)
        status = Status.filed if where else Status.review
        items.append(made_item(name, *where, kind=kind, date=date.isoformat(), status=status, guess=codes[0]))
    seen = [item for item in items if item.description.kind == "photo" and item.codes][:photos]
    drawn = [small.jpeg(io.BytesIO(saved(scene(n))), "jpg") for n in range(min(60, photos))]
    pictures = {item.known.sha256 or "": drawn[n % len(drawn)] for n, item in enumerate(seen)}
    faults = [finding(Level.warning, item) for item in items[::3]]
    return dossier(*items, tree=tree, findings=faults, thumbs=Thumbs(pictures))


def _measure(browser: Browser, page: Path) -> None:
    loads = []
    for _ in range(5):
        browser.open(page)
        loads.append(browser.later(_LOADED))
    print(f"load {statistics.median(loads):.0f} ms")
    print(f"filter, indicators closed: {max(browser.later(_FILTERED, *asked) for asked in _ASKED):.0f} ms")
    browser.run(_OPEN)
    print(f"filter, all indicators open: {max(browser.later(_FILTERED, *asked) for asked in _ASKED):.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
