"""Whatever a submission returns and calls, the checks judge it: none of them comes to grief over it.

A main that still returns nothing is what every student begins with, and an exception inside of a check
would tell them that the kit is broken.
"""

from pathlib import Path

import pytest
from procession.catalog import Exercise, Kit
from procession.judge import Bench, Terms

KIT = Kit(Path(__file__).resolve().parent.parent)
LATER = (
    "[1, 'a', None, (1,), {}]", "5", "[]", "{}", "'text'", "[None, None]", "[(1, 2), (None, 'a')]",
    "{None: None, 'a': None, 1: 2}",
    "{'a': [None], 'b': [1, 'x'], 0: {}}", "object()", "[[None], [1, 'a'], []]", "([None], 'a', None)",
)  # fmt: skip
MAIN = """
def main(*arguments):
    return ODD
"""
CALLS = """
def main(*arguments):
    for function in [GIVEN]:
        for odd in ([], [None] * 4, [object(), "x", 3, ()], ["x"], [(), None]):
            process = multiprocessing.Process(target=call, args=(function, odd))
            process.start()
            process.join()

def call(function, odd):
    try:
        function(*odd)
    except Exception as error:
        print(error)
"""
GET = """
_get = CLASS.get

def _odd(self):
    _get(self)
    return ODD

CLASS.get = _odd
"""
# What takes the place of main's value where main, or what is called in its place, is given.
ELSEWHERE = {
    "queue_from_pipe": GET.replace("CLASS", "PipeQueue"),
    "condition_mailbox": GET.replace("CLASS", "Mailbox"),
    "graceful_stop": """
class Outbox:
    def __init__(self, real):
        self.real = real

    def put(self, result):
        self.real.put(ODD)

_serve = serve

def serve(inbox, outbox, workers, ready):
    _serve(inbox, Outbox(outbox), workers, ready)
""",
    "pool_size": f"""
def choose_size(tasks, requested=None):
    return ODD
{MAIN}""",
    "prefork_server": """
def try_out(steps, workers):
    return ODD
""",
}


def _program(exercise: Exercise, code: str) -> str:
    """The reference with other code at its end."""
    start, guard, end = exercise.reference.read_text(encoding="utf-8").rpartition("\n\nif __name__")
    return f"{start}\n{code}\n{guard}{end}"


def _expect_judged(folder: Path, exercise: Exercise, code: str) -> None:
    """By hidden and by public checks."""
    path = folder / f"{exercise.slug}.py"
    path.write_text(_program(exercise, code), encoding="utf-8")
    for public in (False, True):
        with Bench(Terms(public=public, start_methods=("fork",))) as bench:
            [result] = bench.judge([exercise], path, "odd", brief=True)
        said = [f"{check.id}: {check.evidence}" for check in result.checks if check.verdict == "grader error"]
        assert said == []
        assert result.checks


@pytest.mark.parametrize("odd", ["None", *(pytest.param(odd, marks=pytest.mark.slow) for odd in LATER)])
@pytest.mark.parametrize("slug", KIT.slugs())
def test_whatever_is_returned_is_judged(tmp_path: Path, slug: str, odd: str) -> None:
    """Values of another type, or of the right one with odd things inside."""
    _expect_judged(tmp_path, KIT.exercise(slug), f"ODD = {odd}\n{ELSEWHERE.get(slug, MAIN)}")


@pytest.mark.parametrize("slug", KIT.slugs())
def test_whatever_is_called_is_judged(tmp_path: Path, slug: str) -> None:
    """Given functions with no arguments, too many, or of other types."""
    exercise = KIT.exercise(slug)
    _expect_judged(tmp_path, exercise, CALLS.replace("GIVEN", ", ".join(exercise.manifest.given)))
