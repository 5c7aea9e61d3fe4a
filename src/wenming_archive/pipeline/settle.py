"""Settle what is known of the files: place, plan, file, remember."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from wenming_archive import disk
from wenming_archive.filing import apply, names, standing
from wenming_archive.filing import plan as planning
from wenming_archive.filing.plan import Plan, Want
from wenming_archive.index import Index
from wenming_archive.model import Item, Skipped
from wenming_archive.pipeline import arrange, placing, quiet
from wenming_archive.pipeline.captions import by_neighbours
from wenming_archive.pipeline.outcome import Outcome, changed, summary
from wenming_archive.pipeline.placing import Placer
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.pipeline.survey import Survey, date_by_mtime, hash_of
from wenming_archive.workspace import EVIDENCE


def settle(
    session: Session,
    index: Index,
    found: Survey,
    skipped: tuple[Skipped, ...],
    progress: Progress,
    *,
    dry: bool,
) -> Outcome:
    """Place and file what the survey ``found``; with ``dry`` only up to the plan."""
    evidence = session.workspace.evidence
    known = by_neighbours(date_by_mtime(found.known))
    placer = placing.of(session, index, found.clues)
    items = arrange.arrange(known, placer, session)
    wanted = planning.wants(items, session.catalogue, session.settings.file_name, evidence)
    plan = _plan(items, wanted, evidence, index)
    failed: dict[str, str] = {}
    if not dry:
        failed = _file(session, plan, index, progress)
    items = _with_copies(items, plan, failed)
    said = replace(summary(items), unseen=_unseen(items, index))
    if not dry:
        _keep(index, items, found, session, placer)
        quiet.note(session, index, said, complete=not failed and not plan.foreign)
    moved = changed(found.before, items)
    return Outcome(said, tuple(items), plan, skipped, found.opened, found.gone, moved, failed)


def _unseen(items: Sequence[Item], index: Index) -> int:
    """Return how many items have words that nobody has looked at."""
    waiting = index.unseen()
    return sum(item.known.present and item.known.sha256 in waiting for item in items)


def _plan(items: Sequence[Item], wanted: list[Want], evidence: Path, index: Index) -> Plan:
    sources = {item.known.sha256 for item in items if item.known.present and item.known.sha256}
    stood = standing.stands(evidence, index.copies(), index.intents(), sources)
    return planning.plan(wanted, stood, sources, lambda target: hash_of(evidence, target))


def _file(session: Session, plan: Plan, index: Index, progress: Progress) -> dict[str, str]:
    evidence = session.workspace.evidence
    disk.make_folder(evidence)
    apply.make_folders(evidence, names.folders(session.catalogue, evidence))
    if plan.steps:
        progress.phase("归档", len(plan.steps))
    return apply.apply(plan, evidence, index, lambda step: progress.step(step.target))


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


def _keep(index: Index, items: Sequence[Item], found: Survey, session: Session, placer: Placer) -> None:
    used = {item.known.sha256 for item in items} | {parcel.sha256 for parcel in found.parcels}
    with index.writing():
        index.keep_clues(found.clues)
        index.replace_items(items, found.before)
        index.keep_sights(placing.fingerprint(session), placer.fresh)
        index.replace_parcels(found.parcels)
        index.drop_contents(h for h in index.known_contents() if h not in used)


def refile(session: Session, index: Index, progress: Progress) -> Outcome:
    """Place and file the items of the last scan anew, after decisions; no source is walked."""
    items = tuple(index.items())
    known = tuple(item.known for item in items)
    found = Survey(known, {}, opened=0, gone=(), parcels=tuple(index.parcels()), before=items)
    return settle(session, index, found, (), progress, dry=False)
