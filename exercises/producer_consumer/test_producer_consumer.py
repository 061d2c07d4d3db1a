"""Public checks of producer_consumer: `procession check producer_consumer` runs them."""

import pytest

EXPECTED = ["ada-0", "ada-1", "bob-0", "bob-1"]


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_eats_everything(scenario):
    """Everything that is made is eaten, once."""
    for trial in scenario("main", ["ada", "bob"], 2, explore="usual"):
        trial.expect_equal(trial.returned(), EXPECTED, "main returned (sorted)", in_any_order=True)


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
def test_order_of_each_producer(scenario):
    """Each producer's items are eaten in the order 0, 1, 2 and so on."""
    for trial in scenario("main", ["ada", "bob"], 2, explore="usual"):
        eaten = trial.returned(list)
        trial.expect_equal([item for item in eaten if str(item).startswith("ada")], EXPECTED[:2], "ada's items came as")


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_making_overlaps_eating(scenario):
    """Producing overlaps eating."""
    for trial in scenario("main", ["ada"], 3, hold="make", explore="brief"):
        trial.returned()
        last = max((call.begun for call in trial.observation.calls_of("make")), default=0)
        early = sum(call.begun < last for call in trial.observation.calls_of("eat"))
        trial.expect(
            early >= 1,
            seen="nothing was eaten before the last item had been made",
            expected="the consumer eats while the producer is still at work",
        )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_producers_overlap(scenario):
    """All producers make items at the same time."""
    for trial in scenario("main", ["ada", "bob", "cleo"], 1, hold="make", explore="brief"):
        trial.returned()
        together = trial.observation.held_together
        trial.expect(
            together == 3,
            seen=f"at most {together} were in make at the same time",
            expected="all 3",
            hint="Is one of them joined, or a lock held, before the next one can begin?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """The program ends: every process stops by itself and is joined."""
    for names, n in ((["ada", "bob"], 2), ([], 2), (["ada"], 0)):
        for trial in scenario("main", names, n, explore="usual" if n and names else "brief"):
            trial.joined()
