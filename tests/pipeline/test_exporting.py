"""What the office looks into: all that the reports say, and nothing that is left out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builders import tree
from conftest import Archive
from dossiers import dossier, finding
from samples import made_item
from wenming_archive.export.dossier import Dossier
from wenming_archive.pipeline import checking, exporting, gate, session
from wenming_archive.pipeline.progress import Silent
from wenming_archive.report.checks.check import Level


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    archive("scan", tree(tmp_path / "资料", {"志愿服务.txt": "学雷锋志愿服务工作总结\n2022年12月30日"}))
    return archive


def look_into(archive: Archive) -> Dossier:
    begun = session.begin(archive.root)
    passed = gate.passed(begun, "export-html", "核对")
    path = archive.root / "输出/x.html"
    return exporting.dossier(begun, passed, path, Silent(), dt.date(2024, 1, 5))


def test_a_dossier_brings_together_what_the_reports_say(scanned: Archive) -> None:
    found = look_into(scanned)
    assert [item.known.name for item in found.items] == ["志愿服务.txt"]
    assert (found.base, found.made, found.notes) == ("..", dt.date(2024, 1, 5), ())
    assert [state.leaf.code for state in found.gaps.open] == ["Ⅰ-1", "Ⅱ-1"]
    assert {finding.check.id for finding in found.findings} == {
        row["check"] for row in scanned("check", "--json").json
    }


def test_what_is_found_wrong_with_what_is_left_out_is_not_told(
    scanned: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = look_into(scanned).items[0]
    faults = [finding(Level.error, kept), finding(Level.error, kept, made_item("密.txt", "Ⅰ-2"))]
    monkeypatch.setattr(checking, "check", lambda *_: (faults, 2))
    assert look_into(scanned).findings == faults[:1]


def test_what_is_left_out_is_named_nowhere(scanned: Archive, tmp_path: Path) -> None:
    tree(tmp_path / "资料", {"密.txt": "机密★5年\n\n关于水库调度的说明"})
    scanned("scan", "--no-ocr")
    scanned("ignore", "密.txt")
    found = look_into(scanned)
    assert [item.known.name for item in found.items] == ["志愿服务.txt"]
    assert not [one for one in found.findings if "密.txt" in one.sources] and len(found.notes) == 1


def test_no_small_picture_is_made_of_what_holds_a_number_of_a_person() -> None:
    card, photo = made_item("证.jpg", "Ⅰ-1"), made_item("讲堂.jpg", "Ⅰ-1")
    faults = [finding(Level.error, card, id="id-number"), finding(Level.error, photo, id="mobile")]
    assert exporting.open_shelves(dossier(card, photo, findings=faults))["Ⅰ-1"] == [photo]
