"""The doorkeeper serves those who wait in the order of `visits`, not in the order in which they came: who has a place
before the writer in that list passes the writer.
"""

# fails: no_writer_starves = failed

import multiprocessing
import multiprocessing.connection
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


def doorkeeper(ends):
    """Let readers in together, writers alone."""
    waiting, inside, here = {}, {}, list(ends)
    while here:
        for end in multiprocessing.connection.wait(here):
            wish = end.recv()
            if wish == "leave":
                del inside[end]
                here.remove(end)
            else:
                waiting[end] = wish
        for end in ends:
            if end not in waiting:
                continue
            if inside and "write" in (waiting[end], *inside.values()):
                break
            inside[end] = waiting.pop(end)
            end.send("come in")


def visitor(board, end, who, seconds, notice, found):
    arrive(who, seconds)
    end.send("read" if notice is None else "write")
    end.recv()
    try:
        if notice is None:
            found.put((who, read_notice(board, who)))
        else:
            write_notice(board, who, *notice)
    finally:
        end.send("leave")


def main(board, visits):
    hang_up(board)
    found = multiprocessing.SimpleQueue()
    pipes = [multiprocessing.Pipe() for _ in visits]
    keeper = multiprocessing.Process(target=doorkeeper, args=([theirs for _, theirs in pipes],))
    crowd = [
        multiprocessing.Process(target=visitor, args=(board, mine, *visit, found))
        for (mine, _), visit in zip(pipes, visits)
    ]
    for process in [keeper, *crowd]:
        process.start()
    for process in [*crowd, keeper]:
        process.join()
    found.put(None)
    return dict(iter(found.get, None))
