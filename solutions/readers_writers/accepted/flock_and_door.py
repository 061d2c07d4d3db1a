"""The system's own shared and exclusive locks on a file, and a door in front of them."""

import fcntl
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


def look(board, door, who, seconds, found):
    arrive(who, seconds)
    with open(os.path.join(board, "lock"), "a") as lock:
        with door:
            fcntl.flock(lock, fcntl.LOCK_SH)
        found.put((who, read_notice(board, who)))


def change(board, door, who, seconds, notice):
    arrive(who, seconds)
    with open(os.path.join(board, "lock"), "a") as lock, door:
        fcntl.flock(lock, fcntl.LOCK_EX)
        where, when = notice
        write_notice(board, who, where, when)


def main(board, visits):
    hang_up(board)
    door = multiprocessing.Lock()
    found = multiprocessing.Queue()
    processes = []
    for who, seconds, notice in visits:
        if notice is None:
            process = multiprocessing.Process(target=look, args=(board, door, who, seconds, found))
        else:
            process = multiprocessing.Process(target=change, args=(board, door, who, seconds, notice))
        process.start()
        processes.append(process)
    for process in processes:
        process.join()
    found.put(None)
    return dict(iter(found.get, None))
