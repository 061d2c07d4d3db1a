"""Hunting known bugs: programs of tests/bugs, run one schedule after the other in one box for all."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Self

from known_bugs import BUGS_FOLDER, Bug
from procession.engine.box import Box
from procession.engine.observation import Observation, Profile, Schedule
from procession.engine.races import races
from procession.engine.run import Runner
from procession.engine.scenario import Scenario
from procession.engine.strategies import Choice, Strategy, make
from procession.engine.strategies.exhaustive import Search
from procession.engine.strategies.first_come import FirstCome
from procession.engine.strategies.reversal import Reversal
from procession.exploration import PLANS, reversals

KINDS = {"first-come": (0, 1, 3), "hand-over": (0, 1, 2, 3), "impatient": (0, 1)}
"""Seeds of the strategies of which all other seeds are (nearly) the same as one of these."""
ENOUGH = 5
"""Schedules in a row that were run before, after which other seeds of round-robin are given up."""
STRATEGIES = ("round-robin", *KINDS, "random", "partial-order", "priorities", "selective", "exhaustive", "full")


@dataclass
class Hunted:
    """What a hunt for one bug with one strategy came to."""

    first: int | None = None
    """How many schedules it took to the first failure; None if none was seen."""
    why: str = ""
    """What was wrong in it."""
    runs: int = 0
    repeated: int = 0
    """How many of the last runs in a row were of schedules that had been run before."""
    schedules: set[Schedule] = field(default_factory=set)
    """The schedules that were run, as the choices that were made."""

    def add(self, why: str, schedule: Schedule) -> None:
        """Take in one more run."""
        self.runs += 1
        known = len(self.schedules)
        self.schedules.add(Schedule("", 0, schedule.threads, schedule.picks))
        self.repeated = 0 if len(self.schedules) > known else self.repeated + 1
        if why and self.first is None:
            self.first, self.why = self.runs, why


class Hunter:
    """Runs both ways of known bugs in a box that serves them all; a context manager."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="procession-bugs-"))
        self.program: Path | None = None
        some = next(BUGS_FOLDER.glob("*.py"))  # stands for the stub, which nothing here needs
        try:
            self.box = Box(self.folder, some)
        except BaseException:
            shutil.rmtree(self.folder)
            raise
        self.runner = Runner(self.box)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.box.close()
        shutil.rmtree(self.folder)

    def run(self, bug: Bug, right: bool, strategy: Strategy) -> Observation:
        """Run one way of a bug's program under one schedule."""
        if self.program != bug.path:  # a box copies the whole folder for each run, so there is one file in it
            for old in self.box.stage.submission.iterdir():
                old.unlink()
            self.box.stage.show(Path(shutil.copy(bug.path, self.box.stage.submission)))
            self.program = bug.path
        return self.runner.run(Scenario(bug.path.stem, "main", ((right, *bug.arguments),)), strategy)

    def hunt(self, bug: Bug, right: bool, strategy: str, schedules: int, first_seed: int = 0) -> Hunted:
        """Run schedules of one strategy until one fails, at most `schedules`."""
        found = Hunted()
        profile = Profile()
        runs = []
        for fresh in fresh_strategies(strategy, schedules, first_seed):
            seen = self.run(bug, right, fresh(profile))
            if seen.ending == "ended":
                profile = seen.profile  # as in grading: the next one spreads its changes over as many
            found.add(failure(bug, seen), seen.schedule)
            runs.append(seen)
            if found.first is not None or (strategy == "round-robin" and found.repeated == ENOUGH):
                return found
        for seen, race in reversals(runs, races) if strategy == "full" else ():
            again = self.run(bug, right, Reversal(seen.schedule, race))
            found.add(failure(bug, again), again.schedule)
        return found


class Turns:
    """A schedule that is written down: which thread goes how many steps, then first-come."""

    name = "turns"
    seed = 0

    def __init__(self, turns: Sequence[tuple[str, int]]) -> None:
        self.left = [thread for thread, steps in turns for _ in range(steps)]
        self.after = FirstCome()

    def pick(self, choices: Sequence[Choice]) -> int:
        """The thread whose turn it is."""
        if not self.left:
            return self.after.pick(choices)
        thread = self.left.pop(0)
        return next(index for index, choice in enumerate(choices) if choice.thread == thread and not choice.fires)


def known_strategy(bug: Bug) -> Strategy:
    """The one whose schedule is known to show a bug."""
    return Turns(bug.turns) if bug.turns else make(*bug.found_by)


def fresh_strategies(name: str, schedules: int, first_seed: int) -> Iterator[Callable[[Profile], Strategy]]:
    """Makers of one strategy a run, which are told how long the run is likely to be."""
    if name == "exhaustive":
        search = Search(preemptions=2)
        while schedules > search.runs and (strategy := search.next()) is not None:
            yield partial(_whatever_was_before, strategy)
        return
    seeds = KINDS.get(name, range(first_seed, first_seed + schedules))
    plan = PLANS["full"] if name == "full" else [(name, seed) for seed in seeds]
    for kind, seed in plan[:schedules]:
        yield partial(make, kind, seed)


def _whatever_was_before(strategy: Strategy, profile: Profile) -> Strategy:
    return strategy


def failure(bug: Bug, seen: Observation) -> str:
    """What is wrong with a run; "" if nothing is."""
    outcome = seen.outcome
    if seen.ending != "ended":
        return seen.ending
    if outcome.kind != "returned":
        return f"{outcome.kind} {outcome.error}".strip()
    return "" if outcome.value in bug.values else f"returned {outcome.value!r}"
