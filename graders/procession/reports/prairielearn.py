"""PrairieLearn's results.json (https://prairielearn.readthedocs.io/en/latest/externalGrading/), at most 1 MB.

What was not run, and what the grader itself failed to judge, is not gradable: no points are lost, and no
attempt is counted.
"""

import json
from collections.abc import Sequence
from typing import Any

from procession.escaping import one_line, shorten
from procession.reports.common import OUR_FAULT, not_run, number, total
from procession.reports.plain import check_text
from procession.reports.view import View, said_of_hidden
from procession.results import CheckResult, ExerciseResult

MOST_BYTES = 1_000_000
_MOST_TEXT, _MOST_NAME = 20_000, 60  # characters


def render(found: Sequence[ExerciseResult], view: View) -> dict[str, Any]:
    """The results of one student; texts are shortened until the whole is small enough."""
    whole = _render(found, view)
    most = _MOST_TEXT
    while len(json.dumps(whole).encode()) > MOST_BYTES and most > 1:
        most //= 2
        whole = _shortened(whole, most)
    return whole


def _shortened(value: Any, most: int) -> Any:
    if isinstance(value, dict):
        return {key: _shortened(one, max(most, _MOST_NAME) if key == "name" else most) for key, one in value.items()}
    if isinstance(value, list):
        return [_shortened(one, most) for one in value]
    return shorten(value, most) if isinstance(value, str) else value


def _render(found: Sequence[ExerciseResult], view: View) -> dict[str, Any]:
    tests = [_test(result, check) for result in found for check in view.visible(result)]
    tests += [test for result in found for test in _hidden(result, view)]
    notes = [f"{one_line(result.exercise)}: {one_line(note)}" for result in found for note in result.notes]
    whole: dict[str, Any] = {"output": shorten("\n".join(notes), _MOST_TEXT), "tests": tests, "images": []}
    problems = [f"{one_line(result.exercise)}: {OUR_FAULT}" for result in found if result.had_error]
    if not problems and all(not_run(result) for result in found):
        problems = [f"{one_line(result.exercise)}: {one_line(not_run(result))}" for result in found]
    if problems:
        return {"gradable": False, "format_errors": problems, "message": "Not graded.", **whole}
    reached, points = total(found)
    score = reached / points if points else 0.0
    return {"gradable": True, "score": score, "message": f"{number(reached)} of {number(points)} points", **whole}


def _test(result: ExerciseResult, check: CheckResult) -> dict[str, Any]:
    test = {
        "name": f"{one_line(result.exercise)}: {one_line(check.title)}",
        "description": check.kind,
        "message": check.verdict,
        "output": "" if check.verdict == "passed" else shorten(check_text(check), _MOST_TEXT),
    }
    return test if check.verdict == "grader error" else test | _points(check.points, check.max_points)


def _hidden(result: ExerciseResult, view: View) -> list[dict[str, Any]]:
    hidden = view.hidden(result)
    if not hidden or any(check.verdict == "grader error" for check in hidden):
        return []
    points, most = sum(check.points for check in hidden), sum(check.max_points for check in hidden)
    said = {"name": f"{one_line(result.exercise)}: checks that are not shown", "message": said_of_hidden(hidden)}
    return [said | _points(points, most)]


def _points(points: float, most: float) -> dict[str, Any]:
    return {"points": points, "max_points": most}
