"""A SharedMemoryManager gives back what was made in it when its with block ends."""

import multiprocessing
import os
import time
from array import array
from multiprocessing.managers import SharedMemoryManager


# given: leave as it is
def squares(row):
    """The squares of a row's numbers: slow; fails if one is negative, and 13 ends the process on the spot."""
    time.sleep(0.1)
    if 13 in row:
        os._exit(1)
    if min(row) < 0:
        raise ValueError(f"{min(row)} is negative")
    return [number * number for number in row]


def square_row(cells, number, width):
    try:
        row = [cells[number * width + column] for column in range(width)]
        for column, value in enumerate(squares(row)):
            cells[number * width + column] = value
    finally:
        cells.shm.close()


def main(matrix):
    flat = [value for row in matrix for value in row]
    if not flat:
        return list(matrix)
    array("q", flat)  # raises if one does not fit: a ShareableList would find out too late
    width = len(matrix[0])
    with SharedMemoryManager() as manager:
        cells = manager.ShareableList(flat)
        processes = [
            multiprocessing.Process(target=square_row, args=(cells, number, width)) for number in range(len(matrix))
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        try:
            return [list(cells)[start : start + width] for start in range(0, len(flat), width)]
        finally:
            cells.shm.close()
