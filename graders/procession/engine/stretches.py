"""When each thread could not go on: what it waited for, from which choice to which.

Looked at before every choice, when the run is still, so it is a fact and no guess. It costs a look at
what the scheduler knows anyway, asks nobody, and changes no choice.
"""

from collections.abc import Callable, Iterable

from procession.engine.observation import Blocked, Spot
from procession.engine.roster import Thread
from procession.engine.wire import At

KERNEL = "kernel"
"""What a thread does that is at no gate: it waits in a system call, mostly for another thread."""


class Stretches:
    """Collects the stretches in which somebody was blocked; the scheduler feeds it."""

    def __init__(self) -> None:
        self._open: dict[str, tuple[At | None, int]] = {}
        self._closed: list[tuple[str, At | None, int, int | None]] = []

    def look(self, threads: Iterable[Thread], step: int) -> None:
        """Notice who can't go on now, before the choice that becomes `step`."""
        now = {thread.id: thread.at for thread in threads if not (thread.gone or thread.covered) and _blocked(thread)}
        for who, (at, begun) in list(self._open.items()):
            if who not in now or now[who] is not at:
                self._closed.append((who, at, begun, step))
                del self._open[who]
        for who, at in now.items():
            self._open.setdefault(who, (at, step))

    def frozen(self, canonical: Callable[[str], str]) -> tuple[Blocked, ...]:
        """All stretches, in the order in which they began; `canonical` gives objects their lasting names."""
        found = [*self._closed, *((who, at, begun, None) for who, (at, begun) in self._open.items())]
        return tuple(
            Blocked(
                who,
                at.op if at else KERNEL,
                canonical(at.key) if at else "",
                Spot(*at.spot) if at and at.spot else None,
                begun,
                ended,
            )
            for who, at, begun, ended in sorted(found, key=lambda one: (one[2], one[0]))
        )


def _blocked(thread: Thread) -> bool:
    return thread.at is None or not thread.ready
