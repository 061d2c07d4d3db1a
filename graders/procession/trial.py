"""What a check works with: trials of a scenario, and the words in which one fails.

A check is a pytest function whose docstring is its title. It asks for trials and says what must hold
in each of them:

    @pytest.mark.points(3)
    @pytest.mark.kind("ordering")
    def test_lines_stay_together(scenario):
        \"\"\"One job's lines stay together, in order.\"\"\"
        for trial in scenario("main", {"a": ["1", "2"]}, terminal=True):
            trial.expect(together(trial.lines), seen=..., expected=..., hint=...)

A pass says that the guarantee held in every schedule that was run, at the granularity of gates; it
does not prove that no other schedule breaks it.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from procession.beginners import endless_import_hint, import_trouble, raised_hint
from procession.comparing import in_order, same, shorten
from procession.engine.observation import Observation, ProcessRecord, Race, Waiting
from procession.engine.races import races
from procession.engine.scenario import Scenario
from procession.inside import values
from procession.results import Evidence, StoredSchedule, Verdict
from procession.words import access_words, source_line

_MAX_SEEN = 4000
_TIME_ERRORS = ("Empty", "Full", "TimeoutError", "BrokenBarrierError")
_STUCK_HINTS = {
    "": "Who could wake the one that waits, and what would have to happen first?",
    "livelock": "Is something asked again and again, instead of waited for? What would have to change, and who does it?",
    "busy": "Is there a loop that does not end, or one that waits by going round instead of by sleeping?",
    "sampled": "Does somebody wait for what never comes, or ask for it again and again?",
    "limit": "Does it do the same again and again, or start ever more?",
}
_TIME_HINT = "Any process may be slow for as long as it likes: a time limit may always run out first."


class CheckFailed(AssertionError):
    """A guarantee was seen broken: the student's fault, with its verdict and evidence."""

    def __init__(self, verdict: Verdict, evidence: Evidence, trial: "Trial | None" = None) -> None:
        super().__init__(f"{verdict}: {evidence.seen}")
        self.verdict = verdict
        self.evidence = evidence
        self.trial = trial
        """The run in which the guarantee was broken, if there was one."""


