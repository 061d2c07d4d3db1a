"""One submission on its way through the checks of one exercise: its copy, its box, and what it was seen to do.

What has been run is kept: another check that asks for the same scenario and schedule gets the same trial.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from procession import results
from procession.catalog import Exercise
from procession.engine.errors import BoxGone, GraderError, SubmissionError
from procession.engine.modes import Engine, open_engine
from procession.engine.observation import Profile, Race, Schedule
from procession.engine.scenario import Scenario
from procession.engine.strategies import Strategy, make
from procession.engine.strategies.exhaustive import Search
from procession.engine.strategies.reversal import Reversal
from procession.exploration import Exploration
from procession.intake import discard, take_in
from procession.trial import CheckFailed, Trial


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
    profiles: dict[str, Profile] = field(default_factory=dict)
    endless: dict[str, Trial] = field(default_factory=dict)
    """By start method: the import alone computes for ever, whatever would have been called after it."""
    explored: dict[tuple[str, int | None], Exploration] = field(default_factory=dict)

    def open(self) -> None:
        """Take the submission in; what is wrong with it becomes `problem`."""
        parent = Path(tempfile.mkdtemp(prefix="procession-sub-"))
        self.folder = parent / "submission"
        try:
            if self.source is None:
                raise SubmissionError(f"{self.exercise.module}.py was not handed in")
            found = take_in(self.source, self.folder, self.exercise.module)
            self.left_out, self.digest = found.left_out, found.digest
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
        endless = self.endless.get(scenario.start_method)
        if endless is not None:
            return replace(endless, scenario=scenario)
        key = (_frozen(scenario), strategy, seed)
        if key not in self.seen:
            self.seen[key] = trial = self._sample(scenario, strategy, seed)
            seen = trial.observation
            if seen.phase == "import" and seen.cause == "busy" and not seen.processes:
                self.endless[scenario.start_method] = trial
        return self.seen[key]

    def explore(self, scenario: Scenario, preemptions: int | None) -> Exploration:
        """All schedules of a scenario, those that another check has run included."""
        if self.problem:
            raise SubmissionError(self.problem)
        key = (_frozen(scenario), preemptions)
        if key not in self.explored:
            self.explored[key] = Exploration(scenario, self.run_by, Search(preemptions))
        return self.explored[key]

    def reverse(self, scenario: Scenario, schedule: Schedule, race: Race) -> Trial:
        """Run a schedule once more with a race the other way round, or return such a trial that was run before."""
        key = (_frozen(scenario), f"reversal {race} {schedule}", 0)
        if key not in self.seen:
            self.seen[key] = self.run_by(scenario, lambda: Reversal(schedule, race))
        return self.seen[key]

    def _sample(self, scenario: Scenario, strategy: str, seed: int) -> Trial:
        key = _frozen(replace(scenario, start_method=""))
        profile = self.profiles.get(key, Profile())
        trial = self.run_by(scenario, lambda: make(strategy, seed, profile))
        if trial.observation.ending == "ended":
            self.profiles[key] = trial.observation.profile
        return trial

    def run_by(self, scenario: Scenario, fresh: Callable[[], Strategy]) -> Trial:
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
