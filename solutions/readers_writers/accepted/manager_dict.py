"""What was read goes into a Manager's dict; a writer waits on an Event for the last reader."""

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


class Room:
    def __init__(self):
        self.door = multiprocessing.RLock()
        self.mutex = multiprocessing.Lock()
        self.readers = multiprocessing.RawValue("i", 0)
        self.empty = multiprocessing.Event()
        self.empty.set()

    def come(self):
        with self.door, self.mutex:
            self.readers.value += 1
            self.empty.clear()

    def go(self):
        with self.mutex:
            self.readers.value -= 1
            if self.readers.value == 0:
                self.empty.set()


def reader(board, room, who, seconds, found):
    arrive(who, seconds)
    room.come()
    try:
        found[who] = read_notice(board, who)
    finally:
        room.go()


def writer(board, room, who, seconds, notice):
    arrive(who, seconds)
    with room.door:
        room.empty.wait()
        write_notice(board, who, *notice)


def main(board, visits):
    hang_up(board)
    room = Room()
    with multiprocessing.Manager() as manager:
        read = manager.dict()
        processes = [
            multiprocessing.Process(target=writer, args=(board, room, who, seconds, notice), name=who)
            if notice
            else multiprocessing.Process(target=reader, args=(board, room, who, seconds, read), name=who)
            for who, seconds, notice in visits
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(read)
