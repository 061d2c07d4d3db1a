"""A writer collects the permits without keeping other writers away: two hold some each and wait for the rest."""

# fails: nobody_reads_while_one_writes = deadlocked
# fails: one_writer_at_a_time = deadlocked
# fails: no_writer_starves = failed
# fails: sleepy_visitors = deadlocked
# fails: readers_share = failed
# fails: what_was_read = deadlocked

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


MOST = 3


class Room:
    def __init__(self):
        self.permits = multiprocessing.Semaphore(MOST)

    @contextmanager
    def reading(self):
        with self.permits:
            yield

    @contextmanager
    def writing(self):
        taken = 0
        try:
            for _ in range(MOST):
                self.permits.acquire()
                taken += 1
            yield
        finally:
            for _ in range(taken):
                self.permits.release()


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
    for process in processes:
        process.join()
    read = {}
    while not found.empty():
        who, notice = found.get()
        read[who] = notice
    return read