@dataclass(frozen=True)
class Trial:
    """One run of a scenario, as a check judges it."""

    scenario: Scenario
    observation: Observation
    source: Path
    """Folder of the submission's files, to quote lines from."""

    @cached_property
    def races(self) -> tuple[Race, ...]:
        """Accesses that nothing puts in order, harmful or not."""
        return races(self.observation)

    # What came out.

    def returned(self, kind: type | None = None) -> Any:
        """The value that the entry returned; fails the check if it did not return one, or one that is no `kind`."""
        self._must_be_conclusive()
        outcome = self.observation.outcome
        if outcome.kind != "returned":
            self._fail_by_outcome()
        value, entry = outcome.value, self.scenario.entry
        if kind is not None and type(value) is not kind:
            self.fail(seen=f"{entry} returned {shorten(value)}", expected=f"a {kind.__name__}")
        return value

    def ended(self) -> Any:
        """As `returned`, and the program must have come to its end by itself, leaving nothing."""
        value = self.returned()
        seen = self.observation
        if seen.ending in ("deadlocked", "timed out"):
            self._fail_stuck(f"{self.scenario.entry} returned, but the program can't end")
        if seen.leftovers:
            self.fail(
                seen="after the program had ended this was left behind: " + ", ".join(seen.leftovers),
                expected="nothing is left",
                hint="Who joins the processes that you start?",
            )
        return value

    def joined(self, daemons: bool = False) -> Any:
        """As `ended`, and every process was joined when the entry returned and ended by itself.

        With `daemons`, daemon processes may be alive then, as long as they only wait.
        """
        value = self.ended()
        for process in self.processes:
            if daemons and process.daemon:
                self._expect_idle(process)
            else:
                self._expect_joined(process)
        return value

    def _expect_idle(self, process: ProcessRecord) -> None:
        self.expect(
            not process.alive_at_return or process.idle_at_return,
            seen=f"{process.label} was still working when {self.scenario.entry} returned",
            expected="daemons only wait by then",
            hint="What tells main that all the work has been done, and not only handed out?",
        )

    def _expect_joined(self, process: ProcessRecord) -> None:
        entry = self.scenario.entry
        self.expect(
            not process.alive_at_return,
            seen=f"{process.label} was still alive when {entry} returned",
            expected=f"every process that {entry} starts has ended by then",
            hint="join() waits for one process. Is every process that you start joined, without a time limit?",
        )
        self.expect(
            process.reaped_at_return,
            seen=f"{process.label} had ended when {entry} returned, but nobody had joined it",
            expected=f"{entry} joins every process that it starts",
            hint="A process that happens to have ended this time may be slower next time: join it.",
        )
        self.expect(
            process.exit_code is None or process.exit_code >= 0,
            seen=f"{process.label} did not end by itself: it was killed by signal {-(process.exit_code or 0)}",
            expected="every process ends by itself",
            hint="terminate() and kill() stop a process wherever it is, perhaps in the middle of an item.",
        )

    @property
    def processes(self) -> tuple[ProcessRecord, ...]:
        """The processes that the program started, a manager's server left out."""
        return tuple(p for p in self.observation.processes if p.label != "the manager")

    @property
    def lines(self) -> list[str]:
        """The lines that were written to the terminal, in order."""
        return self.observation.stdout.split("\n")[:-1]

    # Judging.

    def expect(self, condition: bool, *, seen: str, expected: str, hint: str = "") -> None:
        """Fail the check with this evidence unless `condition` holds."""
        if not condition:
            self.fail(seen=seen, expected=expected, hint=hint)

    def expect_equal(self, seen: Any, expected: Any, what: str, hint: str = "", *, in_any_order: bool = False) -> None:
        """Fail the check unless both are equal, types included (1, 1.0 and True are three things).

        With `in_any_order`, lists are sorted first; what is no list stays as it is.
        """
        if in_any_order:
            seen, expected = in_order(seen), in_order(expected)
        if not same(seen, expected):
            self.fail(seen=f"{what} {shorten(seen)}", expected=shorten(expected), hint=hint)

    def fail(self, *, seen: str, expected: str, hint: str = "", verdict: Verdict = "failed") -> NoReturn:
        """Fail the check with this evidence; a race that was seen is named beside it."""
        told = seen + (self._race() if verdict == "failed" else "")
        evidence = Evidence(self._ran(), told[:_MAX_SEEN], expected, hint)
        raise CheckFailed(verdict, evidence, self)

    def _ran(self) -> str:
        seen = self.observation
        word = "schedule" if seen.mode == "controlled" else "sampled run"
        how = f"start method {seen.start_method}, {word} {seen.schedule.strategy} {seen.schedule.seed}"
        if seen.schedule.strategy == "guided":
            how = f"start method {seen.start_method}, a schedule with few switches"
        return f"{self.scenario.shown()} ({how}, {len(seen.steps)} steps)"

    def _race(self) -> str:
        """The first race of the run in words: both lines, and what they get at."""
        for race in self.races:
            if race.first.spot and race.second.spot:
                sides = [
                    f"- {access_words(side, self.observation)}{self.quote(side.spot)}"
                    for side in (race.first, race.second)
                ]
                return "\n".join(["", "a race: nothing decides which of these two comes first", *sides])
        return ""

    def _must_be_conclusive(self) -> None:
        seen = self.observation
        if seen.ending == "inconclusive":
            self.fail(
                seen=f"the run can't be judged: {seen.reason}",
                expected="all that the program does goes through Python's own multiprocessing, print and sys.stdout",
                hint="Write with print or sys.stdout, and leave the machinery of Python as it is.",
            )

    def _fail_by_outcome(self) -> NoReturn:
        seen, outcome, entry = self.observation, self.observation.outcome, self.scenario.entry
        if outcome.kind == "broken":
            trouble = import_trouble(outcome, self.scenario.module, entry, self.source)
            self.fail(
                verdict="crashed",
                seen=trouble.seen + self.quote(outcome.spot),
                expected=f"a module that can be imported and has a function {entry}",
                hint=trouble.hint,
            )
        if outcome.kind == "raised":
            self.fail(
                verdict="crashed",
                seen=f"{entry} raised {outcome.error}: {outcome.message}" + self.quote(outcome.spot),
                expected=f"{entry} returns",
                hint=_TIME_HINT if outcome.error in _TIME_ERRORS else raised_hint(outcome, entry),
            )
        if seen.ending in ("deadlocked", "timed out"):
            importing = seen.phase == "import"
            self._fail_stuck(
                f"{self.scenario.module}.py was never imported to its end" if importing else f"{entry} never returned"
            )
        self.fail(
            verdict="crashed",
            seen=f"the main process ended before {entry} had returned ({_status(seen.root_status)})"
            + _last_lines(seen.stderr),
            expected=f"{entry} returns",
            hint="",
        )

    def _fail_stuck(self, what: str) -> NoReturn:
        seen = self.observation
        proven = seen.ending == "deadlocked"
        reason = "nobody can ever go on (proven)" if proven else seen.reason
        lines = [f"{what}: {reason}"]
        lines += [f"- {waiting}{self.quote(waiting.spot)}" for waiting in _tellable(seen.waiting)]
        lines += [
            f"- {process.label} had ended ({_status(process.status)})"
            for process in self.processes
            if process.ended is not None
        ]
        if seen.stderr.strip() and any(process.exit_code for process in self.processes):
            lines.append("the last lines on stderr:" + _last_lines(seen.stderr))
        self.fail(
            verdict="deadlocked" if proven else "timed out",
            seen="\n".join(lines),
            expected="every process comes to its end by itself",
            hint=endless_import_hint(seen) or _STUCK_HINTS["sampled" if seen.mode == "sampled" else seen.cause],
        )

    def quote(self, spot: Any) -> str:
        """The source line at a spot of the submission, on a line of its own."""
        line = source_line(spot, self.source)
        return "" if line is None else f"\n    {spot.line:>4} | {line}"

    def stored(self) -> StoredSchedule:
        """The scenario and the schedule of this trial, to run it again."""
        scenario, schedule = self.scenario, self.observation.schedule
        return StoredSchedule(
            module=scenario.module,
            entry=scenario.entry,
            calls=[values.encode(arguments) for arguments in scenario.calls],
            start_method=scenario.start_method,
            given=list(scenario.given),
            hold=scenario.hold,
            hold_with=[values.encode(value) for value in scenario.hold_with],
            terminal=scenario.terminal,
            machine=list(scenario.machine) if scenario.machine else None,
            time=scenario.time,
            strategy=schedule.strategy,
            seed=schedule.seed,
            threads=list(schedule.threads),
            picks=list(schedule.picks),
        )


def _tellable(waiting: tuple[Waiting, ...]) -> list[Waiting]:
    """Leave out helper threads in which no line of the student's is involved, if others tell enough."""
    own = [one for one in waiting if one.spot is not None]
    return own or list(waiting)


def _status(status: int | None) -> str:
    if status is None:
        return "how is not known"
    return f"killed by signal {status & 0x7F}" if status & 0x7F else f"exit code {status >> 8}"


def _last_lines(stderr: str, count: int = 3) -> str:
    lines = stderr.strip().splitlines()[-count:]
    return "".join(f"\n    {line}" for line in lines)
