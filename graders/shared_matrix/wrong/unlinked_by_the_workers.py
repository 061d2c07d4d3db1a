"""Each worker unlinks the block when it has done its row: the next one finds none."""

# fails: squares = failed
# fails: in_shared_memory = failed
# fails: worker_raises = failed
# fails: worker_dies = failed
# fails: main_raises = failed

import multiprocessing
import os
import time
from array import array
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


def square_row(name, number, width):
    block = SharedMemory(name)
    try:
        with block.buf.cast("q") as cells:  # seen as ints of 8 bytes
            row = slice(number * width, (number + 1) * width)
            cells[row] = array("q", squares(cells[row].tolist()))
    finally:
        block.close()
        block.unlink()


def main(matrix):
    height, width = len(matrix), len(matrix[0]) if matrix else 0
    if not width:
        return [[] for _ in matrix]  # there is no block of 0 bytes
    block = SharedMemory(create=True, size=8 * height * width)
    try:
        with block.buf.cast("q") as cells:
            for number, row in enumerate(matrix):
                cells[number * width : (number + 1) * width] = array("q", row)
            processes = [
                multiprocessing.Process(target=square_row, args=(block.name, number, width)) for number in range(height)
            ]
            for process in processes:
                process.start()
            for process in processes:
                process.join()
            return [cells[number * width : (number + 1) * width].tolist() for number in range(height)]
    finally:
        block.close()
