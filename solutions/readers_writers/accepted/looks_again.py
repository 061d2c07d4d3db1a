"""Three shared numbers under one lock; visitors look again every now and then, writers are counted first."""

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
        self.lock = multiprocessing.Lock()
        self.readers, self.writing, self.waiting = (multiprocessing.RawValue("i") for _ in range(3))

    def may_read(self):
        with self.lock:
            free = not self.writing.value and not self.waiting.value
            self.readers.value += free
            return free

    def may_write(self):
        with self.lock:
            free = not self.writing.value and not self.readers.value
            if free:
                self.writing.value = 1
                self.waiting.value -= 1
            return free


def reader(board, room, who, seconds, found):
    arrive(who=who, seconds=seconds)
    while not room.may_read():
        time.sleep(0.005)
    try:
        found.put((who, read_notice(board=board, who=who)))
    finally:
        with room.lock:
            room.readers.value -= 1


def writer(board, room, who, seconds, notice):
    arrive(who, seconds)
    with room.lock:
        room.waiting.value += 1
    while not room.may_write():
        time.sleep(0.005)
    try:
        write_notice(board, who, where=notice[0], when=notice[1])
    finally:
        with room.lock:
            room.writing.value = 0


def main(board, visits):
    hang_up(board)
    room = Room()
    found = multiprocessing.SimpleQueue()
    processes = []
    for who, seconds, notice in visits:
        if notice is None:
            process = multiprocessing.Process(target=reader, args=(board, room, who, seconds, found))
        else:
            process = multiprocessing.Process(target=writer, args=(board, room, who, seconds, notice))
        processes.append(process)
        process.start()
    for process in processes:
        process.join()
    read = {}
    while not found.empty():
        who, notice = found.get()
        read[who] = notice
    return read
