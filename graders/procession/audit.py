"""The authors' gate: an exercise whose grader has not been tested against wrong answers is no exercise.

For each exercise: the stub earns nothing, the reference and every accepted answer pass every check,
every known-wrong answer fails exactly the checks that it names and with the verdicts that it names,
every check is failed by some wrong answer, the given functions are the same everywhere, and there is
no file too many or too few. Each problem comes with what to do about it.

A quick audit judges the stub and the reference as they are graded, a few accepted answers under few
schedules, and of the wrong answers, in the checks that they name, so many that each check is failed by
one of them. The full one is for whoever changes checks.

In sampled mode a wrong answer may escape, and no hang is proven: there it is enough that it fails
nothing that it does not name. What it did not fail is counted as unseen.
"""

import ast
import concurrent.futures
import re
import time
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from procession.catalog import Exercise
from procession.engine.errors import ExerciseError
from procession.judge import Bench
from procession.results import ExerciseResult

_DECLARED = re.compile(r"^# fails: (?P<check>\w+) = (?P<verdict>failed|deadlocked|timed out|crashed|not run)$", re.M)
BLANK = re.compile(r"<<(\w+): [^<>\n]*>>")
"""A place in which `procession new` asks for a text."""
_EXPECTED_FILES = {
    "README.md", "README.zh-CN.md", "exercise.toml", "explanation.md", "explanation.zh-CN.md", "zh.toml",
}  # fmt: skip
LEAST_ACCEPTED = 2
LEAST_WRONG = 8
A_FEW = 2
"""How many accepted answers a quick audit judges."""


@dataclass
class Report:
    """What the audit of one exercise has found."""

    slug: str
    checks: int = 0
    accepted: int = 0
    wrong: int = 0
    schedules: int = 0
    unseen: int = 0
    """Checks that wrong answers name and did not fail, in sampled mode."""
    reference_seconds: float = 0.0
    """To judge the reference, beside whatever else the machine did."""
    slowest: tuple[float, str] = (0.0, "")
    """The wrong answer that took the longest: seconds, and its name."""
    problems: list[str] = field(default_factory=list)

    def time(self, exercise: Exercise, path: Path, seconds: float) -> None:
        """Take note of how long an answer took."""
        if path == exercise.reference:
            self.reference_seconds = seconds
        elif path in exercise.wrong:
            self.slowest = max(self.slowest, (seconds, path.stem))


def declared(path: Path) -> dict[str, str]:
    """The checks that a known-wrong answer says it fails, with the verdicts."""
    text = path.read_text(encoding="utf-8")
    return {match["check"]: match["verdict"] for match in _DECLARED.finditer(text)}


def audit(
    exercises: Sequence[Exercise],
    bench: Bench,
    jobs: int,
    done: Callable[[str], None] = lambda what: None,
    quick: bool = False,
) -> list[Report]:
    """Audit exercises, judging up to `jobs` answers at the same time."""
    reports = {exercise.slug: Report(exercise.slug) for exercise in exercises}
    found: dict[tuple[str, Path], ExerciseResult] = {}

    def judge(exercise: Exercise, path: Path) -> ExerciseResult:
        only = list(declared(path)) if quick and path in exercise.wrong else []
        begun = time.monotonic()
        [result] = bench.judge([exercise], path, path.stem, only, brief=quick and path in exercise.accepted)
        reports[exercise.slug].time(exercise, path, time.monotonic() - begun)
        return result

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        futures = {}
        for exercise in exercises:
            if _look_for_blanks(exercise, reports[exercise.slug]):
                continue
            _look_at_files(exercise, reports[exercise.slug])
            for path in answers(exercise, quick):
                futures[pool.submit(judge, exercise, path)] = (exercise.slug, path)
        for future in concurrent.futures.as_completed(futures):
            slug, path = futures[future]
            found[slug, path] = future.result()
            done(f"{slug}/{path.name}")
    for exercise in exercises:
        mine = {path: result for (slug, path), result in found.items() if slug == exercise.slug}
        _look_at_results(exercise, mine, reports[exercise.slug], bench.terms.mode == "sampled")
    return list(reports.values())


