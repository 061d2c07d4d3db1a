"""One process squares all rows."""

# fails: in_shared_memory = failed
# fails: workers_overlap = failed
# fails: worker_dies = failed

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


def square_rows(name, height, width):
    block = SharedMemory(name)
    try:
        with block.buf.cast("q") as cells:
            for number in range(height):
                row = slice(number * width, (number + 1) * width)
                try:
                    cells[row] = array("q", squares(cells[row].tolist()))
                except ValueError as error:
                    print(error)
    finally:
        block.close()


def main(matrix):
    height, width = len(matrix), len(matrix[0]) if matrix else 0
    if not width:
        return [[] for _ in matrix]  # there is no block of 0 bytes
    block = SharedMemory(create=True, size=8 * height * width)
    try:
        with block.buf.cast("q") as cells:
            for number, row in enumerate(matrix):
                cells[number * width : (number + 1) * width] = array("q", row)
            processes = [multiprocessing.Process(target=square_rows, args=(block.name, height, width))]
            for process in processes:
                process.start()
            for process in processes:
                process.join()
            return [cells[number * width : (number + 1) * width].tolist() for number in range(height)]
    finally:
        block.close()
        block.unlink()
