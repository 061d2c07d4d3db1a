"""Results: what grading found, in the form that is stored and exchanged.

`RESULTS_SCHEMA` names the format; `results.schema.json` beside this file is its JSON Schema, made
from the classes below by `python -m procession.results` (a test holds the two together).
"""

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, Literal

import msgspec

RESULTS_SCHEMA: Literal["procession/results/v1"] = "procession/results/v1"

Verdict = Literal["passed", "failed", "deadlocked", "timed out", "crashed", "not run", "grader error"]
Kind = Literal["results", "ordering", "termination", "concurrency", "resilience"]
Visibility = Literal["always", "after_due_date", "never"]


class Evidence(msgspec.Struct, frozen=True):
    """What a check shows: what was run, what was seen, what was expected, one hint."""

    ran: str = ""
    seen: str = ""
    expected: str = ""
    hint: str = ""


class StoredSchedule(msgspec.Struct, frozen=True):
    """A failing run, complete: what was called and which thread went at each step."""

    module: str
    entry: str
    calls: list[Any]
    """Arguments of each call, encoded by inside/values.py."""
    start_method: str
    given: list[str]
    hold: str
    terminal: bool
    machine: list[int] | None
    time: str
    strategy: str
    seed: int
    threads: list[str]
    picks: list[int]
    """Index into `threads` for each step; ~index where a time-out was fired."""
    hold_with: list[Any] = []
    """Of the callers of `hold`, those whose arguments begin with these are held; encoded as those of `calls` are."""


class CheckResult(msgspec.Struct, frozen=True):
    """One check of one exercise on one submission."""

    id: str
    title: str
    kind: Kind
    points: float
    max_points: float
    verdict: Verdict
    evidence: Evidence | None = None
    schedule: StoredSchedule | None = None
    schedules_run: int = 0
    exhaustive: bool = False
    visibility: Visibility = "always"


class ExerciseResult(msgspec.Struct, frozen=True):
    """All checks of one exercise on one student's submission."""

    student: str
    exercise: str
    score: float
    max_score: float
    mode: str
    checks: list[CheckResult]
    box: str = ""
    digest: str = ""
    """SHA-256 over the submitted files; tells a later run whether anything has changed."""
    notes: list[str] = []
    source: str = ""
    """What the student's work was called among the submissions."""
    student_id: str = ""
    """The number that a learning platform has given the student."""
    attempt: int = 0
    """Which of several attempts was graded, from 1; 0 if that is not known."""
    late: bool = False
    """Whether the platform has marked it as late."""
    submitted: str = ""
    """When it was handed in, in ISO 8601 with its offset; "" if that is not known."""
    text: str = ""
    """The same for programs that are the same apart from comments and spaces; "" for those with little of their own."""

    @property
    def had_error(self) -> bool:
        """Whether the kit itself failed somewhere: such a score is not final."""
        return any(check.verdict == "grader error" for check in self.checks)


class SameText(msgspec.Struct, frozen=True):
    """Students whose programs for an exercise are the same, apart from comments and spaces."""

    exercise: str
    students: list[str]


class Results(msgspec.Struct, frozen=True):
    """A results file."""

    schema: Literal["procession/results/v1"] = RESULTS_SCHEMA
    kit_version: str = ""
    source: str = ""
    """The folder of submissions that was graded."""
    complete: bool = False
    """False while grading goes on, and after it was interrupted."""
    alone: bool = False
    """Whether the source is the work of one student, not of a class."""
    shard: str = ""
    """"2/3" if only the second of three parts of the class was graded."""
    same_text: list[SameText] = []
    submissions: list[ExerciseResult] = []


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a results file."""
    schema = msgspec.json.schema(Results)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": RESULTS_SCHEMA, **schema}


def dump(results: Results) -> bytes:
    """The bytes of a results file. Characters that are not for the eye are escaped: somebody may print the file."""
    return _dumped(results) + b"\n"


def dump_one(result: ExerciseResult) -> bytes:
    """One of the submissions of a results file, as `write` takes it."""
    return _dumped(result).replace(b"\n", b"\n    ")


def load_pieces(data: bytes) -> list[ExerciseResult]:
    """Submissions made by `dump_one`, with commas between them."""
    return msgspec.json.decode(b"[" + data + b"]", type=list[ExerciseResult])


def write(target: BinaryIO, head: Results, submissions: Iterable[bytes]) -> None:
    """Write a results file with submissions made by `dump_one`, without having them all in memory.

    Of `head` all is taken but its submissions.
    """
    text = dump(msgspec.structs.replace(head, submissions=[]))
    end = b"[]\n}\n"
    assert text.endswith(b'"submissions": ' + end)
    target.write(text[: -len(end)] + b"[")
    separator = b"\n    "
    for submission in submissions:
        target.write(separator + submission)
        separator = b",\n    "
    target.write(b"]\n}\n" if separator == b"\n    " else b"\n  ]\n}\n")


def _dumped(value: msgspec.Struct) -> bytes:
    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError:  # half a surrogate pair, in a name or a text that came out of the box
        data = msgspec.json.encode(_encodable(msgspec.to_builtins(value)))
    text = msgspec.json.format(data, indent=2).decode("utf-8")
    if not text.isascii() or "\x7f" in text:
        text = "".join(_escaped(c) if _invisible(c) else c for c in text)
    return text.encode("utf-8")


def _escaped(c: str) -> str:
    return "\\u007f" if c == "\x7f" else json.dumps(c)[1:-1]


def _invisible(c: str) -> bool:
    return c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return value


def load(data: bytes) -> Results:
    """Parse a results file; msgspec.ValidationError if it is not one."""
    return msgspec.json.decode(data, type=Results)


def score(checks: list[CheckResult]) -> float:
    """The points of an exercise, free of floating-point dust."""
    return round(sum(check.points for check in checks), 6)


if __name__ == "__main__":
    Path(__file__).with_name("results.schema.json").write_text(json.dumps(json_schema(), indent=2) + "\n", "utf-8")
