"""A ShareableList makes its block before it looks at the numbers; if one does not fit, nobody has the list."""

# fails: main_raises = failed

import multiprocessing
import os
import time
from multiprocessing.shared_memory import ShareableList


# given: leave as it is
def squares(row):
    """The squares of a row's numbers: slow; fails if one is negative, and 13 ends the process on the spot."""
    time.sleep(0.1)
    if 13 in row:
        os._exit(1)
    if min(row) < 0:
        raise ValueError(f"{min(row)} is negative")
    return [number * number for number in row]


def square_row(name, first, last):
    cells = ShareableList(name=name)
    try:
        for place, value in zip(range(first, last), squares([cells[place] for place in range(first, last)])):
            cells[place] = value
    finally:
        cells.shm.close()


def main(matrix):
    flat = sum(matrix, [])
    if not flat:
        return matrix
    cells, width = ShareableList(flat), len(matrix[0])
    try:
        processes = [
            multiprocessing.Process(target=square_row, args=(cells.shm.name, first, first + width))
            for first in range(0, len(flat), width)
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        values = list(cells)
        return [values[first : first + width] for first in range(0, len(flat), width)]
    finally:
        cells.shm.close()
        cells.shm.unlink()
