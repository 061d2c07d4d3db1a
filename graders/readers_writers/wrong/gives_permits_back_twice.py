"""A writer who falls asleep gives all permits back twice, in `except` and in `finally`: a writer that comes later has the
board together with readers, and with another writer.
"""

# fails: nobody_reads_while_one_writes = failed
# fails: one_writer_at_a_time = failed

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


MOST = 20


class Room:
    def __init__(self):
        self.door = multiprocessing.Lock()
        self.permits = multiprocessing.Semaphore(MOST)

    def enter(self, permits):
        with self.door:
            for _ in range(permits):
                self.permits.acquire()

    def leave(self, permits):
        for _ in range(permits):
            self.permits.release()


def reader(board, room, who, seconds, found):
    arrive(who, seconds)
    room.enter(1)
    try:
        found.put((who, read_notice(board, who)))
    finally:
        room.leave(1)


def writer(board, room, who, seconds, notice):
    arrive(who, seconds)
    room.enter(MOST)
    try:
        write_notice(board, who, *notice)
    except RuntimeError:
        room.leave(MOST)
        raise
    finally:
        room.leave(MOST)


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
