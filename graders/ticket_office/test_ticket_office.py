"""Hidden checks of ticket_office: what a buyer has read must still be true when it is written."""

import pytest
from procession.engine.scenario import Limits

PATH = "stock.json"
NAMES = "ada bob cleo dan eva finn gus hal ida joe".split()
TICKETS = 2  # for the three clients of the scenario that most checks look at
PLENTY = 6  # more than clients
PATIENCE = Limits(steps=1500)


def draw_clients(draw, count):
    """Clients of unlike names."""
    return draw.sample(NAMES, count)


def paid(trial, clients):
    """Those of `clients` whose order has gone through, once for each order; None where it did not say whose it was."""
    calls = [call for call in trial.observation.calls_of("network") if call.ended and not call.raised]
    names = [call.arguments[0] if call.arguments else None for call in calls]  # arguments by keyword are not seen
    return [name for name in names if name is None or name in clients]


def expect_sold(trial, value, tickets, clients):
    """What `main` returned names as many buyers as could be served, and all of them have paid."""
    trial.expect(type(value) is list, seen=f"main returned a {type(value).__name__}: {value!r:.200}", expected="a list")
    served = min(tickets, len(clients))
    trial.expect(
        len(value) == served and all(value.count(name) == 1 for name in clients if name in value),
        seen=f"{tickets} tickets were sold to {value}",
        expected=f"{served} of the {len(clients)} clients, each of them once",
        hint="How many may read the same number before the first of them writes?",
    )
    names = paid(trial, clients)
    trial.expect(
        None in names or sorted(value, key=repr) == sorted(names),
        seen=f"main named {value}, and an order went through for {names}",
        expected="the same clients, once each",
        hint="An order goes through for a ticket that is there, and whoever has paid gets it.",
    )


def written(trial):
    """(client process, count) for each new count that was written after the delivery."""
    seen = trial.observation
    calls = [call for call in seen.calls_of("write_stock") if len(call.arguments) > 1]
    return [(seen.names.get(call.process, "?"), call.arguments[1]) for call in calls]


def as_lines(counts):
    """Counts that were written, one a line, as evidence."""
    return "\n".join(f"    {who} wrote {count}" for who, count in counts) or "    nobody wrote anything"


