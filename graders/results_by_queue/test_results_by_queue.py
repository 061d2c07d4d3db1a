"""Hidden checks of results_by_queue: what is in a queue is taken before its writer is joined."""

import pytest


def draw_numbers(draw, count):
    """Different positive numbers."""
    return draw.sample(range(1, 40), count)


def expect_results(trial, numbers, payload):
    """main returned what its processes have produced: every number's, or every one's but those that failed."""
    expected = {n: payload * n for n in numbers if n >= 0}
    value = trial.returned()
    trial.expect(type(value) is dict, seen=f"main returned {value!r:.200}", expected="a dict: number -> bytes")
    lost = [n for n in expected if n not in value]
    trial.expect(
        not lost,
        seen=f"main returned no result for {', '.join(map(str, lost))}",
        expected=f"one for each of {', '.join(map(str, expected))}",
        hint="Does main wait for every result? And is an empty one a result too?",
    )
    trial.expect_equal(sorted(value, key=repr), sorted(expected, key=repr), "the keys of what main returned are")
    for n, data in expected.items():
        found = f"{len(value[n])} other bytes" if type(value[n]) is bytes else f"{value[n]!r:.100}"
        trial.expect(
            type(value[n]) is bytes and value[n] == data,
            seen=f"the result of {n} is {found}",
            expected=f"payload * {n}, {len(data)} bytes",
            hint="Which number does a result that arrives belong to?",
        )
    expect_produced(trial, numbers)


def expect_produced(trial, numbers):
    """produce was called once for each number, by processes that main has started."""
    calls = trial.observation.calls_of("produce")
    trial.expect(
        not any(call.process == "main" for call in calls),
        seen="the main process called produce itself",
        expected="a process of its own for each number",
    )
    called = [call.arguments[0] for call in calls if call.arguments]
    trial.expect(
        sorted(called, key=repr) == sorted(numbers, key=repr) or len(called) < len(calls),
        seen=f"produce was called for {called}",
        expected=f"once for each of {numbers}, in any order",
        hint="Only produce knows which number fails. And it is slow: nothing is to be done twice.",
    )


@pytest.mark.points(2)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_every_result(scenario, common, draw):
    """Every result comes back, with its number."""
    zero = [draw.randint(1, 40), 0, draw.randint(300, 400)]
    draw.shuffle(zero)
    for numbers, payload, explore in (
        (draw_numbers(common, 4), b"ab", "full"),
        (zero, draw.randbytes(3), "brief"),
        ([2, 1], b"", "brief"),
        ([], b"x", "brief"),
    ):
        for trial in scenario("main", numbers, payload, explore=explore):
            expect_results(trial, numbers, payload)


@pytest.mark.points(3)
@pytest.mark.kind("termination")
def test_big_results(scenario, draw):
    """Big results come back too, and the program ends."""
    payload = draw.randbytes(draw.randint(68_000, 72_000))
    for numbers, explore in (([2, 1, 3], "usual"), ([1], "brief"), ([1, 15], "brief")):
        for trial in scenario("main", numbers, payload, explore=explore):
            expect_results(trial, numbers, payload)
            trial.ended()


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_works_together(scenario, common, draw):
    """All numbers are worked on at the same time, each in a process of its own."""
    few, many = draw_numbers(common, 4), draw_numbers(draw, 17)
    for numbers, explore in ((few, "usual"), (many, "brief")):
        for trial in scenario("main", numbers, b"ab", hold="produce", explore=explore, machine=(2, 2)):
            trial.returned()
            together = trial.observation.held_together
            trial.expect(
                together == len(numbers),
                seen=f"at most {together} of {len(numbers)} were in produce at the same time",
                expected="all of them",
                hint="What does main wait for before it starts the next process?",
            )
            where = {call.process for call in trial.observation.calls_of("produce")}
            trial.expect(
                len(where) == len(numbers) and "main" not in where,
                seen=f"produce ran in {len(where)} process{'es' if len(where) != 1 else ''}"
                + (", main's among them" if "main" in where else ""),
                expected=f"{len(numbers)} processes that main has started",
            )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_failing_worker(scenario, common, draw):
    """A worker that raises is not waited for, and the results of the others are returned."""
    failing, another = draw.sample(range(-9, 0), 2)
    some = draw_numbers(common, 4)[:3]
    for numbers, payload, explore in (
        ([some[0], failing, *some[1:]], b"ab", "usual"),
        ([failing, *some[:2], another], b"ab", "brief"),
        ([failing, 2, 1], draw.randbytes(70_000), "brief"),
        ([failing], b"ab", "brief"),
    ):
        for trial in scenario("main", numbers, payload, explore=explore):
            expect_results(trial, numbers, payload)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_ends(scenario, common, draw):
    """Every process has ended by itself and is joined when main returns."""
    numbers = draw_numbers(common, 4)
    for hold in ("", "produce"):  # with "produce", all answers come at once
        for trial in scenario("main", numbers, b"ab", hold=hold):
            trial.joined()
    for trial in scenario("main", [*numbers[:2], -draw.randint(1, 9)], b"ab", explore="brief"):
        if trial.observation.outcome.kind == "returned":  # if not, another check says so
            trial.joined()
