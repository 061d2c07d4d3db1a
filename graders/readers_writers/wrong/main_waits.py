"""main waits for each one's time and starts the process then, not all at once."""

# fails: what_was_read = failed

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
    door, free, readers = room
    arrive(who, seconds)
    with door, readers.get_lock():
        readers.value += 1
        if readers.value == 1:
            free.acquire()
    try:
        notice = read_notice(board, who)
    finally:
        with readers.get_lock():
            readers.value -= 1
            if readers.value == 0:
                free.release()
    found.put((who, notice))


def writer(board, room, who, seconds, notice):
    door, free, _ = room
    arrive(who, seconds)
    with door, free:
        write_notice(board, who, *notice)


def main(board, visits):
    hang_up(board)
    room = multiprocessing.Lock(), multiprocessing.Lock(), multiprocessing.Value("i", 0)
    found = multiprocessing.SimpleQueue()
    processes = []
    begun = time.monotonic()
    for who, seconds, notice in sorted(visits, key=lambda visit: visit[1]):
        wait = begun + seconds - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        process = multiprocessing.Process(
            target=writer if notice else reader, args=(board, room, who, 0, notice or found)
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
