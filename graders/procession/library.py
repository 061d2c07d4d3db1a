"""The kit as a library: run a multiprocess program of your own under many schedules.

Ten lines of pytest are a test that is never lucky:

    from procession import explore

    def test_the_counter_counts():
        for run in explore("counter.py", "main", 3, schedules="all", preemptions=1):
            assert run.ending == "ended", run.story()
            assert run.value == 3, run.story()

The program runs in real processes, in the box that exercises run in: without network, in a folder of
its own that holds only the files that are named. A loop that ends says that the assertions held in
every schedule that was run, at the granularity of gates; it does not prove that no other breaks them.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from procession.engine.errors import GraderError, SubmissionError
from procession.engine.modes import open_engine, resolve_mode
from procession.engine.observation import Observation, Profile, Race
from procession.engine.races import races
from procession.engine.scenario import Limits, Scenario
from procession.engine.strategies import Strategy, make
from procession.engine.strategies.exhaustive import Search
from procession.engine.strategies.reversal import Reversal
from procession.exploration import PLANS, Schedules, reversals
from procession.picture import page, text
from procession.picture.draw import draw


@dataclass(frozen=True)
class Run:
    """One run of a program under one schedule."""

    scenario: Scenario
    observation: Observation
    source: Path
    """The folder of the program, to quote lines from."""

    @property
    def ending(self) -> str:
        """ended | deadlocked | timed out | crashed | inconclusive"""
        return self.observation.ending

    @property
    def value(self) -> Any:
        """What the function returned; None if it did not return (see `ending`)."""
        return self.observation.outcome.value

    @property
    def races(self) -> tuple[Race, ...]:
        """Accesses to a file, shared memory or the terminal that nothing put in order, harmful or not."""
        return races(self.observation)

    def story(self) -> str:
        """The run as text: a space-time diagram, and who waits for what if it is stuck."""
        return text.render(draw(self.observation, self.source, self._title()))

    def html(self) -> str:
        """The run as a page for a browser."""
        return page.render(draw(self.observation, self.source, self._title()))

    def _title(self) -> str:
        schedule = self.observation.schedule
        return f"{self.scenario.shown()} (schedule {schedule.strategy} {schedule.seed})"


def explore(
    program: str | Path,
    entry: str = "main",
    *arguments: Any,
    schedules: Schedules = "usual",
    preemptions: int | None = None,
    start_method: Literal["fork", "spawn", "forkserver"] = "fork",
    time: Literal["adversarial", "fair"] = "adversarial",
    terminal: bool = False,
    files: Iterable[str | Path] = (),
    limits: Limits | None = None,
    mode: Literal["auto", "controlled", "sampled"] = "auto",
    box: Literal["auto", "bubblewrap", "reduced", "bare"] = "auto",
) -> Iterator[Run]:
    """Run the function `entry` of the file `program` under one schedule after the other.

    `schedules` names a sample, or "all" of them (with `preemptions`, all that interrupt a thread at
    most so often). `arguments`, and what the function returns, are plain data: None, bool, int, float,
    str, bytes, list, tuple, dict, set. `files` are further files that the program needs beside it.
    `time` and `terminal` are as for checks: whether a timer may fire at any moment, and whether writes
    to the terminal are gates. With "auto" the box is bubblewrap where that works, and the mode is
    controlled where the kernel tells enough; sampled runs know nothing of "all" schedules.

    Raises SubmissionError when a file is missing, GraderError when the kit or the machine fails;
    whatever the program does is in the runs.
    """
    mode_here = resolve_mode(mode)
    if schedules == "all" and mode_here == "sampled":
        raise GraderError("only controlled mode knows all schedules: ask for a sample of them")
    path = Path(program).resolve()
    scenario = Scenario(
        module=path.stem,
        entry=entry,
        calls=(arguments,),
        start_method=start_method,
        terminal=terminal,
        time=time,
        limits=limits or Limits(),
    )
    with tempfile.TemporaryDirectory(prefix="procession-explore-") as name:
        folder = Path(name)
        for file in (path, *map(Path, files)):
            try:
                shutil.copy(file, folder)
            except OSError as error:
                raise SubmissionError(f"{file}: {error.strerror}") from None
        engine = open_engine(mode_here, folder, folder / path.name, box)
        try:
            for seen in _runs(scenario, engine.run, schedules, preemptions):
                yield Run(scenario, seen, path.parent)
        finally:
            engine.close()


def _runs(
    scenario: Scenario, run: Callable[[Scenario, Strategy], Observation], schedules: str, preemptions: int | None
) -> Iterator[Observation]:
    if schedules == "all":
        search = Search(preemptions)
        while (strategy := search.next()) is not None:
            yield run(scenario, strategy)
        return
    runs: list[Observation] = []
    for name, seed in PLANS[schedules]:
        runs.append(run(scenario, make(name, seed, runs[-1].profile if runs else Profile())))
        yield runs[-1]
    for seen, race in reversals(runs, races):
        yield run(scenario, Reversal(seen.schedule, race))
