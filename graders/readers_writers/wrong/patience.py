"""A reader waits for the writers who wait for ten seconds at most, then goes in with the other readers (a time-out
proves nothing: slow prof is passed).
"""

# fails: no_writer_starves = failed

import os
import time
from pathlib import Path
import multiprocessing


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
    condition, readers, writing, waiting = room
    arrive(who, seconds)
    with condition:
        condition.wait_for(lambda: not writing.value and not waiting.value, timeout=10)
        condition.wait_for(lambda: not writing.value)
        readers.value += 1
    try:
        found.put((who, read_notice(board, who)))
    finally:
        with condition:
            readers.value -= 1
            condition.notify_all()


def writer(board, room, who, seconds, notice):
    condition, readers, writing, waiting = room
    arrive(who, seconds)
    with condition:
        waiting.value += 1
        condition.wait_for(lambda: not writing.value and not readers.value)
        waiting.value -= 1
        writing.value = True
    try:
        write_notice(board, who, *notice)
    finally:
        with condition:
            writing.value = False
            condition.notify_all()


def main(board, visits):
    hang_up(board)
    raw = lambda code: multiprocessing.Value(code, 0, lock=False)
    room = multiprocessing.Condition(), raw("i"), raw("b"), raw("b")
    found = multiprocessing.SimpleQueue()
    processes = []
    for who, seconds, notice in visits:
        process = multiprocessing.Process(
            target=writer if notice else reader, args=(board, room, who, seconds, notice or found)
        )
        processes.append(process)
        process.start()
    for process in processes:
        process.join()
    read = {}
    while not found.empty():
        who, notice = found.get()
        read[who] = notice
    return read


if __name__ == "__main__":
    print(
        main(
            "/tmp/h7/board",
            [
                ("ada", 0, None),
                ("prof", 0.05, ("room 2", "2:00")),
                ("bob", 0.1, None),
                ("sleepy x", 0, None),
                ("sleepy y", 0, ("r", "t")),
                ("dean", 0.1, ("room 3", "3:00")),
                ("cleo", 0.3, None),
            ],
        )
    )
