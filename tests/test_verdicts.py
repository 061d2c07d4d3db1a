"""Verdicts do not depend on luck: not on time, not on load, not on the start method.

The slow ones run the whole audit again and again: `python -m pytest -m slow`, with
PROCESSION_TIMES=50 (default 2) for the number of repetitions of the first.
"""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from busy import busy_processors
from procession.catalog import Kit
from procession.judge import Bench, Terms

KIT = Path(__file__).resolve().parent.parent
METHODS = ("fork", "spawn", "forkserver")
TIMES = int(os.environ.get("PROCESSION_TIMES", "2"))
# Answers whose right or wrong is a matter of time, by exercise.
TIMED = {
    "garbled_printing": ["sleep_instead_of_lock", "joined_with_time_limit", "lock_with_timeout"],
    "hung_consumer": ["timeout_as_the_end", "join_with_timeout", "busy_polling"],
    "joinable_queue": ["sleep_instead_of_join", "timeout_as_the_end"],
    "pool_size": ["get_with_timeout"],
}
SOON_TIMED = "garbled_printing", "hung_consumer"
"""Those that are judged with longer sleeps by the plain test command, too."""
TALKATIVE = {("semaphore_gate", "short_waits")}
"""Print a name of many kilobytes at each poll: with many polls that is more output than a run may have."""


def _called(node: ast.Call) -> str:
    """The last part of the name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


class _Slower(ast.NodeTransformer):
    """Multiplies the argument of every call of a `sleep`."""

    def __init__(self, factor: float) -> None:
        self.factor = factor

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if _called(node) == "sleep" and node.args:
            node.args[0] = ast.BinOp(node.args[0], ast.Mult(), ast.Constant(self.factor))
        return node


class _ShortNaps(ast.NodeTransformer):
    """Makes every nap, and every time limit of a poll, a millisecond."""

    def __init__(self) -> None:
        self.found = 0

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = _called(node)
        if name in ("sleep", "poll") and node.args and _is_short(node.args[0]):
            node.args[0] = ast.Constant(0.001)
            self.found += 1
        for keyword in node.keywords:
            if name in ("get", "acquire", "wait", "join") and keyword.arg == "timeout" and _is_short(keyword.value):
                keyword.value = ast.Constant(0.001)
                self.found += 1
        return node


def _is_short(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and 0 < node.value <= 5


def _scale(path: Path, factor: float) -> None:
    """Make every sleep in a file `factor` times as long; its `# fails:` lines stay."""
    text = path.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if line.startswith("# fails:")]
    tree = _Slower(factor).visit(ast.parse(text))
    path.write_text("\n".join([*kept, ast.unparse(ast.fix_missing_locations(tree))]) + "\n", encoding="utf-8")


def _scaled_kit(target: Path, factor: float, slug: str = "*") -> Path:
    """A copy of an exercise, or of all, with all sleeps of stub and answers scaled."""
    for folder in [path for name in ("exercises", "solutions", "graders") for path in (KIT / name).glob(slug)]:
        if folder.is_dir() and folder.name != "procession":
            shutil.copytree(folder, target / folder.relative_to(KIT), ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(KIT / "graders" / "seed.txt", target / "graders")
    answers = [*target.glob("solutions/**/*.py"), *target.glob("graders/*/wrong/*.py")]
    scaled = [*answers, *(path for path in target.glob("exercises/*/*.py") if not path.name.startswith("test_"))]
    assert len(scaled) > (150 if slug == "*" else 10)
    for path in scaled:
        _scale(path, factor)
    return target


def _audit(*words: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "procession", "audit", *words]
    done = subprocess.run(command, cwd=KIT, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("slug", "factor"),
    [
        pytest.param(slug, factor, marks=() if factor == 100 and slug in SOON_TIMED else pytest.mark.slow)
        for slug in TIMED
        for factor in (100, 0.01)
    ],
)
def test_longer_and_shorter_sleeps_change_no_verdict(tmp_path: Path, slug: str, factor: float) -> None:
    """The reference and the answers that rely on time: judged as declared, whatever the time."""
    kit = _scaled_kit(tmp_path, factor, slug)
    for path in kit.glob(f"graders/{slug}/wrong/*.py"):
        if path.stem not in TIMED[slug]:
            path.unlink()
    shutil.rmtree(kit / "solutions" / slug / "accepted")
    code, said = _audit("--kit", str(kit), slug)
    problems = [line for line in said.splitlines() if line.startswith(f"{slug}: ")]
    missing = ("no wrong answer fails", "only ", "solutions/", f"{slug}/accepted")
    assert [line for line in problems if not line.removeprefix(f"{slug}: ").startswith(missing)] == []
    assert code == 1  # the answers that were left out are missed


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("method", METHODS)
def test_every_verdict_again_and_again_on_a_busy_machine(method: str) -> None:
    """Every accepted answer passes and every wrong one fails as declared, each time."""
    for time in range(TIMES):
        with busy_processors():
            code, said = _audit("--start-method", method)
        assert code == 0, f"time {time + 1}: {said}"


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_who_polls_every_millisecond_is_as_right(tmp_path: Path) -> None:
    """Right answers that nap between two looks, or look with a time limit: how short it is changes nothing."""
    kit, refused, judged = Kit(KIT), [], 0
    with Bench(Terms()) as bench:
        for exercise in map(kit.exercise, kit.slugs()):
            for path in [exercise.reference, *exercise.accepted]:
                tree, naps = ast.parse(path.read_text(encoding="utf-8")), _ShortNaps()
                for node in tree.body:
                    if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name not in exercise.manifest.given:
                        naps.visit(node)
                if not naps.found or (exercise.slug, path.stem) in TALKATIVE:
                    continue
                variant = tmp_path / f"{exercise.slug}_{path.name}"
                variant.write_text(ast.unparse(tree) + "\n", encoding="utf-8")
                [result] = bench.judge([exercise], variant, path.stem)
                judged += 1
                refused += [(exercise.slug, path.stem, c.id) for c in result.checks if c.verdict != "passed"]
    assert refused == []
    assert judged > 40


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("factor", [100, 0.01])
def test_no_verdict_at_all_changes_with_the_sleeps(tmp_path: Path, factor: float) -> None:
    """All answers, with every sleep 100 times as long or as short."""
    code, said = _audit("--kit", str(_scaled_kit(tmp_path, factor)))
    assert code == 0, said
