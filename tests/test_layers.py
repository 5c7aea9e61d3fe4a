"""Imports point down, and each privilege has one owner."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "wenming_archive"
#: From the bottom up; a part may import parts below it, and its own package.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("text", "private"),
    ("errors", "formats", "kinds", "model"),
    ("content", "disk", "inside"),
    ("yamlfile", "privacy"),
    ("allowances",),
    ("catalogue", "settings", "decisions", "scan", "read", "locking"),
    ("alike", "book", "masking", "ocr", "published", "render"),
    ("workspace", "describe", "bag", "photos"),
    ("place",),
    ("stored",),
    ("index",),
    ("editions", "filing", "report"),
    ("export",),
    ("pipeline",),
    ("console",),
    ("cli",),
    ("__main__",),
)
RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}
#: Who alone may import a library.
OWNERS = {
    "sqlite3": ("index/",),
    "rich": ("console/",),
    "typer": ("cli/",),
    "yaml": ("yamlfile/", "place/lexicon/"),
    "docx": ("export/word",),
    "openpyxl": ("export/review_",),
    "xlsxwriter": ("export/workbook.py",),
    "pypdfium2": ("read/", "ocr/pictures.py", "published/from_pdf", "render/"),
    "pypdf": ("render/",),
    "subprocess": ("render/office.py",),
    "PIL": ("read/", "ocr/", "alike/pictures.py"),
    "rapidocr": ("ocr/rapid.py",),
    "onnxruntime": ("ocr/rapid.py",),
    "cv2": ("ocr/rapid.py",),
    "pi_heif": ("ocr/pictures.py",),
    "numpy": ("alike/", "ocr/rapid.py", "photos/", "place/", "pipeline/placing.py"),
    "lxml": ("masking/", "read/"),
    "opencc": ("text/normal.py",),
    "pebble": ("pipeline/workers.py",),
    "filelock": ("locking.py",),
    "py7zr": ("read/seven_zip.py",),
    "rarfile": ("read/rar.py",),
    "pydantic": ("allowances.py", "catalogue/", "settings.py", "decisions.py", "yamlfile/shape.py"),
}
#: What opens a way out, or makes foreign bytes into more than values.
BARRED = {"socket", "ssl", "urllib", "http", "requests", "ftplib", "smtplib", "asyncio", "webbrowser"}
BARRED |= {"pickle", "marshal", "shelve", "dbm"}
CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "os.system",
    "os.popen",
    "yaml.full_load",
    "yaml.unsafe_load",
}
#: Where an import may stand inside a function: a heavy library, or a stage that a quick run spares.
LATE = ("cli/", "pipeline/scan.py")
MODULES = sorted(SOURCE.rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def _part(name: str) -> str:
    return name.split("/", maxsplit=1)[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield what a module imports, and whether that is at its top."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        top = node in tree.body
        if isinstance(node, ast.Import):
            yield from ((alias.name, top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", top) for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_point_down(path: Path) -> None:
    own = _part(_name(path))
    for imported, _ in _imports(path):
        if imported.startswith("wenming_archive.") and imported != "wenming_archive.__version__":
            other = imported.split(".")[1]
            assert other == own or RANK[other] < RANK[own], f"{own} imports {imported}"


def test_every_part_has_its_layer() -> None:
    assert {_part(_name(path)) for path in MODULES} - {"__init__"} == set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_each_library_has_its_owner(path: Path) -> None:
    for imported, top in _imports(path):
        library = imported.split(".")[0]
        owners = OWNERS.get(library)
        assert owners is None or _name(path).startswith(owners), f"{_name(path)} imports {library}"
        late = library == "wenming_archive" and not top and not _name(path).startswith(LATE)
        assert not late, f"{_name(path)} imports {imported} inside a function"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_nothing_foreign_is_run_unpickled_or_fetched(path: Path) -> None:
    assert not {imported.split(".")[0] for imported, _ in _imports(path)} & BARRED
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in CALLS
            assert not {keyword.arg for keyword in node.keywords} & {"allow_pickle", "shell"}
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "yaml" and "Loader" in node.attr:
            assert node.attr in ("SafeLoader", "CSafeLoader")


def test_no_module_imports_itself_round_about() -> None:
    graph = {_module(p): {_target(i) for i, top in _imports(p) if top} for p in MODULES}
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " -> ".join((*above, module))
        if module in graph and module not in done:
            for other in sorted(graph[module]):
                visit(other, (*above, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def _module(path: Path) -> str:
    return ".".join(("wenming_archive", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(
        ".__init__"
    )


def _target(imported: str) -> str:
    known = {_module(path) for path in MODULES}
    parent = imported.rpartition(".")[0]
    return imported if imported in known else parent


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_only_the_command_line_exits_and_nobody_prints(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called != "print"
            assert called not in ("sys.exit", "exit", "quit") or _name(path) == "cli/main.py"
        if isinstance(node, ast.ExceptHandler) and node.type is not None:
            assert ast.unparse(node.type) != "Exception", "catch what is expected, not everything"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 50, f"{node.name} has {length} lines"
