"""Autolab: one line of JSON, the last on standard output; each exercise is a problem.

An exercise that the grader itself failed to judge has no score, so that Autolab keeps it as not graded.
"""

import json
from collections.abc import Sequence

from procession.escaping import one_line
from procession.results import ExerciseResult


def render(found: Sequence[ExerciseResult]) -> str:
    """The line of one student."""
    scores = {one_line(result.exercise): result.score for result in found if not result.had_error}
    return json.dumps({"scores": scores}) + "\n"
