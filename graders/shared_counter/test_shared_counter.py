"""Hidden checks of shared_counter: processes share no variables, and a shared number alone is not a safe one."""

from collections import Counter

import pytest
from procession.engine.scenario import Limits

WORDS = "oak ash elm fir yew box bay fig".split()
PATIENCE = Limits(steps=3000)
OFTEN = 80
"""Steps of one process at one line, without a nap, from which on it waits busily. The start of a Manager takes 48."""


def draw_texts(draw, *sizes):
    """Texts of so many words each; words come again, and so does white space."""
    return [draw.choice((" ", "  ", "\n")).join(draw.choices(WORDS, k=size)) for size in sizes]


def total(texts):
    """How many words there are."""
    return sum(len(text.split()) for text in texts)


def expect_total(trial, texts, hint):
    """main returned the number of words, and each text was looked at once."""
    trial.expect_equal(trial.returned(), total(texts), f"for {total(texts)} words main returned", hint=hint)
    calls = len(trial.observation.calls_of("words_of"))
    trial.expect(
        calls == len(texts),
        seen=f"words_of was called {calls} times for {len(texts)} texts",
        expected="once for each text",
    )


@pytest.mark.points(4)
@pytest.mark.kind("results")
def test_total_is_exact(scenario, common, draw):
    """The total is exact, in every order in which the workers take their turns."""
    for texts, workers, explore in (
        (draw_texts(common, 3, 1, 4, 1, 5), 2, "full"),
        (draw_texts(draw, 2, 4, 3), 3, "usual"),
        (draw_texts(draw, 2, 1, 2, 3, 1, 2), 6, "brief"),
        ([draw.choice(WORDS) * 9000 for _ in range(2)], 2, "brief"),  # what do workers send, and into the same pipe?
        (2 * draw_texts(draw, 2, 3), 2, "brief"),  # texts come again, too, in the same share
    ):
        ended, endless = 0, []
        for trial in scenario("main", texts, workers, explore=explore, limits=PATIENCE):
            if trial.observation.ending == "timed out":
                endless.append(trial)  # somebody waits busily: other checks speak of that
                continue
            expect_total(trial, texts, "What may another process do between reading the number and writing it?")
            ended += 1
        if len(endless) > ended:
            endless[0].returned()


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_few_texts(scenario, draw):
    """More workers than texts, no texts, and texts without words do no harm."""
    for texts, workers in (
        (draw_texts(draw, draw.randint(2, 9)), 3),
        ([], draw.randint(1, 3)),
        (["", *draw_texts(draw, 260), " \n "], 1),
        ([" ".join(draw.choice(WORDS) * 9000 for _ in range(4))], 2),  # more than a pipe holds
        ([draw.choice("ai") + " o" * (2**16 + draw.randint(1, 99))], 1),  # more than 16 bits hold
    ):
        many = total(texts) > PATIENCE.steps
        for trial in scenario("main", texts, workers, explore="brief", limits=PATIENCE if many else None):
            if many and trial.observation.ending == "timed out":
                continue  # whoever adds word by word is right, too, but can't come to the end of so many
            expect_total(trial, texts, "Who counts, who adds up, and does everybody mean the same number?")


def overlap(scenario, common):
    """Trials in which every worker has something to do, and is held while it does it."""
    for texts, workers, explore in (
        (draw_texts(common, 2, 3, 1, 2), 2, "usual"),
        (draw_texts(common, 2, 1, 3), 3, "brief"),
        (draw_texts(common, 1, 1, 1, 1, 1, 1), 4, "brief"),  # more than one for each, and not so many for all
        (3 * draw_texts(common, 2), 3, "brief"),  # equal ones
    ):
        for trial in scenario(
            "main", texts, workers, hold="words_of", machine=(2, 2), explore=explore, limits=PATIENCE
        ):
            yield trial, workers


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_workers_overlap(scenario, common):
    """All workers, each a process of its own, are in words_of at the same time."""
    for trial, workers in overlap(scenario, common):
        together = trial.observation.held_together
        if together == workers and trial.observation.ending == "timed out":
            continue  # whoever waits by asking again and again leaves those who are held no moment to go on
        trial.returned()
        trial.expect(
            together == workers,
            seen=f"at most {together} were in words_of at the same time, where {workers} should be",
            expected=f"exactly {workers} at the same time",
            hint="What has to be inside the lock, and what hasn't? And when is each process joined?",
        )
        where = {call.process for call in trial.observation.calls_of("words_of")}
        trial.expect(
            len(where) == workers and "main" not in where,
            seen=f"words_of was called in {', '.join(sorted(trial.observation.names.get(one, one) for one in where))}",
            expected=f"{workers} processes other than main",
        )
        calls = [call.process for call in trial.observation.calls_of("words_of")]
        most, fair = max(map(calls.count, where)), -(-len(calls) // workers)
        trial.expect(
            most <= fair or len(calls) % workers == 0,  # unlike texts may be shared out by their lengths
            seen=f"one worker called words_of for {most} of {len(calls)} texts, where {workers} were to share them",
            expected=f"at most {fair}: the texts are shared out evenly",
            hint="Who gets what is left when the texts don't divide evenly?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_waits_asleep(scenario, common):
    """Waiting costs no processor time: nobody asks again and again, without a pause."""
    for trial, _ in overlap(scenario, common):
        steps = trial.observation.steps
        first = min((call.begun for call in trial.observation.calls_of("words_of")), default=len(steps))
        asked, line, who = max(streaks(steps[:first]), default=(0, 0, ""))
        trial.expect(
            asked < OFTEN,
            seen=f"while the workers worked, {trial.observation.names.get(who, who)} did line {line} again and again, "
            f"{asked} steps without a pause" + trial.quote(spot_of(steps, line)),
            expected="whoever waits is asleep",
            hint="Which call sleeps until a process has ended, or until something has come?",
        )
        trial.returned()


def streaks(steps):
    """(length, line, process) of what each thread did at one line without a nap or a time-out in between."""
    lengths = Counter()
    for step in steps:
        if step.fired or step.op == "sleep":
            for key in [key for key in lengths if key[0] == step.thread]:
                yield lengths.pop(key), key[1], key[0].partition("~")[0]
        elif step.spot is not None:
            lengths[step.thread, step.spot.line] += 1
    for (thread, line), length in lengths.items():
        yield length, line, thread.partition("~")[0]


def spot_of(steps, line):
    """A place at this line."""
    return next((step.spot for step in steps if step.spot is not None and step.spot.line == line), None)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_ends(scenario, common):
    """main returns when every process has ended by itself."""
    for texts, workers, explore in (
        (draw_texts(common, 3, 1, 4, 1, 5), 2, "full"),
        (draw_texts(common, 2), 2, "brief"),
        ([], 2, "brief"),
    ):
        for trial in scenario("main", texts, workers, explore=explore, limits=PATIENCE):
            trial.joined()
