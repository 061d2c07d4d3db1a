"""From what a check did to its verdict and points."""

from dataclasses import dataclass, field

import pytest

from procession.engine.errors import SubmissionError
from procession.engine.observation import Observation
from procession.results import CheckResult, Evidence, ExerciseResult, Kind, StoredSchedule, Verdict, Visibility, score
from procession.trial import CheckFailed


@dataclass
class Judgement:
    """One check on its way to a result."""

    id: str
    title: str
    kind: Kind
    max_points: float
    visibility: Visibility
    guard: bool
    exercise: str
    verdict: Verdict = "not run"
    evidence: Evidence | None = None
    schedule: StoredSchedule | None = None
    schedules_run: int = 0
    sampled: bool = False
    """Some scenario was not run under all of its schedules."""
    mode: str = "controlled"
    box: str = ""
    digest: str = ""
    left_out: list[str] = field(default_factory=list)
    ungated: dict[str, None] = field(default_factory=dict)

    def count(self, seen: Observation, sampled: bool) -> None:
        """Take note of a run that the check has looked at."""
        self.schedules_run += 1
        self.sampled = self.sampled or sampled
        self.mode, self.box = seen.mode, seen.box
        self.ungated |= dict.fromkeys(seen.ungated)

    def as_text(self) -> str:
        """The evidence as plain lines."""
        evidence = self.evidence or Evidence()
        lines = [f"{self.title}: {self.verdict}", f"ran:      {evidence.ran}"]
        lines += [f"seen:     {evidence.seen}", f"expected: {evidence.expected}"]
        return "\n".join(lines + ([f"hint:     {evidence.hint}"] if evidence.hint else []))

    def as_result(self, earns: bool) -> CheckResult:
        """The stored form; without `earns` a passed check is worth nothing."""
        passed = self.verdict == "passed"
        evidence = self.evidence
        if passed and not earns:
            evidence = Evidence(
                seen="this holds, but the untouched stub keeps it too",
                expected="it counts as soon as a check that the stub fails passes as well",
            )
        return CheckResult(
            self.id,
            self.title,
            self.kind,
            self.max_points if passed and earns else 0.0,
            self.max_points,
            self.verdict,
            evidence,
            self.schedule,
            self.schedules_run,
            self.schedules_run > 0 and not self.sampled and passed,
            self.visibility,
        )

    @staticmethod
    def as_results(judgements: "list[Judgement]", student: str) -> list[ExerciseResult]:
        """Group checks by exercise and add up their points."""
        found = []
        for slug in dict.fromkeys(judgement.exercise for judgement in judgements):
            mine = [judgement for judgement in judgements if judgement.exercise == slug]
            progress = any(j.verdict == "passed" and not j.guard for j in mine)
            checks = [judgement.as_result(progress or not judgement.guard) for judgement in mine]
            notes = [f"left out: {text}" for text in mine[0].left_out]
            used = dict.fromkeys(what for judgement in mine for what in judgement.ungated)
            notes += [
                f"uses {what}: the order there can't be decided, so a race on it may stay unseen" for what in used
            ]
            if any(judgement.mode == "sampled" for judgement in mine):
                runs = sum(judgement.schedules_run for judgement in mine)
                notes.append(f"sampled: {runs} runs, decided by silence: a pass is weaker, and a hang is not proven")
            maximum = round(sum(check.max_points for check in checks), 6)
            ran = next((judgement for judgement in mine if judgement.box), mine[0])
            found.append(
                ExerciseResult(student, slug, score(checks), maximum, ran.mode, checks, ran.box, ran.digest, notes)
            )
        return found


def judge_report(judgement: Judgement, call: "pytest.CallInfo[None]") -> None:
    """Set the verdict of a check from one phase (setup, call, teardown) of its pytest run."""
    error = call.excinfo.value if call.excinfo is not None else None
    if error is None:
        if call.when == "call":
            judgement.verdict = "passed" if judgement.schedules_run else "grader error"
            if not judgement.schedules_run:
                judgement.evidence = Evidence(seen="the check has run nothing: that is never a pass")
    elif isinstance(error, CheckFailed):
        judgement.verdict, judgement.evidence = error.verdict, error.evidence
        judgement.schedule = error.trial.stored() if error.trial else None
    elif isinstance(error, SubmissionError):
        judgement.verdict = "not run"
        judgement.evidence = Evidence(seen=str(error), expected="a submission that can be run")
    elif type(error).__module__.startswith("_pytest") and "imeout" in str(error):
        judgement.verdict = "timed out"
        judgement.evidence = Evidence(seen=f"the backstop ended this check: {error}", expected="an end")
    else:
        judgement.verdict = "grader error"
        judgement.evidence = Evidence(seen=f"{type(error).__name__}: {error}", expected="a grader that works")
