"""A writer that leaves wakes three of those who wait."""

# fails: readers_share = failed

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


class Room:
    def __init__(self):
        self.changed = multiprocessing.Condition()
        self.readers = multiprocessing.Value("i", 0, lock=False)
        self.writers = multiprocessing.Value("i", 0, lock=False)  # who wait
        self.writing = multiprocessing.Value("b", 0, lock=False)

    def reader_in(self):
        with self.changed:
            self.changed.wait_for(lambda: not self.writing.value and not self.writers.value)
            self.readers.value += 1

    def reader_out(self):
        with self.changed:
            self.readers.value -= 1
            self.changed.notify_all()

    def writer_in(self):
        with self.changed:
            self.writers.value += 1
            self.changed.wait_for(lambda: not self.writing.value and not self.readers.value)
            self.writers.value -= 1
            self.writing.value = 1

    def writer_out(self):
        with self.changed:
            self.writing.value = 0
            if self.writers.value:
                self.changed.notify_all()
            else:
                self.changed.notify(3)


def reader(board, room, who, seconds, found):
    arrive(who, seconds)
    room.reader_in()
    try:
        found.send(read_notice(board, who))
    finally:
        room.reader_out()


def writer(board, room, who, seconds, notice):
    arrive(who, seconds)
    room.writer_in()
    try:
        write_notice(board, who, *notice)
    finally:
        room.writer_out()


def main(board, visits):
    hang_up(board)
    room = Room()
    pipes, processes, read = [], [], {}
    for who, seconds, notice in visits:
        if notice is None:
            source, end = multiprocessing.Pipe(duplex=False)
            process = multiprocessing.Process(target=reader, args=(board, room, who, seconds, end))
            pipes.append((who, source))
        else:
            process = multiprocessing.Process(target=writer, args=(board, room, who, seconds, notice))
        process.start()
        if notice is None:
            end.close()
        processes.append(process)
    for who, source in pipes:
        try:
            read[who] = source.recv()
        except EOFError:
            pass
    for process in processes:
        process.join()
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
