"""Who has been passed over for how long: nobody starves, whatever the strategy would like.

Programs may poll, and the standard library does (a Pool's worker handler spins while results lie unread): an
unfair strategy could let such a thread starve the others for ever.
"""

from collections.abc import Collection

from procession.engine.strategies import Choice

PATIENCE = 200
"""Choices after which a thread that could have gone all the while must be let go."""
_TURNS = 2
"""Choices for each thread that can act, after which it is only the strategy that keeps one of them from going."""
_ROUNDS = 5
"""Times that somebody has to go without changing anything before it counts as one who only polls: a few, as what
a socket carries is not seen to change anything."""
_PUSHES = 3
"""Times for each thread that can act that one of them is made to go while all seem to poll: what they do may look
like polling only because it changes nothing yet."""
_MANY_ROUNDS = 400
"""Times that somebody has to go without changing anything before its naps may last longer."""
_LATE = 1.02
"""How much of the time since somebody has changed something has passed when such a nap ends."""


class Patience:
    """Keeps count of the choices for which each has been offered in vain."""

    def __init__(self) -> None:
        self._since: dict[tuple[str, bool], int] = {}
        self._rounds: dict[str, int] = {}
        self._pushes = 0
        self._changed = 0.0
        """Virtual time at which somebody has changed something that others could notice."""

    def overdue(self, choices: list[Choice], now: int) -> Choice | None:
        """A choice that has been passed over for too long at step `now`."""
        for choice in choices:  # kept while it is not offered for a moment, as to who spins on locked values
            self._since.setdefault((choice.thread, choice.fires), now)
        oldest = min(choices, key=lambda choice: self._since[choice.thread, choice.fires])
        return oldest if now - self._since[oldest.thread, oldest.fires] > PATIENCE else None

    def kept_back(self, acting: list[Choice], now: int) -> Choice | None:
        """Who could have gone while the others polled, had the strategy wished it: it may be whom they wait for."""
        waited = {choice: now - self._since.get((choice.thread, False), now) for choice in acting}
        longest = max(acting, key=waited.__getitem__, default=None)
        return longest if longest and waited[longest] > _TURNS * len(acting) else None

    def asleep(self, timers: list[Choice]) -> list[Choice]:
        """Those who are not seen to go round in circles: while the others do, they may be waiting for these."""
        return [timer for timer in timers if self._rounds.get(timer.thread, 0) < _ROUNDS]

    def woken_at(self, thread: str, due: float, awaited: Collection[float]) -> float:
        """When the timer of a thread fires: on time, but for those who have polled very often for somebody asleep.

        They are late, by a small part of the time for which they have polled, so that their number of polls grows
        with the logarithm of it only. Whoever sleeps, until the moments `awaited`, is on time.
        """
        if not awaited or self._rounds.get(thread, 0) < _MANY_ROUNDS:
            return due
        late = self._changed + (due - self._changed) * _LATE
        return max(due, min(late, *awaited))

    def push(self, acting: list[Choice]) -> bool:
        """Whether it is to be believed once more that whoever is made to go may change something."""
        self._pushes += 1
        return self._pushes <= _PUSHES * len(acting)

    def went(self, thread: str, changed: bool, now: float) -> None:
        """Somebody was let go at virtual time `now`, and perhaps it has changed something that others could notice."""
        for fires in (True, False):
            self._since.pop((thread, fires), None)
        if changed:
            self._changed = now
            self._pushes = 0
            self._rounds.clear()
        else:
            self._rounds[thread] = self._rounds.get(thread, 0) + 1
