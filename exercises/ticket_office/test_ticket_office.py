"""Public checks of ticket_office: `procession check ticket_office` runs them."""

import pytest

CLIENTS = ["ada", "bob", "cleo"]


@pytest.mark.points(3)
@pytest.mark.kind("results")
def test_sells_each_ticket_once(scenario):
    """As many buyers get a ticket as there are tickets."""
    for trial in scenario("main", "stock.json", 2, CLIENTS, explore="usual"):
        names = trial.returned(list)
        trial.expect(
            len(names) == 2 and all(name in CLIENTS and names.count(name) == 1 for name in names),
            seen=f"2 tickets were sold to {names}",
            expected="two of the three clients",
            hint="How many may read the stock before the first of them writes it?",
        )


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_count_is_right(scenario):
    """The count in the file is right in the end."""
    for trial in scenario("main", "stock.json", 3, CLIENTS[:2], explore="usual"):
        trial.returned()
        calls = trial.observation.calls_of("write_stock")
        written = [call.arguments[1] for call in calls if len(call.arguments) > 1]
        trial.expect(
            written[-1:] == [1],
            seen=f"of 3 tickets 2 were sold, and write_stock wrote {written}",
            expected="1 in the end",
            hint="Is what a buyer has read still true when it is written?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_search_overlaps_buy(scenario):
    """While an order is on the network, all others can look."""
    for trial in scenario("main", "stock.json", 2, CLIENTS, hold="network", explore="brief"):
        trial.returned()
        first = min((call.ended for call in trial.observation.calls_of("network") if call.ended), default=0)
        looks = trial.observation.calls_of("read_stock")
        looked = {look.process for look in looks if look.ended and look.ended <= first}
        trial.expect(
            len(looked) == len(CLIENTS),
            seen=f"{len(looked)} of 3 clients had looked when the first order went through",
            expected="all of them",
            hint="Does anybody wait for the lock who only wants to look?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
def test_failing_buyers(scenario):
    """A buyer whose order fails buys nothing and stops nobody."""
    for trial in scenario("main", "stock.json", 1, ["offline-oz", "quitter-quin", "ada"], explore="usual"):
        trial.expect_equal(trial.returned(), ["ada"], "main returned")


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """main returns when every process has ended."""
    for trial in scenario("main", "stock.json", 2, CLIENTS, explore="usual"):
        trial.joined()
