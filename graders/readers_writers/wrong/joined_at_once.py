"""Each visitor is waited for before the next one is started."""

# fails: no_writer_starves = failed
# fails: readers_share = failed

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
    """Readers share it, a writer has it alone; whoever comes while a writer waits, waits as well."""

    def __init__(self):
        self.door = multiprocessing.Lock()  # a writer keeps it from its coming to its leaving
        self.free = multiprocessing.Lock()  # held by a writer, or by all readers inside together
        self.readers = multiprocessing.Value("i", 0)

    @contextmanager
    def reading(self):
        with self.door, self.readers.get_lock():
            self.readers.value += 1
            if self.readers.value == 1:
                self.free.acquire()
        try:
            yield
        finally:
            with self.readers.get_lock():
                self.readers.value -= 1
                if self.readers.value == 0:
                    self.free.release()

    @contextmanager
    def writing(self):
        with self.door, self.free:
            yield


def reader(board, room, who, seconds, found):
    arrive(who, seconds)
    with room.reading():
        notice = read_notice(board, who)
    found.put((who, notice))


def writer(board, room, who, seconds, notice):
    arrive(who, seconds)
    with room.writing():
        write_notice(board, who, *notice)


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
        process.join()
    read = {}
    while not found.empty():
        who, notice = found.get()
        read[who] = notice
    return read