@pytest.mark.points(3)
@pytest.mark.kind("results")
def test_sells_each_ticket_once(scenario, common, draw):
    """As many tickets are sold as there are tickets and buyers for, to those whose order has gone through."""
    for tickets, clients, explore in (
        (TICKETS, draw_clients(common, 3), "full"),
        (0, draw_clients(common, 2), "brief"),
        (1, draw_clients(draw, 4), "brief"),
        (4, ["", *draw_clients(draw, 2)], "brief"),
        (draw.randint(1, 9), [], "brief"),
    ):
        for trial in scenario("main", PATH, tickets, clients, explore=explore):
            expect_sold(trial, trial.returned(), tickets, clients)
    *first, two, three, four = draw_clients(draw, 5)
    for clients, (tickets, later), expected in (
        (first, (1, [two, three, four]), "2 tickets are sold: 1 was left, and 1 came in"),
        ([two], (0, [three, four]), "2 tickets are sold: 2 were left, and none came in"),
    ):
        for trial in scenario("main", calls=[(PATH, 3, clients), (PATH, tickets, later)], explore="brief"):
            expect_sold(trial, trial.returned(), 3, clients)
            again = trial.observation.outcomes[-1]
            trial.expect(
                len(trial.observation.outcomes) == 2 and again.kind == "returned",
                seen="main did not return when it was called again, with the stock that was left",
                expected=expected,
            )
            expect_sold(trial, again.value, 2, later)


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_count_is_right(scenario, common):
    """The count goes down by one for each ticket sold, is never negative, and right in the end."""
    for tickets, clients, explore in (
        (TICKETS, draw_clients(common, 3), "full"),
        (PLENTY, draw_clients(common, 4), "usual"),
    ):
        for trial in scenario("main", PATH, tickets, clients, explore=explore):
            trial.returned()
            sold = len(paid(trial, clients))
            counts = written(trial)
            trial.expect(
                all(type(count) is int and count >= 0 for _, count in counts),
                seen=f"{tickets} tickets came in, and the count became negative:\n{as_lines(counts)}",
                expected="0 at least",
                hint="Was what a buyer had read still true when it was written?",
            )
            left = max(0, tickets - sold)
            trial.expect(
                not counts or counts[-1][1] == left,
                seen=f"of {tickets} tickets {sold} were sold, and the file did not say so in the end:\n{as_lines(counts)}",
                expected=f"{left} in the end",
                hint="Was what a buyer had read still true when it was written?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
@pytest.mark.guard
def test_file_is_whole(scenario, common):
    """The file is whole at every moment, and each new count is written by write_stock."""
    for tickets, clients, explore in (
        (TICKETS, draw_clients(common, 3), "full"),
        (PLENTY, draw_clients(common, 4), "usual"),
    ):
        for trial in scenario("main", PATH, tickets, clients, explore=explore):
            trial.returned()
            expect_readable(trial)
            trial.expect(
                bool(trial.observation.calls_of("write_stock")) or not paid(trial, clients),
                seen=f"{len(paid(trial, clients))} tickets were sold, and write_stock was never called",
                expected="each new count is written by write_stock",
            )
    for trial in scenario("main", PATH, 0, draw_clients(common, 2), explore="brief"):
        expect_readable(trial)


def expect_readable(trial):
    """Whoever read the stock found a file, and a whole one."""
    failed = [call for call in trial.observation.calls_of("read_stock") if call.raised]
    trial.expect(
        not failed,
        seen="".join(f"read_stock failed: {call.raised}" for call in failed[:1]),
        expected="whoever reads finds a whole file",
        hint="write_stock exchanges the file at once. Does anything else open, remove or rename it?",
    )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_search_overlaps_buy(scenario, common):
    """search of one client does not wait for another's buy."""
    many = [f"client {number}" for number in range(14)]
    for clients, explore in ((draw_clients(common, 3), "full"), (many, "brief")):
        for trial in scenario("main", PATH, TICKETS, clients, hold="network", explore=explore, limits=PATIENCE):
            expect_looked(trial, clients)


def expect_looked(trial, clients):
    """All clients had looked when the first order went through, each in a process of its own."""
    orders = trial.observation.calls_of("network")  # without those that are held to the end
    through = min((order.ended for order in orders if order.ended), default=len(trial.observation.steps))
    looks = trial.observation.calls_of("read_stock")
    looked = {look.process for look in looks if look.ended and look.ended <= through} - {"main"}
    if trial.observation.held_together and len(looked) >= len(clients):
        return  # though it may not have ended: who waits by looking again and again leaves the held one no moment
    trial.returned()
    trial.expect(bool(orders), seen="no order went over the network", expected="one for each ticket sold")
    trial.fail(
        seen=f"{len(looked)} of {len(clients)} client processes had looked when the first order went through, "
        "although it took as long as anybody else had something to do",
        expected="all of them, each a process of its own",
        hint="Who only looks changes nothing. And when is each process joined?",
    )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
@pytest.mark.guard
def test_failing_buyers(scenario, draw):
    """A buyer whose order fails buys nothing and stops nobody."""
    lucky, *rest = draw_clients(draw, 3)
    offline, quitter = (f"{word}-{name}" for word, name in zip(("offline", "quitter"), rest, strict=True))
    for tickets, clients, explore in (
        (1, [offline, quitter, lucky], "usual"),
        (draw.randint(3, 9), [quitter, offline, lucky], "brief"),
    ):
        for trial in scenario("main", PATH, tickets, clients, explore=explore):
            trial.expect_equal(
                trial.returned(),
                [lucky],
                "main returned",
                hint="What becomes of the lock, and of the ticket, when network raises? SystemExit is no Exception.",
            )
            orders = [call.arguments[0] for call in trial.observation.calls_of("network") if call.arguments]
            trial.expect(
                len(orders) == len(set(orders)),
                seen=f"network was called for {orders}",
                expected="once at most for each client",
                hint="Whoever can't order buys nothing.",
            )
            counts = written(trial)
            trial.expect(
                not counts or counts[-1][1] == tickets - 1,
                seen=f"of {tickets} tickets 1 was sold, 2 orders failed, and the file did not say so in the end:\n"
                f"{as_lines(counts)}",
                expected=f"{tickets - 1} in the end",
            )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_ends(scenario, common):
    """main returns when every process has ended by itself."""
    for tickets, clients, explore in (
        (TICKETS, draw_clients(common, 3), "full"),
        (0, draw_clients(common, 2), "brief"),
    ):
        for trial in scenario("main", PATH, tickets, clients, explore=explore):
            trial.joined()
    failing = ["offline-ada", "quitter-bob", *draw_clients(common, 1)]
    for trial in scenario("main", PATH, PLENTY, failing, explore="brief"):
        if trial.observation.outcome.kind == "returned":  # if not, another check says so
            trial.joined()
