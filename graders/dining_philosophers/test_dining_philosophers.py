"""Hidden checks of dining_philosophers: forks for two, in no circle, and nobody hungry for ever.

For starvation time is fair: whoever can go on does so before the clock moves, so only the answer's own
rules decide who eats next.
"""

import itertools

import pytest
from procession.engine.scenario import Limits

PATIENCE = Limits(steps=10_000)
DISHES = "beans curry lentils noodles pasta pilaf polenta risotto salad soup stew tofu".split()
FISH = "bony fish"
MEALS = 6  # of each neighbour in the scenario about starving
PATIENT = 3  # meals of a neighbour that one may have to look on at


def draw_dinners(draw, *counts):
    """For each philosopher so many dishes, without thinking time."""
    return [[(0, dish) for dish in draw.sample(DISHES, count)] for count in counts]


def open_table(common):
    """Dinners that can't get into a circle, however the forks are taken: one philosopher does not eat."""
    return draw_dinners(common, 2, 1, 2, 0)


def calls_by(trial, name, who):
    """Calls of a given function by this philosopher."""
    return [call for call in trial.observation.calls_of(name) if call.arguments[:1] == (who,)]


def dishes_of(dinner):
    """The dishes of a dinner, in order."""
    return [dish for _, dish in dinner]


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_everybody_eats(scenario, common, draw):
    """Everybody thinks before each dish and eats it once, in order, and main returns what was eaten."""
    twice = draw_dinners(draw, 0, 3, 0)
    twice[1][2] = twice[1][0]
    for dinners, explore in (
        (open_table(common), "full"),
        (twice, "brief"),
        (draw_dinners(draw, 0, 0), "brief"),
    ):
        for trial in scenario("main", dinners, explore=explore):
            trial.expect_equal(
                trial.returned(), list(map(dishes_of, dinners)), "main returned", hint="How does main learn of it?"
            )
            for who, dinner in enumerate(dinners):
                ate = [call.arguments[1] for call in calls_by(trial, "eat", who) if len(call.arguments) > 1]
                trial.expect_equal(ate, dishes_of(dinner), f"philosopher {who} ate")
                thoughts, meals = calls_by(trial, "think", who), calls_by(trial, "eat", who)
                trial.expect(
                    len(thoughts) == len(dinner),
                    seen=f"philosopher {who} thought {len(thoughts)} times for {len(dinner)} dishes",
                    expected="once before each dish",
                )
                for thought, meal, (seconds, dish) in zip(thoughts, meals, dinner, strict=True):
                    trial.expect(
                        thought.arguments[1:2] == (seconds,) and (thought.ended or 0) <= meal.begun,
                        seen=f"philosopher {who} ate {dish} without having thought for {seconds} seconds before",
                        expected="once before each dish",
                    )


@pytest.mark.points(3)
@pytest.mark.kind("termination")
def test_ends_in_every_order(scenario, draw):
    """The dinner ends in every order of turns, also when all are hungry at once."""
    for counts, explore in (((1, 1, 1), "full"), ((2, 1), "usual"), ((1, 1, 1, 1, 1), "usual")):
        for trial in scenario("main", draw_dinners(draw, *counts), explore=explore, limits=PATIENCE):
            trial.returned()


@pytest.mark.points(2)
@pytest.mark.kind("ordering")
@pytest.mark.guard
def test_neighbours_apart(scenario, common):
    """Neighbours never eat at the same time: each fork is used by one."""
    wide, round_the_end = open_table(common), draw_dinners(common, 2, 0, 2)
    for dinners, hold, explore in (
        (wide, "", "full"),
        (wide, "eat", "brief"),
        (round_the_end, "", "usual"),
        (round_the_end, "eat", "brief"),
    ):
        for trial in scenario("main", dinners, hold=hold, explore=explore, limits=PATIENCE):
            if not (hold and is_endless(trial)):
                trial.returned()
            for who in range(len(dinners)):
                expect_apart(trial, who, (who + 1) % len(dinners))


def expect_apart(trial, one, other):
    """These two never ate at the same time."""
    for first in calls_by(trial, "eat", one):
        for second in calls_by(trial, "eat", other):
            earlier, later = sorted((first, second), key=lambda call: call.begun)
            trial.expect(
                earlier.ended is not None and earlier.ended <= later.begun,
                seen=f"philosophers {one} and {other} were in eat at the same time, and there is one fork between them",
                expected="one of them waits until the other has put it down",
                hint="Which forks does each of them hold, and from where to where?",
            )


