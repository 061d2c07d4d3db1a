"""The pytest plugin: fixtures and markers with which a grader is written, and its results.

Works by itself (`pytest graders/<slug> --submission PATH`) and under `procession grade`. pytest never
imports a submission: a check only ever sees frozen observations of what ran in the box.

Each check's outcome has one of three causes that are never mixed: `CheckFailed` is the student's,
`SubmissionError` says that there is nothing to run, and anything else that a check raises is a
*grader error*, which costs no points and makes the session exit with 3.
"""

import multiprocessing
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

import pytest

from procession import results
from procession.catalog import Exercise, Kit, discard, locate, take_in
from procession.engine.errors import BoxGone, GraderError, SubmissionError
from procession.engine.modes import MODES, Engine, open_engine, resolve_mode
from procession.engine.scenario import Limits, Scenario
from procession.engine.strategies import Strategy, make
from procession.engine.strategies.exhaustive import Search
from procession.exploration import OTHERS, PLANS, Exploration
from procession.judgement import Judgement, judge_report
from procession.trial import CheckFailed, Trial, Trials
from procession.workroom import die_with

JUDGEMENTS = pytest.StashKey[dict[str, Judgement]]()
_MARKERS = {
    "points(number)": "what the check is worth",
    "kind(name)": "results, ordering, termination, concurrency or resilience",
    "visibility(name)": "always (default), after_due_date or never: when a student sees its evidence",
    "guard": "the untouched stub passes this check: it earns points only together with one that it fails",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of a grading session."""
    group = parser.getgroup("procession", "grading of multiprocessing exercises")
    group.addoption("--submission", metavar="PATH", help="what to grade: a student's folder, or one file")
    group.addoption("--procession-results", metavar="FILE", help="write the results of the checks as JSON")
    group.addoption("--student", metavar="NAME", default="", help="name to put into the results")
    group.addoption("--mode", default="auto", choices=MODES, help="controlled, or sampled where that can't be had")
    group.addoption("--box", default="auto", choices=("auto", "bubblewrap", "bare"), help="where submissions run")
    group.addoption("--box-python", default=None, metavar="PYTHON", help="interpreter that runs submissions")
    group.addoption("--start-method", action="append", default=[], help="only these start methods (repeatable)")


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers."""
    for name, text in _MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {text}")
    config.stash[JUDGEMENTS] = {}
    parent = os.environ.pop("PROCESSION_DIE_WITH", "")
    if parent:
        die_with(int(parent))


@dataclass
class Sitting:
    """One submission for one exercise, with its box and the runs that have been made in it."""

    exercise: Exercise
    source: Path | None
    mode: str
    """controlled or sampled"""
    box_kind: str
    python: str | None
    methods: list[str]
    problem: str = ""
    engine: Engine | None = None
    folder: Path | None = None
    left_out: list[str] = field(default_factory=list)
    digest: str = ""
    seen: dict[tuple[str, str, int], Trial] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    explored: dict[tuple[str, int | None], Exploration] = field(default_factory=dict)

    def open(self) -> None:
        """Take the submission in; what is wrong with it becomes `problem`."""
        parent = Path(tempfile.mkdtemp(prefix="procession-sub-"))
        self.folder = parent / "submission"
        try:
            if self.source is None:
                raise SubmissionError(f"{self.exercise.module}.py was not handed in")
            intake = take_in(self.source, self.folder, self.exercise.module)
            self.left_out, self.digest = intake.left_out, intake.digest
        except SubmissionError as error:
            self.problem = str(error)
        if not self.methods:
            self.problem = self.problem or "it needs a start method that this system does not have"

    def close(self) -> None:
        """End the box and remove the copy."""
        self._close_engine()
        if self.folder is not None:
            discard(self.folder.parent)

    def run(self, scenario: Scenario, strategy: str, seed: int) -> Trial:
        """Run a schedule, or return the trial of an equal one that was run before."""
        if self.problem:
            raise SubmissionError(self.problem)
        key = (_frozen(scenario), strategy, seed)
        if key not in self.seen:
            self.seen[key] = self._sample(scenario, strategy, seed)
        return self.seen[key]

    def explore(self, scenario: Scenario, preemptions: int | None) -> Exploration:
        """All schedules of a scenario, those that another check has run included."""
        if self.problem:
            raise SubmissionError(self.problem)
        key = (_frozen(scenario), preemptions)
        if key not in self.explored:
            self.explored[key] = Exploration(scenario, self._run, Search(preemptions))
        return self.explored[key]

    def _sample(self, scenario: Scenario, strategy: str, seed: int) -> Trial:
        key = _frozen(replace(scenario, start_method=""))
        steps = self.lengths.get(key, 150)
        trial = self._run(scenario, lambda: make(strategy, seed, steps))
        if trial.observation.ending == "ended":
            self.lengths[key] = len(trial.observation.steps)
        return trial

    def _run(self, scenario: Scenario, fresh: Callable[[], Strategy]) -> Trial:
        """Run a schedule; if the box goes meanwhile, the same one tells whether that was the program's doing."""
        try:
            return self._run_once(scenario, fresh())
        except BoxGone:
            strategy = fresh()
            try:
                return self._run_once(scenario, strategy)
            except BoxGone:
                raise _box_ended(scenario, strategy.name, strategy.seed) from None

    def _run_once(self, scenario: Scenario, strategy: Strategy) -> Trial:
        assert self.folder is not None
        try:
            if self.engine is None:
                self.engine = open_engine(self.mode, self.folder, self.exercise.stub, self.box_kind, self.python)
            return Trial(scenario, self.engine.run(scenario, strategy), self.folder)
        except GraderError:
            self._close_engine()
            raise

    def _close_engine(self) -> None:
        if self.engine is not None:
            self.engine.close()
        self.engine = None


def _box_ended(scenario: Scenario, strategy: str, seed: int) -> CheckFailed:
    """The verdict when a program ends, twice in the same schedule, the process that it is run by."""
    evidence = results.Evidence(
        ran=f"{scenario.shown()} (start method {scenario.start_method}, schedule {strategy} {seed})",
        seen="the process that runs the program was ended in the middle of it, and again when it was run once more",
        expected="a program stops only processes that it has started",
        hint="Look for os.kill: whose number does it get?",
    )
    return CheckFailed("crashed", evidence)


def _frozen(scenario: Scenario) -> str:
    return repr(scenario)


@pytest.fixture(scope="module")
def sitting(request: pytest.FixtureRequest) -> Iterator[Sitting]:
    """The submission under judgement, for the exercise in whose folder the checks are."""
    config = request.config
    folder = request.path.parent
    kit = Kit(folder.parent.parent)
    exercise = kit.exercise(folder.name)
    given = config.getoption("--submission")
    source = locate(Path(given), exercise) if given else folder
    methods = config.getoption("--start-method") or exercise.manifest.start_methods
    here = [method for method in exercise.manifest.start_methods if method in multiprocessing.get_all_start_methods()]
    found = Sitting(
        exercise,
        source,
        resolve_mode(config.getoption("--mode")),
        config.getoption("--box"),
        config.getoption("--box-python"),
        [method for method in here if method in methods],
    )
    found.open()
    try:
        yield found
    finally:
        found.close()


def _random(request: pytest.FixtureRequest, what: str) -> random.Random:
    folder = request.path.parent
    path = folder.parent / "seed.txt"
    seed = path.read_text(encoding="utf-8").strip() if path.exists() else "public"
    return random.Random(f"{seed} {folder.name} {what}")


@pytest.fixture
def draw(request: pytest.FixtureRequest) -> random.Random:
    """Random numbers for inputs: the same for every student and every run, different for each check."""
    return _random(request, request.node.name)


@pytest.fixture
def common(request: pytest.FixtureRequest) -> random.Random:
    """Random numbers that are the same in every check of an exercise.

    Checks that look at different sides of one scenario draw it from here: it is then run only once.
    """
    return _random(request, "common")


class ScenarioMaker:
    """What the fixture `scenario` gives: call it to get the trials of a scenario."""

    def __init__(self, sitting: Sitting, judgement: Judgement) -> None:
        self.sitting = sitting
        self.judgement = judgement

    def __call__(
        self,
        entry: str,
        *arguments: Any,
        calls: list[tuple[Any, ...]] | None = None,
        hold: str = "",
        terminal: bool = False,
        machine: tuple[int, int] | None = None,
        time: str = "adversarial",
        explore: Literal["full", "usual", "brief", "all"] = "full",
        preemptions: int | None = None,
        limits: Limits | None = None,
    ) -> Iterable[Trial]:
        """Trials of `entry(*arguments)` (or of several `calls`) under adversarial schedules.

        `hold` names a given function whose callers are held until nobody else can move; `terminal`
        makes terminal writes gates; `machine` pretends (processors, usable processors); `time` is
        "adversarial" or "fair". `explore` names one of PLANS; "full" also explores further start
        methods; "all" runs every schedule there is, or (`preemptions`) every one with at most so many
        preemptions, under the first start method: for small scenarios. In sampled mode, where it can't
        be known what all there is, it is the sample of "full".
        """
        exercise = self.sitting.exercise
        scenario = Scenario(
            module=exercise.module,
            entry=entry,
            calls=tuple(calls) if calls is not None else (arguments,),
            given=tuple(exercise.manifest.given),
            hold=hold,
            terminal=terminal,
            machine=machine,
            time=time,
            limits=limits or Limits(),
        )
        first, *others = self.sitting.methods or [""]
        if explore == "all" and self.sitting.mode == "sampled":
            explore = "full"
        if explore == "all":
            return self._all(replace(scenario, start_method=first), preemptions)
        plan = [(first, *one) for one in PLANS[explore]]
        if explore == "full":
            plan += [(method, *one) for method in others for one in OTHERS]
        return Trials(scenario, plan, self._run)

    def _run(self, scenario: Scenario, strategy: str, seed: int) -> Trial:
        trial = self.sitting.run(scenario, strategy, seed)
        self.judgement.count(trial.observation, sampled=True)
        return trial

    def _all(self, scenario: Scenario, preemptions: int | None) -> Iterator[Trial]:
        exploration = self.sitting.explore(scenario, preemptions)
        for trial in exploration:
            self.judgement.count(trial.observation, sampled=False)
            yield trial
        self.judgement.sampled = self.judgement.sampled or not exploration.complete


@pytest.fixture
def scenario(request: pytest.FixtureRequest, sitting: Sitting) -> ScenarioMaker:
    """Make trials: `for trial in scenario("main", arguments...)`."""
    judgement = request.config.stash[JUDGEMENTS][request.node.nodeid]
    judgement.exercise = sitting.exercise.slug
    judgement.digest = sitting.digest
    judgement.left_out = sitting.left_out
    return ScenarioMaker(sitting, judgement)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Know every check before the first one runs."""
    for item in items:
        if "scenario" in getattr(item, "fixturenames", ()):
            config.stash[JUDGEMENTS][item.nodeid] = _judgement(item)


def _judgement(item: pytest.Item) -> Judgement:
    def mark(name: str, default: Any) -> Any:
        found = item.get_closest_marker(name)
        return found.args[0] if found and found.args else default

    kind = mark("kind", "results")
    visibility = mark("visibility", "always")
    if kind not in get_args(results.Kind) or visibility not in get_args(results.Visibility):
        raise pytest.UsageError(f"{item.nodeid}: unknown kind {kind!r} or visibility {visibility!r}")
    doc = (getattr(item, "function", None) and item.function.__doc__) or item.name  # type: ignore[attr-defined]
    return Judgement(
        id=item.name.removeprefix("test_"),
        title=doc.strip().splitlines()[0].rstrip("."),
        kind=kind,
        max_points=float(mark("points", 1)),
        visibility=visibility,
        guard=item.get_closest_marker("guard") is not None,
        exercise=item.path.parent.name,
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn what a check did into its verdict."""
    report = yield
    judgement = item.config.stash[JUDGEMENTS].get(item.nodeid)
    if judgement is not None:
        judge_report(judgement, call)
        if judgement.evidence is not None and isinstance(getattr(call.excinfo, "value", None), CheckFailed):
            report.longrepr = judgement.as_text()
    return report


def pytest_sessionfinish(session: pytest.Session, exitstatus: int | pytest.ExitCode) -> None:
    """Write the results, and let our own fault show in the exit code."""
    judgements = list(session.config.stash[JUDGEMENTS].values())
    if any(judgement.verdict == "grader error" for judgement in judgements):
        session.exitstatus = 3
    path = session.config.getoption("--procession-results")
    if path:
        found = Judgement.as_results(judgements, session.config.getoption("--student"))
        temporary = Path(f"{path}.part")
        temporary.write_bytes(results.dump(results.Results(submissions=found, complete=True)))
        shutil.move(temporary, path)
