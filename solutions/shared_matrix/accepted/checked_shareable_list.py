"""A ShareableList, made when it is known that all cells fit; slow and talkative."""

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
    print("working from", first, "to", last)
    time.sleep(0.1)
    try:
        for place, value in zip(range(first, last), squares([cells[place] for place in range(first, last)])):
            cells[place] = value
            print("cell", place, "is", value)
    except ValueError as error:
        print(error)
    finally:
        cells.shm.close()


def main(matrix):
    flat = sum(matrix, [])
    for cell in flat:
        if not -(2**63) <= cell < 2**63:
            raise OverflowError(cell)
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
            print(process.name, "has ended with", process.exitcode)
        values = list(cells)
        return [values[first : first + width] for first in range(0, len(flat), width)]
    finally:
        cells.shm.close()
        cells.shm.unlink()
