"""Hand over: whoever has just told others something lets them do all they can with it first.

Finds what is announced too early: an item reported as done before its result is stored, an end signal
before the last item, a lock given back before the last line. Such a fault shows only if the one who
announced is slow right after it, and everybody else quick.
"""

from collections.abc import Sequence

from procession.engine.strategies import LOOKS, Choice, EarlyTimers

_TELLS = {"release", "send", "print", "signal", "file", "write", "store"}


class HandOver:
    """Whoever has told others something steps back, until it has to wait itself.

    So the one that was woken by some news goes on as far as it can, and the one that brought it stays
    behind. Of those who have stepped back the latest goes first. Timers fire when nothing else can
    happen. A thread that only looked steps back too: it would keep the others from ever moving.

    With an odd seed time passes, too, before somebody who has stepped back goes on: others who sleep, or
    work in a `sleep`'s place, do all that they can in the meantime.

    With the seeds 2 and 3 whole processes step back: a helper thread, such as the one that moves what was put on a
    Queue into its pipe, speaks for its process. It goes before the process does, which steps back with it, and stays
    behind even if it has to wait for a lock.
    """

    name = "hand-over"

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.whole = seed % 4 >= 2
        self.step = 0
        self.current = ""
        self.back: dict[str, int] = {}
        self.early = EarlyTimers()

    def pick(self, choices: Sequence[Choice]) -> int:
        """The current thread or the first one, those who have stepped back last."""
        self.step += 1
        acting = [index for index, choice in enumerate(choices) if not choice.fires]
        if not self.whole:
            able = {choices[index].thread for index in acting}
            self.back = {thread: when for thread, when in self.back.items() if thread in able}
        timers = [index for index, choice in enumerate(choices) if choice.fires]
        best = min(acting, key=lambda index: self._rank(choices[index].thread), default=-1)
        early = bool(acting and timers) and self._lets_time_pass(choices[best].thread)
        if not acting or early:
            best = min(timers, key=lambda index: choices[index].deadline)
        self.early.count(early)
        self._follow(choices[best], early)
        return best

    def _follow(self, chosen: Choice, early: bool) -> None:
        self.current = chosen.thread
        self.back = {thread: when for thread, when in self.back.items() if not self._goes_on_with(thread)}
        if chosen.op in _TELLS:
            self.back[chosen.thread] = self.step
            if self.whole:
                self.back[_process(chosen.thread)] = self.step
        elif (chosen.fires and not (early and self.whole)) or chosen.op in LOOKS:
            self.back[chosen.thread] = -self.step

    def _lets_time_pass(self, thread: str) -> bool:
        """Whether this one, who could go, waits for others to be done with sleeping."""
        return self.early.left and thread in self.back and self.seed % 2 == 1

    def _goes_on_with(self, thread: str) -> bool:
        """Whether the current thread takes this one along: itself and, with whole processes, its helpers."""
        return thread == self.current or (self.whole and _process(thread) == self.current)

    def _rank(self, thread: str) -> tuple[bool, int, bool, bool]:
        speaks = self.whole and thread != self.current and _process(thread) == self.current
        return thread in self.back, -self.back.get(thread, 0), not speaks, thread != self.current


def _process(thread: str) -> str:
    """The first thread of this one's process."""
    return thread.partition("~")[0]
