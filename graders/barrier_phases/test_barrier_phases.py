"""Hidden checks of barrier_phases: parties that work in step, several rounds, and one that fails."""

import pytest

NAMES = "ada bob cleo dan eva finn gus hal ida joe".split()


def draw_parties(draw, count):
    """Unlike parties that do not fail."""
    return draw.sample(NAMES, count)


def parts(trial):
    """(party, phase, call) for each call of work."""
    return [(*call.arguments, call) for call in trial.observation.calls_of("work") if len(call.arguments) == 2]


def expect_in_step(trial, parties):
    """When somebody began a phase all of `parties` had ended the one before.

    Whether the run came to an end is not asked."""
    done = {(party, phase): call.ended for party, phase, call in parts(trial) if call.ended and not call.raised}
    for party, phase, call in parts(trial):
        if type(phase) is not int or phase < 1:
            continue
        behind = [name for name in parties if done.get((name, phase - 1), call.begun + 1) > call.begun]
        trial.expect(
            not behind,
            seen=f"{party} began phase {phase} when {', '.join(behind)} had not ended phase {phase - 1}",
            expected=f"all parties have ended phase {phase - 1} by then",
            hint="What tells a party that all the others have come as far? Does it hold in the second round, too?",
        )


def expect_results(trial, parties):
    """main returned, for each party, what work had returned to it."""
    value = trial.returned()
    trial.expect(type(value) is dict, seen=f"main returned {value!r:.200}", expected="a dict: party -> list")
    done = {party: [] for party in parties}
    for party, phase, call in sorted(parts(trial), key=lambda part: part[2].begun):
        if call.ended and not call.raised:
            done.setdefault(party, []).append(f"{party} did phase {phase}")
    trial.expect_equal(
        sorted(value.items(), key=repr),
        sorted(done.items(), key=repr),
        "main returned (sorted)",
        hint="What work has returned is done: is it kept, and sent, whatever comes after?",
    )


@pytest.mark.points(3)
@pytest.mark.kind("ordering")
def test_phases_in_step(scenario, common, draw):
    """Nobody begins a phase before all parties have ended the one before, in every round."""
    for parties, phases, explore in (
        (draw_parties(common, 3), 3, "full"),
        (draw_parties(draw, 2), 4, "usual"),
    ):
        for trial in scenario("main", parties, phases, explore=explore):
            expect_in_step(trial, parties)
            trial.returned()


@pytest.mark.points(2)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_every_part(scenario, common, draw):
    """Every party does its part in each phase, once, and main returns what came of it."""
    for parties, phases, explore in (
        (draw_parties(common, 3), 3, "full"),
        (draw_parties(draw, 1), 12, "brief"),  # phase 10 comes after phase 9
        (draw_parties(draw, 2), 0, "brief"),
    ):
        for trial in scenario("main", parties, phases, explore=explore):
            expect_results(trial, parties)
            trial.expect_equal(
                sorted((party, phase) for party, phase, _ in parts(trial)),
                sorted((party, phase) for party in parties for phase in range(phases)),
                "work was called for (sorted)",
                hint="Each party works once in each phase.",
            )
            trial.expect(
                all(call.process != "main" for _, _, call in parts(trial)),
                seen="the main process called work itself",
                expected="each party works in a process of its own",
            )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_parties_overlap(scenario, draw):
    """All parties work at the same time, each in one process from its first phase to its last."""
    parties = draw_parties(draw, 3)
    for trial in scenario("main", parties, 2, hold="work", machine=(2, 2), explore="brief"):
        trial.returned()
        together = trial.observation.held_together
        trial.expect(
            together == len(parties),
            seen=f"at most {together} of {len(parties)} parties were at work at the same time",
            expected="all of them",
            hint="Is anything held, or waited for, while a party works? And when is each process joined?",
        )
        where = {party: {call.process for name, _, call in parts(trial) if name == party} for party in parties}
        trial.expect(
            all(len(found) == 1 and found != {"main"} for found in where.values())
            and len(set().union(*where.values())) == len(parties),
            seen="\n".join(
                f"{party} worked in {', '.join(sorted(trial.observation.names.get(one, one) for one in found))}"
                for party, found in where.items()
            ),
            expected="a process for each party, which does all its phases",
        )


@pytest.mark.points(3)
@pytest.mark.kind("resilience")
def test_failing_party(scenario, draw):
    """When a party fails nobody begins a further phase, nobody waits for ever, and what was done is returned."""
    one, two, three = draw_parties(draw, 3)
    for parties, phases, explore in (
        ([one, "broken-1", two], 3, "usual"),
        ([three, "broken-0", one], 2, "brief"),
        ([two, "broken-2"], 3, "brief"),
        (["broken-0", two], 2, "full"),  # who says that it has failed, and when?
    ):
        for trial in scenario("main", parties, phases, explore=explore):
            expect_in_step(trial, parties)
            expect_results(trial, parties)
            trial.joined()


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_ends(scenario, common):
    """main returns when every process has ended by itself."""
    for trial in scenario("main", draw_parties(common, 3), 3):
        trial.joined()
    for trial in scenario(
        "main", ["long name " * 8000, "bob", "cleo"], 1, explore="brief"
    ):  # what comes of it fills a pipe
        trial.returned()
        trial.joined()
