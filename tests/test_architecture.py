"""The rules of the house (packaging/ARCHITECTURE.md) on every file: who imports what, and how large things get."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STUDIO = ROOT / "studio"
FILES = sorted(STUDIO.rglob("*.py"))

BOTTOM = {"model", "text", "errors", "paths", "i18n"}
CRAFTS = {"media", "speech", "translation", "subtitles", "documents", "quality"}
TOOLS = {"project", "jobs", "packs"}

MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "errors": set(),
    "paths": set(),
    "model": {"errors"},
    "i18n": {"paths"},
    "log": {"paths"},
    "offline": {"errors", "i18n"},
    "settings": {"errors", "paths", "i18n", "model"},
    "text": {"model", "errors", "paths", "i18n"},
    **dict.fromkeys(CRAFTS, BOTTOM),
    "project": BOTTOM,
    "packs": BOTTOM,
    "jobs": {"model.progress", "errors", "i18n", "log", "offline"},
    "workflow": BOTTOM | CRAFTS | TOOLS | {"settings", "log"},
    "cli": BOTTOM | {"workflow", "project", "jobs", "settings", "log"},
    "gui": BOTTOM | {"workflow", "project", "jobs", "settings", "log"},
    "__main__": {"cli", "gui", "offline"},
}
"""What each part of the house may import; imports point down, crafts are sisters."""

ADAPTERS: dict[str, set[str]] = {
    "PIL": {"documents"},
    "PySide6": {"gui"},
    "argostranslate": {"translation"},
    "av": {"media"},
    "charset_normalizer": {"subtitles", "documents"},
    "ctranslate2": {"speech", "translation"},
    "faster_whisper": {"speech"},
    "ffmpeg": {"media"},
    "filelock": {"packs"},
    "httpx2": {"packs"},
    "huggingface_hub": {"packs"},
    "imageio_ffmpeg": {"media"},
    "langcodes": {"workflow"},
    "cv2": {"documents"},
    "lxml": {"translation", "documents"},
    "markdown_it": {"documents"},
    "numpy": CRAFTS,
    "onnxruntime": {"speech"},
    "pikepdf": {"documents"},
    "platformdirs": {"paths"},
    "pypdfium2": {"documents"},
    "pysubs2": {"subtitles"},
    "rapidfuzz": {"translation", "quality"},
    "rapidocr": {"documents"},
    "regex": {"subtitles"},
    "rich": {"cli"},
    "sentencepiece": {"translation"},
    "sentencex": {"text"},
    "shiboken6": {"gui"},
    "spylls": {"quality"},
    "sqlite3": {"project"},
    "tomli_w": {"settings"},
    "tqdm": {"speech"},
    "typst": {"documents"},
    "typer": {"cli"},
    "wakepy": {"gui"},
}
"""Where a library from outside (and SQL) may be imported; a library that is not here is not ours to use."""

ONE_FILE = {
    "argostranslate",
    "faster_whisper",
    "imageio_ffmpeg",
    "markdown_it",
    "onnxruntime",
    "pysubs2",
    "rapidocr",
    "sentencex",
}
"""Libraries behind one adapter: one file knows them."""

LIGHT = {"PySide6", "platformdirs", "shiboken6", "sqlite3", "typer"}
"""What may be imported at the top of a file; everything else inside the function that needs it."""

NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "ftplib",
    "smtplib",
    "xmlrpc",
    "asyncio",
    "httpx2",
    "huggingface_hub",
}
"""Ways out of the house; only what fetches packs may ever take one."""

HEAVY = set(ADAPTERS) - {"platformdirs", "rich", "typer", "sqlite3"}

BORDERS = {"jobs/serve.py", "jobs/worker.py", "cli/app.py", "gui/app.py"}
"""Where an unforeseen error may be caught: the worker, the command line, the window."""

FOREIGN_BORDERS = {"documents/ocr/rapid.py", "speech/model_folder.py"}
"""Where a library raises bare `Exception` for a damaged file (tokenizers, onnxruntime); it must be raised as ours."""

LONGEST_FILE = 400
LONGEST_FUNCTION = 40

PARTS = sorted({path.relative_to(STUDIO).parts[0] for path in FILES})


def each_file(rule: Callable[[Path], None]) -> Callable[[str], None]:
    """Turn a rule for one file into a test of each part of the house, which names all files that break it."""

    def test(part: str) -> None:
        broken = []
        for path in FILES:
            place = path.relative_to(STUDIO)
            if place.parts[0] == part:
                try:
                    rule(path)
                except AssertionError as error:
                    broken.append(f"{place.as_posix()}: {error}")
        assert not broken, "\n".join(broken)

    return pytest.mark.parametrize("part", PARTS)(test)


@pytest.fixture(scope="module", autouse=True)
def _forget() -> Iterator[None]:
    """Let go of the syntax trees: a million objects would be walked over in the tests that come after."""
    yield
    tree.cache_clear()
    imports.cache_clear()


@each_file
def test_imports_point_down(path: Path) -> None:
    part = part_of(path)
    for name in ours(path):
        top = name.split(".")[0]
        allowed = MAY_IMPORT[part]
        assert top == part or top in allowed or ".".join(name.split(".")[:2]) in allowed, f"imports studio.{name}"


@each_file
def test_a_library_is_imported_only_where_it_belongs(path: Path) -> None:
    for name, _is_at_top in foreign(path):
        assert name in ADAPTERS, f"imports {name}, which no rule allows"
        assert part_of(path) in ADAPTERS[name], f"imports {name}"


@each_file
def test_heavy_libraries_are_imported_inside_functions(path: Path) -> None:
    at_top = {name for name, is_at_top in foreign(path) if is_at_top}
    assert at_top <= LIGHT


@pytest.mark.parametrize("library", sorted(ONE_FILE))
def test_one_adapter_knows_a_library(library: str) -> None:
    users = [path for path in FILES if library in {name for name, _is_at_top in foreign(path)}]
    assert len(users) <= 1, users


@each_file
def test_the_house_makes_no_connections(path: Path) -> None:
    if path.relative_to(STUDIO).parts[:2] != ("packs", "fetch"):
        names = {name for name, _is_at_top in imports(path)}
        assert not {name for name in names if name in NETWORK or name.split(".")[0] in NETWORK}


@each_file
def test_faces_do_not_edit_the_project(path: Path) -> None:
    if part_of(path) in {"cli", "gui"}:
        assert not re.search(r"project\.(step|record)\(", path.read_text("utf-8"))


@each_file
def test_unforeseen_errors_surface(path: Path) -> None:
    place = path.relative_to(STUDIO).as_posix()
    for handler in (node for node in ast.walk(tree(path)) if isinstance(node, ast.ExceptHandler)):
        goes_on = raises_again(handler, may_rename=place in FOREIGN_BORDERS)
        assert place in BORDERS or not is_broad(handler) or goes_on, f"line {handler.lineno} catches everything"


@each_file
def test_files_and_functions_stay_short(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= LONGEST_FILE
    long = [f"{f.name} ({length(f)})" for f in functions(path) if length(f) > LONGEST_FUNCTION]
    assert long == []


@each_file
def test_modules_and_public_names_say_what_they_are(path: Path) -> None:
    assert ast.get_docstring(tree(path)), "no docstring"
    silent = [node.name for node in public(tree(path)) if not ast.get_docstring(node)]
    assert silent == []


@pytest.mark.parametrize("module", ["studio.__main__", "studio.cli.app"])
def test_the_program_starts_without_heavy_libraries(module: str) -> None:
    code = f"import sys, {module}; print(*set({sorted(HEAVY)!r}) & sys.modules.keys())"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == []


def part_of(path: Path) -> str:
    return path.relative_to(STUDIO).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports(path: Path) -> list[tuple[str, bool]]:
    """Return the dotted names that a file imports, and whether at its top; not those for the type checker only."""
    return list(_imports(tree(path), at_top=True))


def _imports(node: ast.AST, *, at_top: bool) -> Iterator[tuple[str, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name, at_top) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from ((f"{child.module}.{alias.name}", at_top) for alias in child.names)
        elif isinstance(child, ast.expr) or (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            continue
        else:
            yield from _imports(child, at_top=at_top and not isinstance(child, ast.FunctionDef))


def ours(path: Path) -> Iterator[str]:
    """Yield the parts of the house that a file imports, without the leading `studio.`."""
    for name, _is_at_top in imports(path):
        if name.startswith("studio.") and not name.startswith("studio.__version__"):
            yield name.removeprefix("studio.")


def foreign(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the libraries (and sqlite3) that a file imports, and whether at its top."""
    for name, is_at_top in imports(path):
        top = name.split(".")[0]
        if top == "sqlite3" or top not in sys.stdlib_module_names | {"studio"}:
            yield top, is_at_top


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))


def length(function: ast.FunctionDef) -> int:
    """Return the lines of a function below its signature, which for a command is the table of its options."""
    return (function.end_lineno or 0) - function.body[0].lineno + 1


def public(node: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for child in node.body:
        if isinstance(child, ast.FunctionDef | ast.ClassDef) and not child.name.startswith("_"):
            yield child


def is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}


def raises_again(handler: ast.ExceptHandler, *, may_rename: bool) -> bool:
    """Say whether what was caught goes on: as it was (only tidying is done on its way) or, if allowed, renamed."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and (last.exc is None or (may_rename and last.cause is not None))
