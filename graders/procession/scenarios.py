"""What a check asks for its trials: from a scenario's description to the runs that its plan names."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from procession.engine.scenario import Limits, Scenario
from procession.exploration import OTHERS, PLANS, Schedules, reversals
from procession.judgement import Judgement
from procession.sitting import Sitting
from procession.trial import Trial


@dataclass
class Trials:
    """The trials of one scenario, run as they are asked for.

    `run` runs one (start method, strategy, seed); `plan` lists those to run. `more` runs what these
    trials give cause for.
    """

    scenario: Scenario
    plan: list[tuple[str, str, int]]
    run: Callable[[Scenario, str, int], Trial]
    more: Callable[[list[Trial]], Iterator[Trial]]

    def __iter__(self) -> Iterator[Trial]:
        seen = []
        for method, strategy, seed in self.plan:
            seen.append(self.run(replace(self.scenario, start_method=method), strategy, seed))
            yield seen[-1]
        yield from self.more(seen)


class ScenarioMaker:
    """What the fixture `scenario` gives: call it to get the trials of a scenario."""

    def __init__(self, sitting: Sitting, judgement: Judgement, brief: bool) -> None:
        self.sitting = sitting
        self.judgement = judgement
        self.brief = brief

    def __call__(
        self,
        entry: str,
        *arguments: Any,
        explore: Schedules = "full",
        preemptions: int | None = None,
        **how: Any,
    ) -> Iterable[Trial]:
        """Trials of `entry(*arguments)` under adversarial schedules; `how` is as for `describe`.

        `explore` names one of PLANS; "full" also explores further start methods; "all" runs every
        schedule there is, or (`preemptions`) every one with at most so many preemptions, under the first
        start method: for small scenarios. After a plan, accesses that nothing puts in order are tried in
        the other order too. In sampled mode, where it can't be known what all there is, "all" is "full".
        """
        scenario = self.describe(entry, *arguments, **how)
        first, *others = self.sitting.methods or [""]
        if explore == "all" and self.sitting.mode == "controlled" and not self.brief:
            return self._all(replace(scenario, start_method=first), preemptions)
        wanted = "full" if explore == "all" else explore
        plan = [(first, *one) for one in PLANS["brief" if self.brief else wanted]]
        if wanted == "full":
            plan += [(method, *one) for method in others[: 1 if self.brief else None] for one in OTHERS]
        return Trials(scenario, plan, self._run, self._reversed)

    def describe(
        self,
        entry: str,
        *arguments: Any,
        calls: list[tuple[Any, ...]] | None = None,
        hold: str = "",
        hold_with: tuple[Any, ...] = (),
        terminal: bool = False,
        machine: tuple[int, int] | None = None,
        time: str = "adversarial",
        limits: Limits | None = None,
    ) -> Scenario:
        """What is to be run: `entry(*arguments)`, or several `calls` of it.

        `hold` names a given function whose callers are held until nobody else can move, all of them or
        (`hold_with`) those whose arguments begin with these values; `terminal` makes terminal writes
        gates; `machine` pretends (processors, usable processors); `time` is "adversarial" or "fair".
        """
        exercise = self.sitting.exercise
        return Scenario(
            module=exercise.module,
            entry=entry,
            calls=tuple(calls) if calls is not None else (arguments,),
            given=tuple(exercise.manifest.given),
            hold=hold,
            hold_with=hold_with,
            terminal=terminal,
            machine=machine,
            time=time,
            limits=limits or Limits(),
        )

    def _run(self, scenario: Scenario, strategy: str, seed: int) -> Trial:
        trial = self.sitting.run(scenario, strategy, seed)
        self.judgement.count(trial.observation, sampled=True)
        return trial

    def _reversed(self, trials: list[Trial]) -> Iterator[Trial]:
        """Where two accesses came in an order that nothing ensures, the same run with them the other way round.

        Not where callers are held: such a scenario asks who is kept waiting, and the harm that a race does is seen, and
        paid for, in another one.
        """
        if self.sitting.mode != "controlled" or any(trial.scenario.hold for trial in trials):
            return
        for trial, race in reversals(trials, lambda trial: trial.races):
            again = self.sitting.reverse(trial.scenario, trial.observation.schedule, race)
            self.judgement.count(again.observation, sampled=True)
            yield again

    def _all(self, scenario: Scenario, preemptions: int | None) -> Iterator[Trial]:
        exploration = self.sitting.explore(scenario, preemptions)
        for trial in exploration:
            self.judgement.count(trial.observation, sampled=False)
            yield trial
        self.judgement.sampled = self.judgement.sampled or not exploration.complete
