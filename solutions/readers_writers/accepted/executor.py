"""A pool with a process for each visitor; errors are caught where they come up; all from one context."""

import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
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


def prepare(what):
    global room
    room = what


def visit(board, who, seconds, notice):
    door, empty, count = room
    arrive(who, seconds)
    if notice is not None:
        with door, empty:
            return write_notice(board, who, *notice)
    with door:
        with count:
            count.value += 1
            if count.value == 1:
                empty.acquire()
    try:
        return read_notice(board, who)
    finally:
        with count:
            count.value -= 1
            if count.value == 0:
                empty.release()


def main(board, visits):
    hang_up(board)
    mp = multiprocessing.get_context()
    room = mp.BoundedSemaphore(1), mp.BoundedSemaphore(1), mp.Value("i", 0)
    read = {}
    with ProcessPoolExecutor(len(visits) or 1, mp_context=mp, initializer=prepare, initargs=(room,)) as executor:
        futures = [(visitor, executor.submit(visit, board, *visitor)) for visitor in visits]
        for (who, _, notice), future in futures:
            try:
                result = future.result()
            except RuntimeError as error:
                print(who, error, file=sys.stderr)
                continue
            if notice is None:
                read[who] = result
    return read
