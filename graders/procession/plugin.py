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
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from procession import results
from procession.catalog import exercise_at
from procession.engine.modes import MODES, resolve_mode
from procession.intake import locate
from procession.judgement import Judgement, judge_report
from procession.scenarios import ScenarioMaker
from procession.shrinking import Drawn, OneTrial, Shrinker, afresh, worth_shrinking
from procession.sitting import Sitting
from procession.trial import CheckFailed, Trial
from procession.workroom import die_with

if TYPE_CHECKING:
    from procession.picture.album import Album

JUDGEMENTS = pytest.StashKey[dict[str, Judgement]]()
_ALBUM = pytest.StashKey["Album | None"]()
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
    group.addoption("--procession-pictures", metavar="DIR", help="draw the runs that failed into this folder")
    group.addoption("--student", metavar="NAME", default="", help="name to put into the results")
    group.addoption("--mode", default="auto", choices=MODES, help="controlled, or sampled where that can't be had")
    group.addoption(
        "--box", default="auto", choices=("auto", "bubblewrap", "reduced", "bare"), help="where submissions run"
    )
    group.addoption("--box-python", default=None, metavar="PYTHON", help="interpreter that runs submissions")
    group.addoption("--brief", action="store_true", help="few schedules, whatever the checks ask for")
    group.addoption("--shrink", action="store_true", help="reduce a failing schedule to few switches")
    group.addoption("--start-method", action="append", default=[], help="only these start methods (repeatable)")


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers."""
    for name, text in _MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {text}")
    config.stash[JUDGEMENTS] = {}
    config.stash[_ALBUM] = _album(config.getoption("--procession-pictures"))
    _open_many_files()
    parent = os.environ.pop("PROCESSION_DIE_WITH", "")
    if parent:
        die_with(int(parent))


def _album(folder: str | None) -> "Album | None":
    if not folder:
        return None
    from procession.picture.album import Album  # only who grades a class draws

    return Album(Path(folder))


def _open_many_files() -> None:
    """The threads of a run are followed with some open files each: 1024 of them are few."""
    if sys.platform == "linux":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 1 << 16 if hard == resource.RLIM_INFINITY else min(hard, 1 << 16)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


@pytest.fixture(scope="module")
def sitting(request: pytest.FixtureRequest) -> Iterator[Sitting]:
    """The submission under judgement, for the exercise in whose folder the checks are."""
    config = request.config
    folder = request.path.parent
    exercise = exercise_at(folder)
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


def _random(request: pytest.FixtureRequest, what: str) -> Drawn:
    folder = request.path.parent
    path = folder.parent / "seed.txt"
    seed = path.read_text(encoding="utf-8").strip() if path.exists() else "public"
    return Drawn(f"{seed} {folder.name} {what}")


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


@pytest.fixture
def scenario(request: pytest.FixtureRequest, sitting: Sitting) -> ScenarioMaker:
    """Make trials: `for trial in scenario("main", arguments...)`."""
    judgement = request.config.stash[JUDGEMENTS][request.node.nodeid]
    judgement.exercise = sitting.exercise.slug
    judgement.digest = sitting.digest
    judgement.left_out = sitting.left_out
    return ScenarioMaker(sitting, judgement, request.config.getoption("--brief"))


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
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """With --shrink, reduce the schedule of a check that has failed."""
    try:
        return (yield)
    except CheckFailed as failure:
        if not pyfuncitem.config.getoption("--shrink") or not worth_shrinking(failure):
            raise
        raise _shrunk(pyfuncitem, failure) from None


def _shrunk(item: pytest.Function, failure: CheckFailed) -> CheckFailed:
    maker = item.funcargs["scenario"]
    assert isinstance(maker, ScenarioMaker)
    assert failure.trial is not None
    scenario = failure.trial.scenario

    def judge(trial: Trial) -> None:
        arguments = {name: afresh(item.funcargs[name]) for name in item._fixtureinfo.argnames}
        item.obj(**arguments | {"scenario": OneTrial(maker.describe, trial)})

    return Shrinker(failure, lambda strategy: maker.sitting.run_by(scenario, lambda: strategy), judge).shrink()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn what a check did into its verdict."""
    report = yield
    judgement = item.config.stash[JUDGEMENTS].get(item.nodeid)
    if judgement is not None:
        judge_report(judgement, call)
        error = getattr(call.excinfo, "value", None)
        if judgement.evidence is not None and isinstance(error, CheckFailed):
            report.longrepr = judgement.as_text()
            _draw(item, judgement, error)
    return report


def _draw(item: pytest.Item, judgement: Judgement, failure: CheckFailed) -> None:
    album = item.config.stash[_ALBUM]
    if album is not None and failure.trial is not None:
        trial = failure.trial
        album.add(judgement.exercise, judgement.id, trial.observation, trial.source, failure.evidence.seen)


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
