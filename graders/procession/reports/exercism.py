"""Exercism's results.json, version 3 (https://exercism.org/docs/building/tooling/test-runners/interface).

`error` means that the tests did not run as they should: a grader error, or nothing there to run. The code of
a check is never told.
"""

from collections.abc import Sequence
from typing import Any

from procession.escaping import one_line, shorten
from procession.reports.common import OUR_FAULT, not_run
from procession.reports.plain import check_text
from procession.reports.view import View, said_of_hidden
from procession.results import CheckResult, ExerciseResult

MOST_MESSAGE = 16000
"""Characters of a message; 65535 bytes are what the platform takes."""


def render(result: ExerciseResult, view: View) -> dict[str, Any]:
    """The results of one exercise of one student."""
    tests = [_test(check) for check in view.visible(result)]
    hidden = view.hidden(result)
    if hidden:
        tests.append(_hidden(hidden))
    reason = not_run(result)
    if result.had_error:
        return {"version": 3, "status": "error", "message": f"Not final: {OUR_FAULT}.", "tests": tests}
    if reason or not tests:
        message = shorten(reason or "there is no check", MOST_MESSAGE)
        return {"version": 3, "status": "error", "message": message, "tests": tests}
    passed = all(check.verdict == "passed" for check in result.checks)
    return {"version": 3, "status": "pass" if passed else "fail", "message": None, "tests": tests}


def _test(check: CheckResult) -> dict[str, Any]:
    status = {"passed": "pass", "grader error": "error", "not run": "error"}.get(check.verdict, "fail")
    message = None if status == "pass" else shorten(check_text(check), MOST_MESSAGE)
    return {"name": one_line(check.title), "status": status, "message": message}


def _hidden(hidden: Sequence[CheckResult]) -> dict[str, Any]:
    verdicts = {check.verdict for check in hidden}
    status = "error" if "grader error" in verdicts else "pass" if verdicts == {"passed"} else "fail"
    message = None if status == "pass" else said_of_hidden(hidden)
    return {"name": "Checks that are not shown", "status": status, "message": message}