def is_endless(trial):
    """Whether it went on for ever with somebody held: whoever looks again and again leaves no moment to let go."""
    return trial.observation.ending == "timed out" and trial.observation.held_together > 0


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_others_at_once(scenario, draw):
    """Those who share no fork eat at the same time, each in a process of its own; whoever thinks keeps no fork."""
    first = draw.randint(0, 4)
    two = draw_dinners(draw, *[int(who in (first, (first + 2) % 5)) for who in range(5)])
    for dinners, hungry in ((two, 2), (draw_dinners(draw, *[0, 1] * 5), 5)):
        for trial in scenario("main", dinners, hold="eat", explore="brief", limits=PATIENCE):
            if not is_endless(trial):
                trial.returned()
            together = trial.observation.held_together
            trial.expect(
                together == hungry,
                seen=f"{together} of {hungry} hungry philosophers were in eat at the same time",
                expected=f"all {hungry}: no two of them share a fork",
                hint="Is there a lock that everybody needs while eating? And when is each process joined?",
            )
            where = {call.process for call in trial.observation.calls_of("eat")} - {"main"}
            trial.expect(
                len(where) == hungry,
                seen=f"{hungry} philosophers ate in {len(where)} processes other than main",
                expected="a process for each philosopher",
            )
    for thinker, *others in (
        draw_dinners(draw, 1, 1, 1),
        draw_dinners(draw, 1, 1),
        draw_dinners(draw, 2, 1, 1),
        draw_dinners(draw, 1, 5),  # far ahead of who thinks
    ):
        thinker[-1] = (9, thinker[-1][1])  # before the only dish, and before the second one
        for trial in scenario("main", [thinker, *others], time="fair", explore="brief", limits=PATIENCE):
            if trial.observation.ending == "deadlocked":
                continue  # another check speaks of that
            trial.returned()
            ended = [call.ended or 0 for call in calls_by(trial, "think", 0) if call.arguments[1:2] == (9,)]
            neighbours = range(1, len(others) + 1)
            meals = [call for who in neighbours for call in calls_by(trial, "eat", who)]
            late = {call.arguments[0] for call in meals if ended and call.begun > ended[0]}
            trial.expect(
                not late,
                seen=f"{len(late)} of {len(others)} neighbours had to wait for their dish "
                "until philosopher 0 had done thinking",
                expected="nobody waits for a fork that nobody eats with",
                hint="When are forks taken: before thinking, or after?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
@pytest.mark.guard
def test_nobody_starves(scenario, draw):
    """Nobody starves: whoever is hungry eats before a neighbour has begun to eat more than three times."""
    hungry, *others = draw_dinners(draw, 1, MEALS, MEALS)
    # the neighbours, 1 and 3, eat for 0.1 seconds and think for 0.05: between them they never leave both forks free
    one = [(0.05 if place else 0, dish) for place, (_, dish) in enumerate(others[0])]
    three = [(0.05 if place else 0.075, dish) for place, (_, dish) in enumerate(others[1])]
    # the lowest place, hungry before one of the neighbours is; and the highest, hungry after both have eaten
    first, last = [(0.02, hungry[0][1])], [(0.08, hungry[0][1])]
    # who has eaten much already, and then the neighbours come
    much, new_one, new_three = draw_dinners(draw, MEALS, MEALS, MEALS)
    much[-1] = (0.12, much[-1][1])
    new_one = [(0.05 if place else 0.6, dish) for place, (_, dish) in enumerate(new_one)]
    new_three = [(0.05 if place else 0.675, dish) for place, (_, dish) in enumerate(new_three)]
    for place, dinners, explore in (
        (0, [first, one, [], three], "usual"),
        (3, [one, [], three, last], "usual"),
        (0, [much, new_one, [], new_three], "brief"),
    ):
        for trial in scenario("main", dinners, time="fair", explore=explore, limits=PATIENCE):
            if trial.observation.ending == "timed out":
                trial.returned()
            thinks, meals = calls_by(trial, "think", place), calls_by(trial, "eat", place)
            if not thinks or not meals:
                trial.returned()
                continue  # another check speaks of that
            for who, (think, meal) in itertools.product(
                ((place - 1) % 4, (place + 1) % 4), zip(thinks, meals, strict=False)
            ):
                looked_on = [
                    call for call in calls_by(trial, "eat", who) if (think.ended or 0) <= call.begun < meal.begun
                ]
                trial.expect(
                    len(looked_on) <= PATIENT,
                    seen=f"philosopher {place} was hungry and looked on "
                    f"while philosopher {who} ate {len(looked_on)} times",
                    expected=f"at most {PATIENT} times",
                    hint="If its neighbours eat in turns, there is never a moment with both forks free. "
                    "What could it do with the first one that gets free, or who could remember that it waits?",
                )


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
@pytest.mark.guard
def test_choking(scenario, draw):
    """Whoever chokes (an exception) puts the forks down; the others eat on, and main returns what was eaten."""
    dinners = draw_dinners(draw, 1, 3, 2, 0)
    dinners[1][1] = (0, FISH)
    for trial in scenario("main", dinners, explore="usual"):
        value = trial.returned()
        menu = dishes_of(dinners[1])
        ate = [call.arguments[1] for call in calls_by(trial, "eat", 1) if len(call.arguments) > 1]
        trial.expect(
            ate in (menu[:2], menu),  # whoever has choked may go on
            seen=f"philosopher 1 ate {ate!r:.200}",
            expected="each dish once, in order; after the one with the bone perhaps no more",
            hint="Is a dish tried again?",
        )
        mine = [dish for dish in ate if dish != FISH]
        right = [*map(dishes_of, dinners[:1]), mine, *map(dishes_of, dinners[2:])]
        trial.expect(
            value == right,
            seen=f"main returned {value!r:.300}",
            expected=repr(right),
            hint="What becomes of the forks when eat raises? And when is a dish eaten?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_joined(scenario, common, draw):
    """main returns when every process has ended by itself."""
    for dinners, explore in ((open_table(common), "full"), (draw_dinners(draw, 0, 0), "brief")):
        for trial in scenario("main", dinners, explore=explore):
            trial.joined()
