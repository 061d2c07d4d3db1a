"""Public checks of queue_from_pipe: `procession check queue_from_pipe` runs them."""

import pytest

BATCHES = [["a1", "a2", "a3"], ["b1", "b2", "b3"]]


def everything(trial):
    """What all consumers got."""
    return sorted((item for got in trial.returned() for item in got), key=repr)


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_many_consumers(scenario):
    """Nothing is torn, lost or doubled when many consumers get."""
    for trial in scenario("rehearse", BATCHES, [2, 2, 2]):
        trial.expect_equal(everything(trial), sorted(BATCHES[0] + BATCHES[1]), "all consumers together got (sorted)")


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_many_producers(scenario):
    """Nothing is torn, lost or doubled when many producers put big items."""
    batches = [[letter * 12_000] * 2 for letter in "abc"]
    for trial in scenario("rehearse", batches, [6], explore="usual"):
        trial.expect_equal(everything(trial), sorted(batches[0] + batches[1] + batches[2]), "the consumer got (sorted)")


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_ends_do_not_block(scenario):
    """Who waits at one end does not block those at the other."""
    for trial in scenario("rehearse", [["one", "two"]], [2], explore="usual"):
        trial.expect_equal(everything(trial), ["one", "two"], "the consumer got")


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
@pytest.mark.guard
def test_item_that_cannot_be_sent(scenario):
    """An item that can't be pickled harms nobody else."""
    for trial in scenario("rehearse", [["one", "generator", "two"], ["three"]], [3], explore="brief"):
        trial.expect_equal(everything(trial), ["one", "three", "two"], "the consumer got (sorted)")
