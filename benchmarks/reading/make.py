"""Make the files that are read, and ``made.json``: for each the Chinese text it was made of.

Usage: ``python make.py FOLDER COUNT PAGES`` in an environment with the libraries of ``office.py``.
Formats that only LibreOffice writes are left out where it is not installed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import handmade

import office
from papers import paper


def bundle(seed: int) -> office.Made:
    """Return a zip of a .docx, a .xlsx and a .txt in GB18030."""
    parts = {
        "通知.docx": office.word(paper(seed)),
        "台账.xlsx": office.book(seed),
        "记录.txt": handmade.text(paper(seed + 1000), "gb18030"),
    }
    data = handmade.zipped({name: data for name, (data, _) in parts.items()})
    return data, [line for _, texts in parts.values() for line in texts]


#: The label of each format, which begins with its ending, and what makes a file of it from a seed.
_MAKERS: Mapping[str, Callable[[int], office.Made]] = {
    "docx": lambda seed: office.word(paper(seed)),
    "xlsx": office.book,
    "pptx": office.slides,
    "pdf": lambda seed: office.fixed(paper(seed)),
    "xls": office.old_book,
    "odt": lambda seed: handmade.open_text(paper(seed)),
    "ods": handmade.open_sheets,
    "rtf": lambda seed: handmade.rich(paper(seed), bool(seed % 2)),
    "html": lambda seed: handmade.page(paper(seed)),
    "eml": lambda seed: handmade.mail(paper(seed)),
    "csv": lambda seed: handmade.cells(seed, "utf-8-sig"),
    "csv (GB18030)": lambda seed: handmade.cells(seed, "gb18030"),
    "txt": lambda seed: handmade.text(paper(seed), "utf-8"),
    "txt (GB18030)": lambda seed: handmade.text(paper(seed), "gb18030"),
    "ofd": lambda seed: handmade.official(paper(seed)),
    "zip": bundle,
}
#: What LibreOffice makes: its label, and what of.
_CONVERTED = {"doc": "docx", "ppt": "pptx", "pdf (LibreOffice)": "docx"}


def main() -> None:
    """Write everything below the folder."""
    folder, count, pages = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    made: dict[str, dict[str, list[str]]] = {}
    for label in _MAKERS:
        made[label] = dict(_write(folder, label, seed) for seed in range(count))
    if office_program := shutil.which("soffice"):
        for label, origin in _CONVERTED.items():
            converted = _convert(office_program, folder, label, made[origin])
            made |= {label: converted} if converted else {}
    data, texts = office.long_word(pages)
    (folder / "long.docx").write_bytes(data)
    made["long"] = {str(folder / "long.docx"): texts}
    (folder / "made.json").write_text(json.dumps(made), encoding="utf-8")


def _ending(label: str) -> str:
    return label.partition(" ")[0]


def _write(folder: Path, label: str, seed: int) -> tuple[str, list[str]]:
    data, texts = _MAKERS[label](seed)
    path = folder / label / f"{seed}.{_ending(label)}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path), texts


def _convert(program: str, folder: Path, label: str, origins: dict[str, list[str]]) -> dict[str, list[str]]:
    ending, target = _ending(label), folder / label
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", ending, "--outdir", str(target), *origins]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    converted = {str(target / f"{Path(path).stem}.{ending}"): texts for path, texts in origins.items()}
    return {path: texts for path, texts in converted.items() if Path(path).exists()}


if __name__ == "__main__":
    main()
