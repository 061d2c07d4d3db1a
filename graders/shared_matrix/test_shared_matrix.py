"""Hidden checks of shared_matrix: a block of shared memory belongs to nobody, so somebody must give it back.

Two witnesses tell of a block that was left: the shared memory itself after the run, and Python's resource
tracker, which removes what it finds at the end of the program and says so on stderr. A process that could
not close its block says so as well.
"""

import pytest

UNLUCKY = 13
LEAKED = "leaked shared_memory"
NOT_CLOSED = "cannot close exported pointers"


def draw_matrix(draw, height, width):
    """Numbers whose squares may not fit into 4 bytes."""
    numbers = [number for number in (*range(UNLUCKY), *range(60_000, 90_000, 1111)) if number != UNLUCKY]
    return [[draw.choice(numbers) for _ in range(width)] for _ in range(height)]


def squared(matrix):
    """What main is to return: rows with a number that makes a worker fail stay as they were."""
    return [row if min(row, default=0) < 0 or UNLUCKY in row else [cell * cell for cell in row] for row in matrix]


def with_number(matrix, place, number):
    """The matrix with a number put into one of its rows."""
    changed = [list(row) for row in matrix]
    changed[place][-1] = number
    return changed


def expect_released(trial):
    """No block is left, and Python had none to clean up."""
    left = [name for name in trial.observation.leftovers if "psm" in name or name.startswith("shared memory")]
    trial.expect(
        not left,
        seen="after the program had ended this was left behind: " + ", ".join(left),
        expected="no shared memory is left",
        hint="Who calls unlink(), and is that line reached in every case?",
    )
    trial.expect(
        LEAKED not in trial.observation.stderr,
        seen="at the end of the program Python had to clean up: " + line_with(trial, LEAKED),
        expected="the block is unlinked by the one who made it",
        hint="Who calls unlink(), and is that line reached in every case?",
    )


def line_with(trial, text):
    """The part of a line on stderr from which on it is worth reading."""
    line = next((line for line in trial.observation.stderr.splitlines() if text in line), "")
    return line[line.find("resource_tracker: ") :] if "resource_tracker: " in line else line.strip()


def expect_workers(trial, matrix):
    """Each row, also one that fails, was squared by a process of its own: these processes."""
    workers = {call.process for call in trial.observation.calls_of("squares")} - {"main"}
    trial.expect(
        len(workers) == len(matrix),
        seen=f"squares was called in {len(workers)} processes other than main for {len(matrix)} rows",
        expected="one process for each row",
    )
    return workers


def plain(scenario, common):
    """Trials in which all goes well."""
    matrix = draw_matrix(common, 3, 2)
    for trial in scenario("main", matrix, explore="full"):
        yield trial, matrix


def with_failure(scenario, common):
    """Trials in which the worker of the middle row raises."""
    matrix = with_number(draw_matrix(common, 3, 2), 1, -common.randint(1, 99))
    for trial in scenario("main", matrix, explore="usual"):
        yield trial, matrix


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_squares(scenario, common, draw):
    """main returns the squares of all numbers, row by row, whatever the shape of the matrix."""
    hint = "Which cells are those of a row, how large is one, and when have all workers written theirs?"
    for trial, matrix in plain(scenario, common):
        trial.expect_equal(trial.returned(), squared(matrix), "main returned", hint=hint)
    for height, width in ((2, 5), (4, 1), (1, 1)):
        # the square has 63 bits and is odd: too much for a double, or for fewer than 8 bytes
        matrix = with_number(draw_matrix(draw, height, width), -1, 2 * draw.randint(10**9, 1_518_500_248) + 1)
        for trial in scenario("main", matrix, explore="brief"):
            trial.expect_equal(trial.returned(), squared(matrix), "main returned", hint=hint)


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_nothing_to_do(scenario):
    """A matrix without rows, or whose rows are empty, comes back as it is."""
    for matrix in ([], [[], []]):
        for trial in scenario("main", matrix, explore="brief"):
            trial.expect_equal(trial.returned(), matrix, "main returned", hint="How small may a block be?")
            expect_released(trial)


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_in_shared_memory(scenario, common):
    """The workers, a process for each row, work in a block of multiprocessing.shared_memory."""
    for trial, matrix in plain(scenario, common):
        trial.returned()
        seen = trial.observation
        workers = expect_workers(trial, matrix)
        using = {step.process for step in seen.steps if step.op == "memory" and step.key != "memory"}
        trial.expect(
            workers <= using,
            seen=f"{len(workers & using)} of {len(workers)} workers used a block of shared memory",
            expected="each of them takes its row from the block and puts it back there",
            hint="What has a worker to know, to find the block that main has made?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_workers_overlap(scenario, common):
    """All rows are squared at the same time."""
    for matrix in (draw_matrix(common, 3, 2), draw_matrix(common, 12, 1)):
        for trial in scenario("main", matrix, hold="squares", machine=(2, 2), explore="brief"):
            trial.returned()
            together = trial.observation.held_together
            trial.expect(
                together == len(matrix),
                seen=f"at most {together} of {len(matrix)} workers were in squares at the same time",
                expected="all of them: no two rows have a cell in common",
                hint="Is anything held while a row is squared? And when is each process joined?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_released(scenario, common):
    """When all goes well, no block is left after the program."""
    for trial, _ in plain(scenario, common):
        trial.returned()
        expect_released(trial)


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
def test_worker_raises(scenario, common):
    """If a worker raises, its row stays as it was, main returns all rows, and no block is left."""
    for trial, matrix in with_failure(scenario, common):
        trial.expect_equal(
            trial.returned(), squared(matrix), "main returned", hint="What does main do when it learns of the failure?"
        )
        calls = len(trial.observation.calls_of("squares"))
        trial.expect(
            calls == len(matrix),
            seen=f"squares was called {calls} times for {len(matrix)} rows",
            expected="once for each row: it is the worker who finds out that a row can't be squared",
        )
        expect_released(trial)


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
def test_worker_dies(scenario, draw):
    """If a worker dies on the spot, the same holds."""
    for place, explore in ((2, "usual"), (0, "brief")):
        matrix = with_number(draw_matrix(draw, 3, 2), place, UNLUCKY)
        for trial in scenario("main", matrix, explore=explore):
            hint = "What can a process not do any more that has died?"
            trial.expect_equal(trial.returned(), squared(matrix), "main returned", hint=hint)
            expect_released(trial)


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
def test_main_raises(scenario, draw):
    """If a cell does not fit into 8 bytes, main raises, and no block is left."""
    for number in (2**63 + draw.randint(0, 99), -(2**63) - draw.randint(1, 99)):
        matrix = with_number(draw_matrix(draw, 2, 2), 1, number)
        for trial in scenario("main", matrix, explore="brief"):
            if trial.observation.outcome.kind != "raised":
                value = trial.returned()
                trial.fail(seen=f"main returned {value!r:.200}", expected="an exception: the number does not fit")
            expect_released(trial)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_closed(scenario, common):
    """Every process closes its block, also one that fails: no view of it is left open."""
    for trials in (plain, with_failure):
        for trial, _ in trials(scenario, common):
            if trial.observation.outcome.kind != "raised":
                trial.returned()
            trial.expect(
                NOT_CLOSED not in trial.observation.stderr,
                seen="a block could not be closed: " + line_with(trial, NOT_CLOSED),
                expected="its views (`cast`, slices) are released first, whatever happens",
                hint="A memoryview can stand in a `with` statement. What is still open when squares raises?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_joined(scenario, common):
    """main returns when every process has ended by itself."""
    for trial, _ in plain(scenario, common):
        trial.joined()
