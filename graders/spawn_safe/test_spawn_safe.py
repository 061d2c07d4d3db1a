"""Hidden checks of spawn_safe: what a new process knows when it is not a copy of its parent.

`main` is called twice in each run. The first time the width is the one that the stub has in its globals."""

import pytest

NAMES = "ada bob cleo dan eva finn gus hal ida joe kim lea max nora".split()
USUAL = 20
WIDE = 100_000
ODD = ["", "*", "a: b, c/d\te=f\n", "J\u00fcrgen \u9648\u5b87 * "]
"""Names out of which no file name, line or key can be made, and from whose labels they can't be told."""


def draw_calls(draw):
    """Arguments of two calls: other names, and another width."""
    names = draw.sample(NAMES, 5)
    return [(names[:3], USUAL), (names[3:], draw.randint(5, 15))]


def calls_in_main(trial):
    """The calls of render since main was called for the first time."""
    entered = next((step.index for step in trial.observation.steps if step.op == "enter"), 0)
    return [call for call in trial.observation.calls_of("render") if call.begun > entered]


def methods_taken(trial):
    """The start methods by which processes were started."""
    return {step.detail[1] for step in trial.observation.steps if step.op == "start"}


def expect_labels(trial, outcome, names, width):
    """This call of main returned a label for each name, made by processes that are no copies of main's."""
    trial.expect(
        type(outcome.value) is dict,
        seen=f"main returned {outcome.value!r:.200}",
        expected="a dict: name -> label",
    )
    trial.expect_equal(
        sorted(outcome.value.items(), key=repr),
        sorted((name, name.center(width, "*")) for name in names),
        f"for the width {width} main returned (sorted)",
        hint="How does a process that is no copy of its parent learn what it needs?",
    )
    chosen = trial.observation.start_method
    trial.expect(
        chosen == "fork" or "fork" not in methods_taken(trial),
        seen=f"processes were forked, where the start method {chosen} was chosen",
        expected="no fork: on other systems there is none",
        hint="Who chooses the start method: the module, or whoever runs the program?",
    )
    trial.expect(
        all(call.process != "main" for call in calls_in_main(trial)),
        seen="the main process called render itself",
        expected="labels are made by the processes that main starts",
    )


@pytest.mark.points(3)
@pytest.mark.kind("results")
def test_every_label(scenario, common):
    """Every name gets its label, under spawn and forkserver as well as under fork."""
    calls = draw_calls(common)
    for trial in scenario("main", calls=calls):
        trial.returned()
        expect_labels(trial, trial.observation.outcome, *calls[0])
        made = [call for call in calls_in_main(trial) if call.begun < trial.observation.outcome.step]
        trial.expect(
            len(made) == len(calls[0][0]),
            seen=f"render was called {len(made)} times for {len(calls[0][0])} names",
            expected="once for each name",
        )
    for names in (ODD, calls[0][0][:1], []):
        for trial in scenario("main", names, USUAL, explore="brief"):
            trial.returned()
            expect_labels(trial, trial.observation.outcome, names, USUAL)


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_width_is_told(scenario, common):
    """What main is told reaches every process, each time that main is called."""
    calls = draw_calls(common)
    for trial in scenario("main", calls=calls):
        trial.returned()
        again = trial.observation.outcomes[1:]
        if not again or again[0].kind != "returned":
            trial.ended()
            trial.fail(
                seen="main did not return when it was called again, with another width", expected="the labels again"
            )
        expect_labels(trial, again[0], *calls[1])
    for trial in scenario("main", calls[0][0][:2], 0, explore="brief"):
        trial.returned()
        expect_labels(trial, trial.observation.outcome, calls[0][0][:2], 0)


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_import_starts_nothing(scenario, common):
    """Importing the module starts nothing, since each new process may do it again."""
    for trial in scenario("main", calls=draw_calls(common)):
        steps = trial.observation.steps
        entered = next((step.index for step in steps if step.op == "enter"), len(steps))
        started = [step for step in steps[:entered] if step.op == "start"]
        trial.expect(
            not started,
            seen="a process was started while the module was being imported"
            + "".join(trial.quote(step.spot) for step in started[:1]),
            expected="an import that only defines things",
            hint="Which line tells the program that is run from the module that is imported?",
        )
        if entered == len(steps):
            trial.returned()


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_takes_the_chosen_method(scenario, common):
    """Processes are started by the method that the program was given, whichever it is."""
    for trial in scenario("main", calls=draw_calls(common)):
        taken = methods_taken(trial)
        chosen = trial.observation.start_method
        if not taken:
            trial.returned()
        trial.expect(
            taken == {chosen},
            seen=f"the start method {chosen} was chosen, and main started "
            + (f"its processes by {', '.join(sorted(taken))}" if taken else "no process at all"),
            expected=f"processes started by {chosen}",
            hint="Who chooses the start method: the module, or whoever runs the program?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_all_at_once(scenario, draw):
    """All labels are made at the same time, each by a process of its own."""
    for names in (draw.sample(NAMES, 3), NAMES):
        for trial in scenario("main", names, USUAL, hold="render", machine=(2, 2), explore="brief"):
            trial.returned()
            expect_all_at_once(trial, names)


def expect_all_at_once(trial, names):
    """All labels were being made at the same time, each by a process of its own."""
    together = trial.observation.held_together
    trial.expect(
        together == len(names),
        seen=f"at most {together} of {len(names)} labels were being made at the same time",
        expected="all of them",
        hint="When is each process started, and when is it waited for?",
    )
    where = {call.process for call in calls_in_main(trial)}
    trial.expect(
        len(where) == len(names) and "main" not in where,
        seen=f"{len(names)} labels were made by {len(where)} process{'es' if len(where) > 1 else ''}"
        + (", main's among them" if "main" in where else ""),
        expected="a process for each",
    )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_ends(scenario, common):
    """main returns when every process has ended by itself, also where labels are bigger than a pipe."""
    for trial in scenario("main", calls=draw_calls(common)):
        trial.joined()
    for trial in scenario("main", common.sample(NAMES, 2), WIDE, explore="brief"):
        trial.returned()
        trial.joined()
