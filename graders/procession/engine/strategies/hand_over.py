"""Hand over: whoever has just told others something lets them do all they can with it first.

Finds what is announced too early: an item reported as done before its result is stored, an end signal
before the last item, a lock given back before the last line. Such a fault shows only if the one who
announced is slow right after it, and everybody else quick.
"""

from collections.abc import Sequence

from procession.engine.strategies import LOOKS, Choice

_TELLS = {"release", "send", "print", "signal", "file", "write", "store"}


class HandOver:
    """Whoever has told others something steps back, until it has to wait itself.

    So the one that was woken by some news goes on as far as it can, and the one that brought it stays
    behind. Of those who have stepped back the latest goes first. Timers fire when nothing else can
    happen. A thread that only looked steps back too: it would keep the others from ever moving.
    """

    name = "hand-over"

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.step = 0
        self.current = ""
        self.back: dict[str, int] = {}

    def pick(self, choices: Sequence[Choice]) -> int:
        """The current thread or the first one, those who have stepped back last."""
        self.step += 1
        acting = [index for index, choice in enumerate(choices) if not choice.fires]
        able = {choices[index].thread for index in acting}
        self.back = {thread: when for thread, when in self.back.items() if thread in able}
        if acting:
            best = min(acting, key=lambda index: self._rank(choices[index].thread))
        else:
            best = min(range(len(choices)), key=lambda index: choices[index].deadline)
        chosen = choices[best]
        self.current = chosen.thread
        self.back.pop(chosen.thread, None)
        if chosen.op in _TELLS:
            self.back[chosen.thread] = self.step
        elif chosen.fires or chosen.op in LOOKS:
            self.back[chosen.thread] = -self.step
        return best

    def _rank(self, thread: str) -> tuple[bool, int, bool]:
        return thread in self.back, -self.back.get(thread, 0), thread != self.current
