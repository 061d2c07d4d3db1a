"""One block for the numbers, one for the squares, and a byte for each row that says whether it was done."""

import multiprocessing
import os
import time
from array import array
from contextlib import contextmanager
from multiprocessing.shared_memory import SharedMemory


# given: leave as it is
def squares(row):
    """The squares of a row's numbers: slow; fails if one is negative, and 13 ends the process on the spot."""
    time.sleep(0.1)
    if 13 in row:
        os._exit(1)
    if min(row) < 0:
        raise ValueError(f"{min(row)} is negative")
    return [number * number for number in row]


@contextmanager
def shared(size):
    """A block that is given back in every case."""
    block = SharedMemory(create=True, size=size)
    try:
        yield block
    finally:
        block.close()
        block.unlink()


@contextmanager
def opened(name):
    """A block of somebody else's."""
    block = SharedMemory(name)
    try:
        yield block
    finally:
        block.close()


def square_row(names, number, width):
    with opened(names[0]) as source, opened(names[1]) as target:
        first, last = 8 * number * width, 8 * (number + 1) * width
        row = array("q", bytes(source.buf[first:last])).tolist()
        target.buf[first:last] = array("q", squares(row)).tobytes()
        target.buf[-number - 1] = 1


def main(matrix):
    height, width = len(matrix), max(map(len, matrix), default=0)
    if width == 0:
        return [[] for _ in range(height)]
    size = 8 * height * width
    with shared(size) as source, shared(size + height) as target:
        source.buf[:size] = b"".join(array("q", row).tobytes() for row in matrix)
        names = source.name, target.name
        processes = [
            multiprocessing.Process(target=square_row, args=(names, number, width), daemon=True)
            for number in range(height)
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        result = []
        for number in range(height):
            block = target if target.buf[-number - 1] else source
            result.append(array("q", bytes(block.buf[8 * number * width : 8 * (number + 1) * width])).tolist())
        return result
