"""Shrinking: a failing schedule reduced to few deviations from the calmest one, before it is shown.

The check itself says what still counts as failing, so the reduced run breaks the same guarantee. The
search is delta debugging (Zeller and Hildebrandt: Simplifying and Isolating Failure-Inducing Input, IEEE
TSE 2002) over the deviations of strategies/guided.py; as in trace simplification (Jalbert and Sen, FSE
2010) what counts in the end is how often the run switches from one thread to another.
"""

import itertools
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from procession.engine.observation import Observation
from procession.engine.scenario import Scenario
from procession.engine.strategies import Strategy
from procession.engine.strategies.guided import Guided, Identity, Place, Recorder
from procession.engine.strategies.replay import Replay
from procession.trial import CheckFailed, Trial

MOST_RUNS = 80
"""Runs that shrinking one failure may take."""


def worth_shrinking(failure: CheckFailed) -> bool:
    """Whether a failure has a schedule that matters: not if it fails with one thread, or goes on until a limit ends it."""
    if failure.trial is None or failure.verdict == "timed out":
        return False
    return len({step.thread for step in failure.trial.observation.steps}) > 1


def switches(seen: Observation) -> int:
    """How often the run goes from one thread to another."""
    threads = [step.thread for step in seen.steps]
    return sum(one != other for one, other in itertools.pairwise(threads))


def fewest(
    deviations: Mapping[Place, Identity], fails: Callable[[Mapping[Place, Identity]], bool]
) -> dict[Place, Identity]:
    """A part of `deviations` that still fails, from which no piece that was tried can be left out (ddmin)."""
    left = dict(deviations)
    pieces = 2
    if left and fails({}):
        return {}
    while len(left) > 1:
        places = list(left)
        size = -(-len(places) // pieces)
        for start in range(0, len(places), size):
            rest = {place: left[place] for place in (*places[:start], *places[start + size :])}
            if fails(rest):
                left, pieces = rest, max(pieces - 1, 2)
                break
        else:
            if size == 1:
                break
            pieces = min(pieces * 2, len(places))
    return left


class OneTrial:
    """Stands in for the fixture `scenario`: gives the check one trial, where it asks for that scenario."""

    def __init__(self, describe: Callable[..., Scenario], trial: Trial) -> None:
        self.describe = describe
        self.trial = trial

    def __call__(self, entry: str, *arguments: Any, explore: str = "", **how: Any) -> Iterable[Trial]:
        """The trial, or nothing for any other scenario."""
        how.pop("preemptions", None)
        asked = self.describe(entry, *arguments, **how)
        return [self.trial] if asked == replace(self.trial.scenario, start_method=asked.start_method) else []


class Shrinker:
    """Runs variations of one failure: `run` runs the failed trial's scenario, `judge` the check on a trial."""

    def __init__(
        self, failure: CheckFailed, run: Callable[[Strategy], Trial], judge: Callable[[Trial], object]
    ) -> None:
        assert failure.trial is not None
        self.best = failure
        self.run = run
        self.judge = judge
        self.runs = 0

    def shrink(self) -> CheckFailed:
        """The failure with the fewest switches that was found, perhaps the one that it began with."""
        assert self.best.trial is not None
        recorder = Recorder(Replay(self.best.trial.observation.schedule))
        if self._fails(recorder):
            fewest(recorder.deviations, lambda some: self._fails(Guided(some)))
        return self.best

    def _fails(self, strategy: Strategy) -> bool:
        """Whether the check fails in the same way on a run by this strategy; keeps the calmest such run."""
        if self.runs >= MOST_RUNS:
            return False
        self.runs += 1
        trial = self.run(strategy)
        try:
            self.judge(trial)
        except CheckFailed as failure:
            if failure.trial is not trial or failure.verdict != self.best.verdict:
                return False
            if self._calmer(trial):
                self.best = failure
            return True
        except Exception:  # the check is made for all its trials and can't do with one
            return False
        return False

    def _calmer(self, trial: Trial) -> bool:
        assert self.best.trial is not None
        return switches(trial.observation) < switches(self.best.trial.observation)


def afresh(fixture: Any) -> Any:
    """A fixture's value for one more call of the check: random numbers begin again."""
    if isinstance(fixture, Drawn):
        return Drawn(fixture.origin)
    return fixture


class Drawn(random.Random):
    """Random numbers that know what they were seeded with."""

    origin: str

    def __init__(self, origin: str) -> None:
        super().__init__(origin)
        self.origin = origin
