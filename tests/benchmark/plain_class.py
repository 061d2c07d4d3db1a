"""The usual kind of grader, for comparison: run main once, wait at most 10 seconds, compare the result.

Not a part of the tests: `tests/benchmark/run.py` has pytest run it on the demonstration class, with as
many tests for each exercise as the exercise has checks.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

CLASS = Path(__file__).resolve().parent.parent / "demo_class"
LIMIT_SECONDS = 10
_MAIN = "import sys, json, {module} as m; print('RESULT', json.dumps(m.main(*json.loads(sys.argv[1]))), flush=True)"

# (arguments, expected result or lines) of each test, by exercise
JOBS = {"ada": ["one", "two", "three"], "bob": ["four", "five"], "cleo": ["six"]}
LINES = sorted(f"{name}: {line}" for name, lines in JOBS.items() for line in lines)
TESTS = {
    "garbled_printing": [([JOBS], None)] * 4 + [([{}], None)],
    "hung_consumer": [
        ([[1, 2, "three", 4]], [2, 4, "three", 8]),
        ([[0, "", [], False, -1]], [0, "", [], False, -2]),
        ([[5, 6]], [10, 12]),
        ([[]], []),
        ([["x" * 300_000] * 3], ["x" * 300_000] * 3),
    ],
    "joinable_queue": [([[[1, 2], [3, 4]], 2], [2, 4, 6, 8])] * 4 + [([[[1, "bad"], [3]], 2], [2, 6])] * 3,
    "pool_size": [([[3, 1, 2, 0, 5, 6]], [9, 1, 4, 0, 25, 36])] * 4 + [([[1, 2, 3], 2], [1, 4, 9])] * 2 + [([[]], [])],
}
CASES = [
    pytest.param(student, slug, *case, id=f"{student.name}-{slug}-{number}")
    for student in sorted(CLASS.iterdir())
    for slug, cases in TESTS.items()
    for number, case in enumerate(cases)
]


@pytest.mark.parametrize(("student", "slug", "arguments", "expected"), CASES)
def test_once(student: Path, slug: str, arguments: list[object], expected: object) -> None:
    """main returns what it should within 10 seconds."""
    folder = student / slug if (student / slug).is_dir() else student
    command = [sys.executable, "-c", _MAIN.format(module=slug), json.dumps(arguments)]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    try:
        out = process.communicate(timeout=LIMIT_SECONDS)[0]
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    lines = out.splitlines()
    seen = json.loads(lines[-1].removeprefix("RESULT"))
    if slug == "garbled_printing":
        assert sorted(lines[:-1]) == (LINES if arguments[0] else [])
    elif slug == "joinable_queue":
        assert sorted(seen) == expected
    else:
        assert seen == expected
