"""The table of known bugs: for each program of tests/bugs, what its runs may return.

Each program has the buggy and the right way side by side: `main(False, ...)` and `main(True, ...)`.
A run is a failure if it does not end by itself, if `main` raises, or if it returns anything but one
of `values`. `found_by` is a strategy and a seed whose schedule is known to show the bug: what the
quick tests run.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

BUGS_FOLDER = Path(__file__).resolve().parent / "bugs"


@dataclass(frozen=True)
class Bug:
    """One known bug, and what a run without it returns."""

    name: str
    values: tuple[Any, ...] = (None,)
    """What `main` may return."""
    found_by: tuple[str, int] = ("round-robin", 0)
    """A strategy and a seed."""
    turns: tuple[tuple[str, int], ...] = ()
    """Instead, where no strategy finds it in reasonable time: which thread goes how many steps, in turn."""
    arguments: tuple[Any, ...] = ()
    """Of `main`, after the one that says which way."""
    program: str = ""
    """The file in tests/bugs, if the bug has another name."""

    @property
    def path(self) -> Path:
        """The program."""
        return BUGS_FOLDER / f"{self.program or self.name}.py"


# The shortest by a search of a model of the program, eight switches between the three.
_SAFE_STACK = (
    *(("main", 5), ("p1", 1), ("p2", 1), ("p3", 1), ("p1", 4), ("p2", 48), ("p1", 6), ("p3", 48)),
    *(("p2", 26), ("p1", 6), ("p2", 8), ("p3", 58), ("p2", 24)),
)

BUGS = (
    # SCTBench's, and others of the literature.
    Bug("aba", ([1, 1, 1],), found_by=("random", 34)),
    Bug("account", (80,)),
    Bug("bank_transfer", (100,), found_by=("partial-order", 3)),
    Bug("block_allocator", ([0, 1, 2],)),
    Bug("bluetooth", (0,), found_by=("partial-order", 4)),
    Bug("bounded_buffer", (0,)),
    Bug("carter"),
    Bug("circular_buffer", ([0, 0, 1, 2],)),
    Bug("double_checked", ([42, 42],), found_by=("partial-order", 29)),
    Bug("freed_too_early", (4,), found_by=("partial-order", 1)),
    Bug("lazy_init", (1,)),
    Bug("lock_order"),
    Bug("lock_released_early", (6,), found_by=("partial-order", 1)),
    Bug("lost_signal", found_by=("partial-order", 12)),
    Bug("lost_wakeup"),
    Bug("peterson", (2,), found_by=("partial-order", 1)),
    Bug("phase", ([3, 3],), found_by=("first-come", 0)),
    Bug("philosophers_3", arguments=(3,), program="philosophers", found_by=("random", 3)),
    Bug("philosophers_5", arguments=(5,), program="philosophers", found_by=("partial-order", 4)),
    Bug("readers_writers", ([0, 0, 0],), found_by=("partial-order", 0)),
    Bug("reference_count", (1,), found_by=("partial-order", 3)),
    Bug("reorder_2", ((0, 0), (1, -1)), arguments=(2,), program="reorder", found_by=("partial-order", 0)),
    Bug("reorder_5", ((0, 0), (1, -1)), arguments=(5,), program="reorder", found_by=("partial-order", 2)),
    Bug("safe_stack", (0,), turns=_SAFE_STACK),
    Bug("stack", (0,)),
    Bug("string_buffer", ([7, 8, 9], []), found_by=("random", 3)),
    Bug("token_ring", ([0, 1, 2, 3],)),
    Bug("twostage_1", (True,), arguments=(1,), program="twostage", found_by=("partial-order", 0)),
    Bug("twostage_4", (True,), arguments=(4,), program="twostage", found_by=("partial-order", 0)),
    Bug("work_stealing", ([1, 1],), found_by=("partial-order", 23)),
    Bug("wrong_lock", (3,)),
    Bug("wrong_waiter"),
    # Those that students make.
    Bug("arrival_order", ({2: 4, 3: 9, 4: 16},), found_by=("partial-order", 0)),
    Bug("barrier_reuse", found_by=("first-come", 0)),
    Bug("counter", (3,)),
    Bug("empty_as_end", (3,), found_by=("partial-order", 0)),
    Bug("empty_means_done", (3,)),
    Bug("event_before_data", (42,), found_by=("partial-order", 7)),
    Bug("file_counter", (2,)),
    Bug("hung_consumer", (42,)),
    Bug("join_before_drain", (200_000,)),
    Bug("lock_file", (1,)),
    Bug("manager_dict", (2,)),
    Bug("manager_gone", (0,)),
    Bug("manager_list", (["ada"],)),
    Bug("one_sentinel_less"),
    Bug("open_file_counter", (2,)),
    Bug("pipe_end_open", (5,)),
    Bug("pool_callback", ([1, 4],)),
    Bug("proxy_dropped", (0,)),
    Bug("qsize", ([-1, 0, 1, 2],), found_by=("first-come", 0)),
    Bug("raw_counter", (4,)),
    Bug("raw_seat", (1,)),
    Bug("semaphore_leak", (0,)),
    Bug("semaphore_of_two", (3,)),
    Bug("sentinel_of_each", (2,), found_by=("first-come", 0)),
    Bug("sentinel_overtakes", (2,)),
    Bug("signal_too_early", (0,), found_by=("first-come", 0)),
    Bug("task_done_before_follow_up", (2,)),
    Bug("task_done_before_result", ([1, 2],), found_by=("random", 3)),
    Bug("timeout_as_end", ([0, 1],)),
    Bug("torn_file", (["red = 1\n", "blue = 2\n"],), found_by=("round-robin", 2)),
    Bug("truncated_file", ("red\n",), found_by=("round-robin", 1)),
    Bug("two_takers"),
    Bug("two_writers", ([(20_000, False), (30_000, False)],)),
    Bug("unordered", ({1: 1, 2: 4, 3: 9},), found_by=("random", 0)),
)