def answers(exercise: Exercise, quick: bool = False) -> list[Path]:
    """The answers that are judged; if quick, a few accepted ones, and no wrong ones whose checks enough others fail."""
    failed: set[str] = set()
    left_out = set()
    for path in exercise.wrong:
        checks = declared(path)
        if quick and checks and checks.keys() <= failed:
            left_out.add(path)
        else:
            failed |= checks.keys()
    accepted = exercise.accepted[:: max(1, -(-len(exercise.accepted) // A_FEW))] if quick else exercise.accepted
    paths = [exercise.stub, exercise.reference, *accepted, *exercise.wrong]
    return [path for path in paths if path.exists() and path not in left_out]


# Files.


def _look_at_files(exercise: Exercise, report: Report) -> None:
    try:
        manifest = exercise.manifest
    except ExerciseError as error:
        report.problems.append(str(error))
        return
    wanted = {*_EXPECTED_FILES, exercise.stub.name, exercise.public_checks.name}
    _compare(exercise.folder, wanted, report)
    _compare(exercise.reference.parent, {exercise.reference.name, "accepted"}, report)
    _compare(exercise.hidden_checks.parent, {exercise.hidden_checks.name, "wrong"}, report, {"zh.toml"})
    report.accepted, report.wrong = len(exercise.accepted), len(exercise.wrong)
    if report.accepted < LEAST_ACCEPTED:
        report.problems.append(f"only {report.accepted} accepted answers: write at least {LEAST_ACCEPTED}")
    if report.wrong < LEAST_WRONG:
        report.problems.append(f"only {report.wrong} wrong answers: write at least {LEAST_WRONG}")
    stub = _functions(exercise.stub, report)
    for path in answers(exercise):
        functions = _functions(path, report)
        if path in exercise.wrong:
            continue
        for name in manifest.given:
            if functions.get(name) != stub.get(name) or name not in functions:
                report.problems.append(f"{path.name}: the given function {name} differs from the stub: copy it")
        if path in (exercise.stub, exercise.reference):
            missing = [name for name in manifest.entry_points if name not in functions]
            if missing:
                report.problems.append(f"{path.name}: no function {', '.join(missing)}: see [entry_points]")


def _look_for_blanks(exercise: Exercise, report: Report) -> bool:
    """Whether something that `procession new` asks for is still to be written: then nothing can be judged."""
    kit = exercise.kit
    for folder in (exercise.folder, kit.solutions / exercise.slug, kit.graders / exercise.slug):
        for path in sorted(path for path in folder.rglob("*.*") if path.suffix in (".py", ".md", ".toml")):
            names = dict.fromkeys(BLANK.findall(path.read_text(encoding="utf-8", errors="replace")))
            if names:
                report.problems.append(f"{path.relative_to(kit.root)}: blanks to be filled: {', '.join(names)}")
    return bool(report.problems)


def _compare(folder: Path, wanted: set[str], report: Report, may_be: Set[str] = frozenset()) -> None:
    there = {path.name for path in folder.iterdir() if path.name != "__pycache__"} if folder.is_dir() else set()
    for name in sorted(wanted - there):
        report.problems.append(f"{folder.parent.name}/{folder.name}/{name} is missing: write it")
    for name in sorted(there - wanted - may_be):
        report.problems.append(f"{folder.parent.name}/{folder.name}/{name} is a stray file: remove it")


def _functions(path: Path, report: Report) -> dict[str, str]:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError) as error:
        report.problems.append(f"{path}: {error}")
        return {}
    kinds = (ast.FunctionDef, ast.ClassDef)
    return {node.name: ast.dump(node) for node in tree.body if isinstance(node, kinds)}


# Results.


def _look_at_results(exercise: Exercise, found: dict[Path, ExerciseResult], report: Report, sampled: bool) -> None:
    reference = found.get(exercise.reference)
    if reference is None:
        return
    ids = {check.id for check in reference.checks}
    report.checks = len(ids)
    report.schedules = sum(check.schedules_run for check in reference.checks)
    for path, result in sorted(found.items()):
        for check in result.checks:
            if check.verdict == "grader error":
                said = check.evidence.seen if check.evidence else ""
                report.problems.append(f"{path.name}: grader error in {check.id}: {said}")
    for path in [path for path in (exercise.reference, *exercise.accepted) if path in found]:
        for check in found[path].checks:
            if check.verdict not in ("passed", "grader error"):
                said = check.evidence.seen.splitlines()[0] if check.evidence else ""
                report.problems.append(f"{path.name} is right, but {check.id} says {check.verdict}: {said}")
    stub = found[exercise.stub]
    if stub.score:
        passed = ", ".join(check.id for check in stub.checks if check.points)
        report.problems.append(f"the stub earns {stub.score:g} points by {passed}: mark those checks as guard")
    unfailed = set(ids)
    for path in [path for path in exercise.wrong if path in found]:
        unfailed -= _compare_wrong(path, found[path], ids, report, sampled)
    for check_id in [] if sampled else sorted(unfailed):
        report.problems.append(f"no wrong answer fails {check_id}: write one that does")


def _compare_wrong(path: Path, result: ExerciseResult, ids: set[str], report: Report, sampled: bool) -> set[str]:
    """Compare what a wrong answer failed with what it declares; return the checks that it failed."""
    wanted = declared(path)
    seen = {check.id: check.verdict for check in result.checks if check.verdict != "passed"}
    for check_id in sorted(set(wanted) - ids):
        report.problems.append(f"{path.name} names {check_id}, which is no check: correct its `# fails:` line")
    if not wanted:
        report.problems.append(f"{path.name} names no check that it fails: add `# fails: CHECK = VERDICT`")
    for check_id in sorted(set(wanted) & ids | set(seen)):
        if sampled and check_id in wanted:
            report.unseen += check_id not in seen
        elif wanted.get(check_id) != seen.get(check_id):
            report.problems.append(
                f"{path.name}: {check_id} should be {wanted.get(check_id, 'passed')}, was {seen.get(check_id, 'passed')}"
            )
    return set(seen)
