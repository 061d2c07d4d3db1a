"""Hidden checks of opposite_transfers: locks in one order, and as many of them as there are accounts."""

import pytest
from procession.engine.scenario import Limits

PATIENCE = Limits(steps=4000)


def draw_balances(draw, count, least=60):
    """What is on so many accounts."""
    return [draw.randint(least, 2 * least) for _ in range(count)]


def draw_transfers(draw, *pairs):
    """A transfer for each (src, dst), of at most 20: none is refused where there is enough."""
    return [(src, dst, draw.randint(1, 20)) for src, dst in pairs]


def after(balances, transfers):
    """The balances when all transfers have been done."""
    result = list(balances)
    for src, dst, amount in transfers:
        result[src] -= amount
        result[dst] += amount
    return result


def one_way(common):
    """Balances and transfers that can't get into a circle, even if everybody takes the payer's lock first."""
    return draw_balances(common, 3), draw_transfers(common, (0, 1), (0, 2), (1, 2))


@pytest.mark.points(3)
@pytest.mark.kind("termination")
def test_ends_in_every_order(scenario, draw):
    """The program ends in every order of turns: there and back, and round longer circles."""
    for pairs, explore in (
        ([(0, 1), (1, 0)], "usual"),
        ([(2, 0), (0, 1), (1, 2)], "usual"),
        ([(3, 1), (1, 2), (2, 3), (1, 3)], "brief"),
        ([(0, 1), (1, 0), (1, 0), (0, 1)], "full"),  # do all see the same order, with interpreters of their own, too?
        ([(0, 2), (2, 0), (3, 1), (1, 3)], "usual"),  # whatever else than their order is asked of the numbers
    ):
        balances = draw_balances(draw, 4, least=90)
        transfers = draw_transfers(draw, *pairs)
        for trial in scenario("main", balances, transfers, explore=explore, limits=PATIENCE):
            trial.returned()
    transfers = [(0, 1, 10), (0, 1, 1), (0, 1, 2), (0, 1, 3), (1, 0, 1)]  # the richer account becomes the poorer one
    for trial in scenario("main", [100, 95], transfers, explore="usual", limits=PATIENCE):
        trial.returned()


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_balances(scenario, common, draw):
    """No money is made or lost, and each account ends with what it should have."""
    for (balances, transfers), explore in (
        (one_way(common), "full"),
        ((draw_balances(draw, 3), draw_transfers(draw, (0, 2), (1, 2))), "usual"),
        ((draw_balances(draw, 4), draw_transfers(draw, (0, 1), (3, 2))), "usual"),  # who writes more than its own two?
        ((draw_balances(draw, 2), 2 * draw_transfers(draw, (0, 1))), "brief"),  # twice the same
        (([2**30 + draw.randint(1, 9), 2**24 + 1], [(0, 1, 2**29 + draw.randint(1, 9))]), "brief"),
        ((draw_balances(draw, 2), []), "brief"),
    ):
        for trial in scenario("main", balances, transfers, explore=explore):
            trial.expect_equal(
                trial.returned(),
                after(balances, transfers),
                "main returned",
                hint="Who else may read or change a balance between your reading and your writing?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_overdraft_is_refused(scenario, draw):
    """A transfer that would overdraw is refused and changes nothing; an account may pay all it has."""
    rich, poor = draw.randint(50, 90), draw.randint(10, 40)
    for balances, transfers, allowed in (
        ([poor, rich], [(0, 1, poor + draw.randint(1, 9))], [[poor, rich]]),
        ([poor, rich], [(0, 1, poor)], [[0, rich + poor]]),
        ([poor, rich], [(0, 1, 2**32 + 1)], [[poor, rich]]),
    ):
        for trial in scenario("main", balances, transfers, explore="brief"):
            expect_one_of(trial, trial.returned(), allowed)
    first, second, small = rich // 2 + draw.randint(1, 9), rich // 2 + draw.randint(11, 19), draw.randint(1, 5)
    transfers = [(0, 1, first), (0, 2, second), (0, 1, small)]  # of the first two only one can be paid
    allowed = [[rich - first - small, first + small, 0], [rich - second - small, small, second]]
    for trial in scenario("main", [rich, 0, 0], transfers, explore="usual"):
        expect_one_of(trial, trial.returned(), allowed)


def expect_one_of(trial, value, allowed):
    """main returned one of the lists in `allowed`."""
    trial.expect(
        value in allowed and all(type(amount) is int for amount in value),
        seen=f"main returned {value!r:.200}",
        expected=" or ".join(str(one) for one in allowed),
        hint="Is the money still there when it is taken, and is anything changed before that is known?",
    )


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_to_itself(scenario, draw):
    """A transfer from an account to itself changes nothing."""
    balances = draw_balances(draw, 2)
    for transfers in (draw_transfers(draw, (1, 1), (0, 0)), [(0, 0, balances[0] + draw.randint(1, 9))]):
        for trial in scenario("main", balances, transfers, explore="brief"):
            trial.expect_equal(
                trial.returned(), balances, "main returned", hint="How often can one take the same lock?"
            )


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
@pytest.mark.guard
def test_alone_in_audit(scenario, common):
    """While a transfer is in audit, no other is in audit that has an account in common with it."""
    balances, transfers = one_way(common)  # any two of them have one in common
    for trial in scenario("main", balances, transfers, hold="audit", explore="brief", limits=PATIENCE):
        if not trial.observation.held_together:
            trial.returned()  # it may not end: who looks again and again leaves those who are held no moment to go on
        trial.expect(
            trial.observation.held_together == 1,
            seen=f"{trial.observation.held_together} transfers that have an account in common were in audit "
            "at the same time",
            expected="1: it holds both accounts until audit is over",
            hint="From where to where are both locks held?",
        )
    for trial in scenario("main", balances, transfers):
        trial.returned()
        pairs = sorted(accounts_of(call) for call in trial.observation.calls_of("audit"))
        expected = sorted(sorted(map(repr, transfer[:2])) for transfer in transfers)
        trial.expect(
            pairs == expected or (len(pairs) == len(expected) and [] in pairs),
            seen=f"audit was called for {together(pairs)}",
            expected=f"once for each of {together(expected)}",
            hint="Each transfer that moves money is audited once, and each of these moves some.",
        )
        expect_alone(trial)
    (first,) = draw_transfers(common, (0, 1))
    for other in ((0, 0, 1), (1, 2, 10**6)):  # nothing is moved: it need not be audited, but if it is, then alone
        for orders in ([first, other], [other, first]):
            for trial in scenario("main", draw_balances(common, 3), orders, hold="audit", explore="brief"):
                trial.expect(
                    trial.observation.held_together <= 1,
                    seen=f"the transfers {orders} were in audit at the same time, and have an account in common",
                    expected="one at a time, also where nothing is moved in the end",
                    hint="From where to where are both locks held?",
                )
    first, last = draw_transfers(common, (0, 1), (1, 2))
    orders = [first, (2, 3, 10**6), last]  # the second is refused: it may be over while the first is held
    for trial in scenario("main", draw_balances(common, 4), orders, hold="audit", explore="brief"):
        expect_alone(trial)


def accounts_of(call):
    """The accounts that a call of audit was about, as text; none where they were given by keyword, which is not seen."""
    return sorted(map(repr, call.arguments[:2]))


def together(pairs):
    """Pairs of accounts, to be read by a person."""
    return ", ".join(" and ".join(pair) for pair in pairs) or "none"


def expect_alone(trial):
    """No two calls of audit for a common account overlap."""
    calls = sorted(trial.observation.calls_of("audit"), key=lambda call: call.begun)
    for number, one in enumerate(calls):
        for other in calls[number + 1 :]:
            common = set(accounts_of(one)) & set(accounts_of(other))
            trial.expect(
                not common or (one.ended is not None and one.ended <= other.begun),
                seen=f"audit{other.arguments} began while audit{one.arguments} was not over",
                expected="whoever is in audit has both accounts to itself",
                hint="From where to where are both locks held?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_disjoint_transfers_overlap(scenario, draw):
    """Transfers that have no account in common are in audit at the same time, each in a process of its own."""
    many = draw_balances(draw, 34)
    transfers = draw_transfers(draw, (1, 0), (32, 33), (31, 30))  # is there a lock for each account, or for some?
    for trial in scenario("main", many, transfers, hold="audit", machine=(2, 2), explore="brief", limits=PATIENCE):
        trial.returned()
        expect_three_together(trial)
        where = {call.process for call in trial.observation.calls_of("audit")} - {"main"}
        trial.expect(
            len(where) == len(transfers),
            seen=f"the transfers were done by {len(where)} processes other than main",
            expected=f"{len(transfers)}, one for each transfer",
        )
    balances = [draw.randint(200, 300), *draw_balances(draw, 5)]
    busy = draw_transfers(draw, *4 * [(0, 1)], (2, 3), (5, 4))  # three of the first four have to wait; the rest has not
    for trial in scenario("main", balances, busy, hold="audit", machine=(2, 2), explore="usual", limits=PATIENCE):
        trial.returned()
        expect_three_together(trial)
    balances = [*balances, *draw_balances(draw, 2)]
    for pairs, explore in (
        ([(0, 1), (2, 3), (2, 4), (0, 5)], "usual"),  # the third waits for the second, the fourth does not
        ([(0, 1), (2, 3), (4, 2), (5, 0)], "brief"),
        ([(0, 1), (2, 3), (2, 4), (3, 6), (2, 7), (0, 5)], "usual"),  # three wait for it
    ):
        queued = draw_transfers(draw, *pairs)
        for trial in scenario(
            "main", balances, queued, hold="audit", hold_with=(2, 3), explore=explore, limits=PATIENCE
        ):
            trial.returned()
            expect_not_waited_for(trial)


def expect_not_waited_for(trial):
    """The transfer between 0 and 5 was in audit while the one from 2 to 3 still was, and others waited for the latter."""
    calls = trial.observation.calls_of("audit")
    held = next((call for call in calls if call.arguments[:2] == (2, 3)), None)
    free = next((call for call in calls if accounts_of(call) == ["0", "5"]), None)
    if held is None or free is None:
        return  # the accounts were given the other way round, or by keyword, so that nobody was held
    trial.expect(
        held.ended is None or free.begun < held.ended,
        seen="while the transfer from 2 to 3 was in audit, and others waited for it, the one between 0 and 5 waited too",
        expected="it goes on: no other has an account in common with it any more",
        hint="Who is woken, or started, when a transfer has ended? May it be one that still can't go on?",
    )


def expect_three_together(trial):
    """Three transfers that have no account in common were in audit at the same time."""
    together = trial.observation.held_together
    trial.expect(
        together >= 3,
        seen=f"{together} of 3 transfers without a common account were in audit at the same time",
        expected="all of them: no two have an account in common",
        hint="Is there a lock that everybody needs, or that is held while somebody waits for another? And when is each "
        "process joined?",
    )


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
@pytest.mark.guard
def test_unknown_account(scenario, draw):
    """A transfer from or to an account that does not exist changes nothing and stops nobody."""
    balances = draw_balances(draw, 3)
    good = draw_transfers(draw, (0, 1))
    for transfers, done in (
        ([*draw_transfers(draw, (0, 3)), *good], good),
        (draw_transfers(draw, (0, 4), (3, 0)), []),
    ):
        for trial in scenario("main", balances, transfers, explore="brief"):
            trial.expect_equal(
                trial.returned(),
                after(balances, done),
                "main returned",
                hint="What has been changed, and what is still held, when the account is not found?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_joined(scenario, common):
    """main returns when every process has ended by itself."""
    balances, transfers = one_way(common)
    for trial in scenario("main", balances, transfers):
        trial.joined()
    for trial in scenario("main", balances, [(0, 9, 1), *transfers[:1]], explore="brief"):
        if trial.observation.outcome.kind == "returned":  # if not, another check says so
            trial.joined()
