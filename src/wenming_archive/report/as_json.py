"""The reports as JSON values, with the keys that are promised to other programs."""

from __future__ import annotations

from typing import Any

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.model import Guess, Item, Placed
from wenming_archive.report.candidates import Candidate
from wenming_archive.report.changes import Since
from wenming_archive.report.counting import problems
from wenming_archive.report.gaps import Gaps, LeafState, State
from wenming_archive.report.needing import EventState, NeedState
from wenming_archive.report.scoring import Points, Standing

Value = dict[str, Any]


def item(one: Item, catalogue: Catalogue) -> Value:
    """Return an item as ``archive list --json`` shows it."""
    known, described = one.known, one.description
    return {
        "source": known.found.source,
        "root": known.found.root,
        "sha256": known.sha256,
        "size": known.found.size,
        "format": known.format,
        "kind": described.kind,
        "title": described.title,
        "title_inferred": described.title_inferred,
        "number": described.number,
        "issuer": described.issuer,
        "date": described.date,
        "date_from": described.date_from,
        "pages": described.pages,
        "status": one.status.value,
        "indicators": [_placed(p) for p in one.placement.indicators],
        "suggestions": [_guess(g) for g in one.placement.suggestions],
        "filed_as": list(one.filed_as),
        "same_as": one.same_as,
        "problems": [{"code": p.code, "message": p.message} for p in problems(one, catalogue)],
    }


def gaps(report: Gaps) -> Value:
    """Return the gaps as ``archive gaps --json`` shows them."""
    period = report.period
    return {
        "catalogue": report.title,
        "period": {"start": str(period.start), "end": str(period.end)} if period else None,
        "summary": {
            "indicators": len(report.leaves),
            **{state.value: report.count(state) for state in State},
            "score": number(report.score),
            "score_at_risk": number(report.score_at_risk),
            "standing": _standing(report.standing),
            "first": [state.leaf.code for state in report.first],
        },
        "indicators": [_leaf(state) for state in report.leaves],
    }


def _standing(standing: Standing) -> Value:
    return {
        "by": standing.rules.by.value,
        "base": points(standing.base),
        "bonus": points(standing.bonus),
        "deducted": number(standing.minus),
        "vetoed": [one.code for one in standing.vetoed],
        "unsaid": [one.code for one in standing.unsaid],
        "reached": number(standing.reached),
        "reachable": number(standing.reachable),
        "passing": number(standing.rules.passing),
        "passes": standing.passes,
    }


def since(found: Since) -> Value:
    """Return what changed since a day, as ``archive gaps --since --json`` shows it."""
    return {
        "since": found.day,
        "reached": {"before": number(found.reached[0]), "now": number(found.reached[1])},
        "open": {"before": found.open[0], "now": found.open[1]},
        "changes": [
            {
                "code": one.now.leaf.code,
                "title": one.now.leaf.title,
                "before": one.before.state.value if one.before else None,
                "now": one.now.state.value,
                "came": one.came,
            }
            for one in found.changes
        ],
    }


def number(value: float | None) -> float | int | None:
    """Return a whole number without its point."""
    return int(value) if value is not None and float(value).is_integer() else value


def _placed(placed: Placed) -> Value:
    return {
        "code": placed.code,
        "role": placed.role,
        "confidence": placed.confidence,
        "by": placed.by,
        "reasons": list(placed.reasons),
    }


def _guess(guess: Guess) -> Value:
    return {"code": guess.code, "confidence": guess.confidence}


def _leaf(state: LeafState) -> Value:
    return {
        "code": state.leaf.code,
        "title": state.leaf.title,
        "lead": state.lead,
        "support": list(state.support),
        "score": number(state.leaf.indicator.score),
        "points": points(state.points),
        "grade": state.grade or None,
        "status": state.state.value,
        "note": state.note,
        "due": str(state.due) if state.due else None,
        "not_applicable": not state.applies,
        "awaiting_review": state.awaiting_review,
        "needs": [_need(need) for need in state.needs],
        "step": {"items": state.step.items, "points": number(state.step.points)} if state.step else None,
        "candidates": [_candidate(one) for one in state.candidates],
    }


def points(value: Points) -> Value:
    """Return points by whether they stand, are open or are lost."""
    return {"reached": number(value.reached), "open": number(value.open), "lost": number(value.lost)}


def _candidate(one: Candidate) -> Value:
    return {
        "source": one.item.found.source,
        "root": one.item.found.root,
        "why": one.why.value,
        "kind": one.item.description.kind,
        "fits": one.fits,
        "confidence": one.confidence,
    }


def _need(state: NeedState) -> Value:
    """Return a need; of one kind ``kind`` names it, else ``any_of`` or ``bundle`` list the kinds."""
    need = state.need
    value: Value = {
        "kind": need.kind or None,
        "min": need.min,
        "held": state.held,
        "out_of_period": state.out_of_period,
        "undated": state.undated,
        "max": need.max,
        "per": need.per.value if need.per else None,
        "note": need.note,
        "lacking": state.lacking,
    }
    if need.any_of:
        value["any_of"] = [{"kind": p.kind, "min": p.min} for p in need.any_of]
    if need.bundle:
        value["bundle"] = [{"kind": p.kind, "name": p.label, "min": p.min} for p in need.bundle]
        value["events"] = [_event(event) for event in state.events]
    if state.slots:
        value["slots"] = [
            {"slot": one.slot.label, "held": one.held, "wanted": one.wanted} for one in state.slots
        ]
    return value


def _event(event: EventState) -> Value:
    missing = [piece.part.label for piece in event.missing]
    return {"title": event.title, "date": event.date, "missing": missing}
