"""The reports as JSON values, with the keys that are promised to other programs."""

from __future__ import annotations

from typing import Any

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.model import Guess, Item, Placed
from wenming_archive.report.counting import problems
from wenming_archive.report.gaps import Gaps, LeafState, NeedState, State

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
        },
        "indicators": [_leaf(state) for state in report.leaves],
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
        "score": number(state.leaf.indicator.score),
        "status": state.state.value,
        "note": state.note,
        "awaiting_review": state.awaiting_review,
        "needs": [_need(need) for need in state.needs],
    }


def _need(state: NeedState) -> Value:
    return {
        "kind": state.need.kind,
        "min": state.need.min,
        "held": state.held,
        "out_of_period": state.out_of_period,
        "undated": state.undated,
    }
