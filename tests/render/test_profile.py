"""The settings LibreOffice is run with."""

from __future__ import annotations

from lxml import etree

from wenming_archive.render.profile import PROFILE

OOR = "{http://openoffice.org/2001/registry}"


def test_nothing_acts_nothing_is_fetched_and_every_page_counts() -> None:
    tree = etree.fromstring(PROFILE.encode())
    said = {prop.get(f"{OOR}name"): prop.findtext("value") for prop in tree.iter("prop")}
    assert said["DisableMacrosExecution"] == "true" and said["MacroSecurityLevel"] == "3"
    assert said["BlockUntrustedRefererLinks"] == "true" and said["Link"] == "2"
    assert said["IsSkipEmptyPages"] == "false" and said["ExportBookmarksToPDFDestination"] == "true"
    assert said["ooSetupSystemLocale"] == "zh-CN"
