"""Some read a notice while others change it: whoever reads in between is sent to the wrong place.

Let readers read together, a writer write alone, and no writer wait for those who come later."""

import multiprocessing
import os
import tempfile
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


def reader(board, room, who, seconds, found):
    arrive(who, seconds)
    found.put((who, read_notice(board, who)))


def writer(board, room, who, seconds, notice):
    arrive(who, seconds)
    write_notice(board, who, *notice)


def main(board, visits):
    hang_up(board)
    room = None  # who is in it, and who may come in?
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
    # whoever has ended has written all it had to say, and so little fits into the pipe: then empty() tells the truth
    while not found.empty():
        who, notice = found.get()
        read[who] = notice
    return read


if __name__ == "__main__":
    visits = [
        ("ada", 0, None),
        ("prof", 0.05, ("room 2", "2:00")),
        ("bob", 0.1, None),
        ("dean", 0.15, ("room 3", "3:00")),
        ("cleo", 0.3, None),
    ]
    with tempfile.TemporaryDirectory() as folder:
        for who, (where, when) in main(os.path.join(folder, "board"), visits).items():
            print(f"{who} goes to {where} at {when}{'' if where[-1] == when[0] else ', where nobody is'}")
