"""The architecture: what may import what, and that no submission is ever imported by the judge."""

import ast
import subprocess
import sys
from pathlib import Path

import procession
import pytest

PACKAGE = Path(procession.__file__).parent
# From the box outwards: each layer may import itself and those before it.
LAYERS = (
    ("inside",),
    ("engine",),
    (
        "results",
        "words",
        "escaping",
        "beginners",
        "comparing",
        "trial",
        "manifest",
        "catalog",
        "intake",
        "archives",
        "platforms",
        "placing",
        "clones",
        "course_file",
        "totals",
        "likeness",
        "language",
        "phrases",
        "workroom",
        "cells",
        "wrapping",
    ),
    ("picture",),
    (
        "exploration",
        "judgement",
        "sitting",
        "shrinking",
        "scenarios",
        "plugin",
        "judge",
        "collecting",
        "cache",
        "work",
        "cluster",
    ),
    ("library", "replay", "reports"),
    ("grade", "merging", "audit", "doctor"),
    ("student",),
    ("notebooks", "publishing"),
    ("cli", "__main__"),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}


def _imports(path: Path) -> set[str]:
    """Absolute names of the modules that a file imports (names imported from packages included)."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return found


def _room(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    """Right to left along submission -> box -> scheduler -> observation -> checks -> results -> reports."""
    mine = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if mine == "__init__":
        return
    rank = RANK[mine]
    for name in _imports(path):
        room = _room(name) if name.split(".")[0] == "procession" else ""
        if room and room != "__version__":
            assert RANK[room] <= rank, f"{path.name} imports {name}"


def test_the_inside_needs_nothing_but_the_standard_library() -> None:
    """And only its own folder of the kit: it is what student code shares a process with."""
    files = sorted((PACKAGE / "inside").glob("*.py"))
    assert files
    for path in files:
        for name in _imports(path):
            assert name.split(".")[0] in sys.stdlib_module_names, f"{path.name} imports {name}"


def test_a_list_loads_nothing_that_it_can_do_without(tmp_path: Path) -> None:
    """The command that is used most starts at once: what costs most of it are imports."""
    start = "import sys; from procession.cli import main; sys.argv[1:] = ['start']; main()"
    subprocess.run([sys.executable, "-c", start], cwd=tmp_path, check=True, capture_output=True)
    course = next(tmp_path.iterdir())
    code = """if True:
        import atexit, sys
        from procession.cli import main
        heavy = {"rich", "tomllib", "msgspec", "jinja2", "pytest", "shutil", "subprocess", "multiprocessing"}
        atexit.register(lambda: print(sorted(heavy & set(sys.modules)), file=sys.stderr))
        sys.argv[1:] = ["list", "--lang", "en"]
        main()
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=course, capture_output=True, text=True, check=True)
    assert "hung_consumer" in done.stdout
    assert done.stderr.strip() == "[]"


def test_a_light_import() -> None:
    """The command line starts without pytest and without the engine."""
    code = "import sys, procession.cli; print(sorted({m.split('.')[0] for m in sys.modules} & {'pytest', 'asyncio'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
