"""Visitors are subclasses of Process, locks are taken and given back by hand; each reader has a pipe."""

import multiprocessing
import os
import time
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


class Visitor(multiprocessing.Process):
    def __init__(self, board, room, who, seconds):
        super().__init__(name=who)
        self.board, self.room, self.who, self.seconds = board, room, who, seconds


class Reader(Visitor):
    def __init__(self, *args):
        super().__init__(*args)
        self.answer, self.end = multiprocessing.Pipe(duplex=False)

    def run(self):
        door, free, mutex, count = self.room
        arrive(self.who, self.seconds)
        door.acquire()
        mutex.acquire()
        count[0] += 1
        if count[0] == 1:
            free.acquire()
        mutex.release()
        door.release()
        try:
            self.end.send(read_notice(self.board, self.who))
        finally:
            mutex.acquire()
            count[0] -= 1
            if not count[0]:
                free.release()
            mutex.release()


class Writer(Visitor):
    def __init__(self, board, room, who, seconds, notice):
        super().__init__(board, room, who, seconds)
        self.notice = notice

    def run(self):
        door, free, mutex, count = self.room
        arrive(self.who, self.seconds)
        door.acquire()
        free.acquire()
        try:
            write_notice(self.board, self.who, *self.notice)
        finally:
            free.release()
            door.release()


def main(board, visits):
    hang_up(board)
    room = (
        multiprocessing.Semaphore(1),
        multiprocessing.Semaphore(1),
        multiprocessing.Lock(),
        multiprocessing.RawArray("i", 1),
    )
    readers = [Reader(board, room, who, seconds) for who, seconds, notice in visits if not notice]
    writers = [Writer(board, room, who, seconds, notice) for who, seconds, notice in visits if notice]
    for process in [*writers, *readers]:
        process.start()
    for process in [*writers, *readers]:
        process.join()
    return {process.who: process.answer.recv() for process in readers if process.answer.poll()}
