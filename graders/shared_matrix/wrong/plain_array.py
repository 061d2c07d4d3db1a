"""The numbers are in an Array: shared memory as well, but none that has to be given back."""

# fails: in_shared_memory = failed

import multiprocessing
import os
import time
from array import array


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
    row = slice(number * width, (number + 1) * width)
    cells[row] = squares(cells[row])


def main(matrix):
    width = len(matrix[0]) if matrix else 0
    flat = [cell for row in matrix for cell in row]
    array("q", flat)  # do they fit?
    cells = multiprocessing.Array("q", flat, lock=False)
    processes = [
        multiprocessing.Process(target=square_row, args=(cells, number, width))
        for number in range(len(matrix) if flat else 0)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [cells[number * width : (number + 1) * width] for number in range(len(matrix))]
