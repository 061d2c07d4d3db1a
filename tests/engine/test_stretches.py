"""Who could not go on, from which choice to which."""

from collections.abc import Callable

from conftest import Program


def test_a_lock_is_waited_for_from_the_try_to_the_release(program: Callable[..., Program]) -> None:
    """Every stretch ends by the step that gave the lock back, or by one's own time-out."""
    seen = program("counting").run(True)
    assert seen.ending == "ended"
    waits = [one for one in seen.blocked if one.op == "acquire" and one.ended is not None]
    assert waits
    for one in waits:
        assert one.begun < (one.ended or 0) <= len(seen.steps)
        freed = seen.steps[(one.ended or 0) - 1]
        assert (freed.op, freed.key) == ("release", one.key)
        assert not [step for step in seen.steps[one.begun : one.ended] if step.thread == one.thread]


def test_who_could_go_on_is_not_blocked(program: Callable[..., Program]) -> None:
    """No step that is no time-out was taken by somebody who was blocked when it was chosen."""
    seen = program("printers").run(True)
    for one in seen.blocked:
        for step in seen.steps[one.begun : one.ended]:
            assert step.thread != one.thread or step.fired


def test_a_deadlock_leaves_stretches_without_an_end(program: Callable[..., Program]) -> None:
    """Main in its join, both others in their second lock; the same in every replay."""
    made = program("lock_order")
    first, second = made.run(False), made.run(False)
    assert first.ending == "deadlocked"
    assert first.blocked == second.blocked
    open_ends = {one.thread: one for one in first.blocked if one.ended is None}
    assert {thread: one.op for thread, one in open_ends.items()} == {"main": "join", "p1": "acquire", "p2": "acquire"}
    assert open_ends["p1"].key != open_ends["p2"].key
    assert all(one.spot is not None for one in open_ends.values())
    assert {waiting.thread for waiting in first.waiting} == set(open_ends)


def test_objects_have_names_for_people(program: Callable[..., Program]) -> None:
    """A lock is called a lock, and numbered in the order of appearance."""
    seen = program("lock_order").run(True)
    locks = list(dict.fromkeys(step.key for step in seen.steps if step.op == "acquire"))
    assert [seen.names[key] for key in locks] == ["lock 1", "lock 2"]


def test_what_nobody_ever_got_has_a_name_too(program: Callable[..., Program]) -> None:
    """A pipe from which only a read was tried."""
    source = "import multiprocessing\ndef main():\n    ends = multiprocessing.Pipe(duplex=False)\n    ends[0].recv()\n"
    seen = program(source).run()
    assert seen.ending == "deadlocked"
    (one,) = seen.blocked
    assert (one.op, seen.names[one.key]) == ("recv", "pipe 1")
