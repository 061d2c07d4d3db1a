"""Hidden checks of condition_mailbox: whoever is woken looks again, and whoever can go on is woken.

`rehearse` is given: it starts processes that use the submission's Mailbox."""

import pytest

OFTEN = 60
"""Steps of a process that can only wait, from which on it waits by looking again and again."""


def draw_batches(draw, *sizes):
    """Batches of unlike numbers; 0, a negative and a big one are among them."""
    numbers = draw.sample(range(1, 1000), sum(sizes))
    odd = [0, -(2**63), 2**63 - 1, -1, draw.randint(2**40, 2**60)]
    numbers[: len(odd)] = odd[: len(numbers)]
    draw.shuffle(numbers)
    return [[numbers.pop() for _ in range(size)] for size in sizes]


def crowds(common):
    """(size, batches, counts, explore): several producers, several consumers, or both."""
    return (
        (1, draw_batches(common, 3, 3), [3, 3], "full"),
        (2, draw_batches(common, 2, 2, 2), [6], "usual"),
        (2, draw_batches(common, 3), [1, 1, 1], "usual"),
        (2, draw_batches(common, 3), [1, 2], "full"),
        (2, draw_batches(common, 1, 1, 1, 1), [4], "full"),
        (1, draw_batches(common, *[1] * 6), [1] * 6, "brief"),  # more wait than who wakes two or three can reach
    )


def produced(trial):
    """The calls of produce."""
    return trial.observation.calls_of("produce")


def first_moment(trial, name):
    """The step at which the first call of a given function went on."""
    steps = len(trial.observation.steps)
    return min((call.begun for call in trial.observation.calls_of(name)), default=steps)


@pytest.mark.points(3)
@pytest.mark.kind("results")
def test_every_number(scenario, common):
    """Every number that is put is got, once, by one of the consumers."""
    for size, batches, counts, explore in crowds(common):
        ended, stuck = 0, []
        for trial in scenario("rehearse", size, batches, counts, explore=explore):
            if trial.observation.ending in ("deadlocked", "timed out"):
                stuck.append(trial)  # of that, another check speaks
                continue
            trial.expect_equal(
                [number for got in trial.returned() for number in got],
                [number for batch in batches for number in batch],
                "all consumers together got (sorted)",
                hint="Who is woken must wait for the lock. What may others do until it has it?",
                in_any_order=True,
            )
            ended += 1
        if len(stuck) > ended:
            stuck[0].returned()


@pytest.mark.points(3)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_nobody_sleeps_on(scenario, common):
    """Nobody waits for ever: whoever can go on is woken, and nothing is left."""
    for size, batches, counts, explore in crowds(common):
        for trial in scenario("rehearse", size, batches, counts, explore=explore):
            trial.joined()


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
@pytest.mark.guard
def test_first_in_first_out(scenario, draw):
    """What one producer puts is got in that order."""
    for size, sizes, explore in ((3, (5,), "usual"), (2, (2, 2), "brief")):
        batches = draw_batches(draw, *sizes)
        for trial in scenario("rehearse", size, batches, [sum(sizes)], explore=explore):
            (found,) = trial.returned()
            for batch in batches:
                mine = [number for number in found if number in batch]
                trial.expect_equal(mine, batch, "the numbers of one producer were got in the order")


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_holds_so_many(scenario, draw):
    """As many numbers as the size says can wait in the mailbox, and never more."""
    for size in (1, 3, 130):
        batches = draw_batches(draw, size + 4)
        for trial in scenario("rehearse", size, batches, [size + 4], hold="consume", explore="brief"):
            trial.returned()
            made = sum(call.begun < first_moment(trial, "consume") for call in produced(trial))
            trial.expect(
                made == size + 2,
                seen=f"the consumer was busy with its first number, and {max(0, made - 2)} others had been put into a "
                f"mailbox of the size {size} when the producer had to wait",
                expected=f"{size}: no more, and no less",
                hint="When exactly is it full?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_waits_asleep(scenario, draw):
    """Who waits is asleep until it is woken: nobody looks again and again."""
    batches = draw_batches(draw, 4)
    for hold, counts in (("produce", [2, 2]), ("consume", [4])):
        for trial in scenario("rehearse", 1, batches, counts, hold=hold, explore="brief"):
            release = first_moment(trial, hold)
            since = {}
            if hold == "consume":  # the producer waits as soon as it has produced what there is no room for
                since = {call.process: call.begun for call in produced(trial) if call.begun < release}
            for process in trial.processes:
                if hold == "consume" and process.id not in since:
                    continue
                steps = [
                    s for s in trial.observation.steps[since.get(process.id, 0) : release] if s.process == process.id
                ]
                line = next((step.spot for step in reversed(steps) if step.spot is not None), None)
                trial.expect(
                    len(steps) < OFTEN,
                    seen=f"{process.label} had to wait, and looked again and again: {len(steps)} steps"
                    + (trial.quote(line) if line else ""),
                    expected="it sleeps until somebody wakes it, without a time limit",
                    hint="Who changes what it waits for, and could wake it?",
                )
            trial.returned()


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_made_by_hand(scenario):
    """There is no ready-made queue inside, nor a Manager."""
    for trial in scenario("rehearse", 1, [], [], explore="brief"):
        trial.expect_equal(trial.returned(), [], "a rehearsal without anybody returned")
