"""Failing schedules are reduced to few switches, and still break the same guarantee."""

import itertools
from collections.abc import Mapping

import pytest
from conftest import KIT
from procession.catalog import Kit
from procession.engine.strategies import Choice
from procession.engine.strategies.guided import Guided, Identity, Place, Recorder
from procession.engine.strategies.round_robin import RoundRobin
from procession.judge import Bench, Terms
from procession.replay import scenario_of
from procession.results import StoredSchedule
from procession.shrinking import fewest

PLACES: dict[Place, Identity] = {("a", number): ("b", False) for number in range(16)}


@pytest.mark.parametrize("needed", [set(), {3}, {0, 15}, {2, 7, 8}])
def test_only_what_is_needed_is_left(needed: set[int]) -> None:
    """Delta debugging down to the deviations without which nothing fails."""
    asked = []

    def fails(some: Mapping[Place, Identity]) -> bool:
        asked.append(some)
        return needed <= {number for _, number in some}

    assert {number for _, number in fewest(PLACES, fails)} == needed
    assert len(asked) < 60


def _run(strategy: Guided | Recorder) -> list[str]:
    """The order of two threads of five prints each."""
    left = {"a": 5, "b": 5}
    order = []
    while any(left.values()):
        choices = [Choice(name, "print", "", False, 0.0) for name, count in left.items() if count]
        name = choices[strategy.pick(choices)].thread
        left[name] -= 1
        order.append(name)
    return order


def test_a_schedule_is_the_calm_one_and_its_deviations() -> None:
    """What was taken down gives the same run; without it everybody goes on to the end."""
    recorder = Recorder(RoundRobin())
    order = _run(recorder)
    assert order == list("ab" * 5)
    assert _run(Guided(recorder.deviations)) == order
    assert _run(Guided({})) == list("a" * 5 + "b" * 5)


def test_the_reduced_run_fails_the_same_check() -> None:
    """With the same verdict, in far fewer switches, and with the same scenario."""
    exercise = Kit(KIT).exercise("garbled_printing")
    found = []
    for shrink in (False, True):
        with Bench(Terms(shrink=shrink)) as bench:
            [result] = bench.judge([exercise], exercise.stub.parent, "", only=["lines_stay_together"])
        [check] = result.checks
        assert check.verdict == "failed"
        assert check.schedule
        found.append(check.schedule)
    assert scenario_of(found[0]) == scenario_of(found[1])
    assert _switches(found[1]) < _switches(found[0]) / 2


def _switches(stored: StoredSchedule) -> int:
    threads = [~pick if pick < 0 else pick for pick in stored.picks]
    return sum(one != other for one, other in itertools.pairwise(threads))
