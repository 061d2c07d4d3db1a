"""The commonest mistakes: the same mistake in different programs counts as one."""

import pytest
from procession.reports.causes import Tally, cause_of
from reports.made import OURS, PASSED, check, result


@pytest.mark.parametrize(
    ("one", "other", "cause"),
    [
        ("main returned [1, 2]", "main returned [7]", "main returned […]"),
        ("consumer-1 was still alive when main returned", "consumer-4 was still alive when main returned",
         "consumer was still alive when main returned"),
        ("main raised KeyError: 'a'", "main raised KeyError: 'b'", "main raised KeyError: '…'"),
        ("3 of 4 workers (work.py:12) waited", "2 of 4 workers (work.py:99) waited", "… of … workers waited"),
        (
            "main never returned\n- main waits in `p.join()` (a.py:3): w-1 can't end\n- w-1 waits in `q.get()` (a.py:9): no",
            "main never returned\n- w-2 waits in `q.get()` (b.py:1): no\n- w-1 waits in `q.get()` (b.py:1): no\n"
            "- main waits in `p.join()` (b.py:7): w-2 can't end",
            "main waits in `p.join()`; w waits in `q.get()`",
        ),
    ],
)  # fmt: skip
def test_what_differs_between_programs_is_left_out(one: str, other: str, cause: str) -> None:
    """Values, numbers of processes, lines, and the order in which they are told."""
    assert cause_of(check(seen=one)) == cause
    assert cause_of(check(seen=other)) == cause


def test_failures_are_counted_by_check_and_cause() -> None:
    """The commonest first; a grader error and missing work are nobody's mistake."""
    tally = Tally()
    for student, seen in (("ada", "returned 1"), ("bob", "raised"), ("cleo", "returned 2")):
        tally.add(result(check(seen=seen, id="ends"), PASSED, student=student))
    tally.add(result(OURS, check("not run"), student="dan"))
    (mine,) = tally.mistakes()
    assert (mine.check, mine.judged, mine.failed) == ("ends", 3, 3)
    assert [(cause.words, cause.students) for cause in mine.causes] == [
        ("returned …", ["ada", "cleo"]),
        ("raised", ["bob"]),
    ]
