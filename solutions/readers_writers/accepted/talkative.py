"""Says everything, takes its time, catches errors; the Condition of a Room of its own."""

import multiprocessing
import os
import time
from contextlib import contextmanager
from pathlib import Path


# given: leave as it is
def hang_up(board):
    """Hang up the first notice, on a new board (a folder)."""
    os.makedirs(board, exist_ok=True)
    Path(board, "where").write_text("room 1", encoding="utf-8")
    Path(board, "when").write_text("1:00", encoding="utf-8")


# given: leave as it is
def arrive(who, seconds):
    """Come to the board, after so many seconds."""
    time.sleep(seconds)


# given: leave as it is
def read_notice(board, who):
    """Read where, and then when: slow, and whoever is sleepy fails."""
    where = Path(board, "where").read_text(encoding="utf-8")
    time.sleep(0.2)
    if who.startswith("sleepy"):
        raise RuntimeError(f"{who} has fallen asleep")
    return where, Path(board, "when").read_text(encoding="utf-8")


# given: leave as it is
def write_notice(board, who, where, when):
    """Change where, and then when: slow, and whoever is sleepy fails before that."""
    time.sleep(0.1)
    if who.startswith("sleepy"):
        raise RuntimeError(f"{who} has fallen asleep")
    Path(board, "where").write_text(where, encoding="utf-8")
    time.sleep(0.1)
    Path(board, "when").write_text(when, encoding="utf-8")


class Room:
    def __init__(self):
        self.changed = multiprocessing.Condition()
        self.inside = multiprocessing.Value("i", 0, lock=False)  # readers; -1 is a writer
        self.waiting = multiprocessing.Value("i", 0, lock=False)  # writers

    @contextmanager
    def reading(self):
        with self.changed:
            while self.inside.value < 0 or self.waiting.value > 0:
                self.changed.wait()
            self.inside.value += 1
        try:
            yield
        finally:
            with self.changed:
                self.inside.value -= 1
                self.changed.notify_all()

    @contextmanager
    def writing(self):
        with self.changed:
            self.waiting.value += 1
            while self.inside.value != 0:
                self.changed.wait()
            self.waiting.value -= 1
            self.inside.value = -1
        try:
            yield
        finally:
            with self.changed:
                self.inside.value = 0
                self.changed.notify_all()


def visitor(board, room, who, seconds, notice, found):
    arrive(who, seconds)
    print(who, "is here")
    with room.reading() if notice is None else room.writing():
        print(who, "is in")
        time.sleep(0.05)
        try:
            if notice is None:
                found.put([who, *read_notice(board, who)])
            else:
                write_notice(board, who, *notice)
        except RuntimeError as error:
            print("what a pity:", error)
        time.sleep(0.05)
    print(who, "has gone")


def main(board, visits):
    hang_up(board)
    room = Room()
    found = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=visitor, args=(board, room, *v, found)) for v in visits]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    read = {}
    time.sleep(0.2)
    found.put("that is all")
    while (news := found.get()) != "that is all":
        who, where, when = news
        read[who] = (where, when)
    return dict(sorted(read.items()))
