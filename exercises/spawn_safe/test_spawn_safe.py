"""Public checks of spawn_safe: `procession check spawn_safe` runs them."""

import pytest

NAMES = ["ada", "bob"]
CALLS = [(NAMES, 20), (NAMES, 9)]


def expect_labels(trial, outcome, width):
    """main returned a label of this width for each name, and nobody took another start method."""
    trial.expect_equal(outcome.value, {name: name.center(width, "*") for name in NAMES}, "main returned")
    chosen = trial.observation.start_method
    taken = {step.detail[1] for step in trial.observation.steps if step.op == "start"}
    trial.expect(
        taken == {chosen},
        seen=f"processes were started by {', '.join(sorted(taken)) or 'nobody'}, where {chosen} was chosen",
        expected=f"processes started by {chosen}",
        hint="Who chooses the start method: the module, or whoever runs the program?",
    )


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_every_label(scenario):
    """Every name gets its label under every start method."""
    for trial in scenario("main", calls=CALLS):
        trial.returned()
        expect_labels(trial, trial.observation.outcomes[0], 20)


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_width_is_told(scenario):
    """What main is told reaches every process, each time that main is called."""
    for trial in scenario("main", calls=CALLS):
        trial.returned()
        trial.expect(len(trial.observation.outcomes) == 2, seen="main did not return again", expected="it does")
        expect_labels(trial, trial.observation.outcomes[1], 9)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_import_starts_nothing(scenario):
    """Importing the module starts nothing."""
    for trial in scenario("main", calls=CALLS, explore="brief"):
        steps = trial.observation.steps
        entered = next((step.index for step in steps if step.op == "enter"), len(steps))
        started = [step for step in steps[:entered] if step.op == "start"]
        trial.expect(
            not started,
            seen="a process was started while the module was imported"
            + trial.quote(started[0].spot if started else None),
            expected='whatever the program itself does is below `if __name__ == "__main__":`',
        )
        if entered == len(steps):
            trial.returned()
