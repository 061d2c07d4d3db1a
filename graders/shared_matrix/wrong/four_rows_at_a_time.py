"""Four rows are squared at a time, and the fifth waits for them."""

# fails: workers_overlap = failed

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
        with block.buf.cast("q") as cells:
            row = slice(number * width, (number + 1) * width)
            cells[row] = array("q", squares(cells[row].tolist()))
    finally:
        block.close()


def main(matrix):
    if not matrix or not matrix[0]:
        return matrix
    height, width = len(matrix), len(matrix[0])
    block = SharedMemory(create=True, size=8 * height * width)
    try:
        with block.buf.cast("q") as cells:
            for number, row in enumerate(matrix):
                cells[number * width : (number + 1) * width] = array("q", row)
            processes = [
                multiprocessing.Process(target=square_row, args=(block.name, number, width)) for number in range(height)
            ]
            for start in range(0, height, 4):  # not too many at once
                for process in processes[start : start + 4]:
                    process.start()
                for process in processes[start : start + 4]:
                    process.join()
            return [cells[number * width : (number + 1) * width].tolist() for number in range(height)]
    finally:
        block.close()
        block.unlink()


if __name__ == "__main__":
    print(main([[1, 2], [3, 4]]))
    print(main([[1, 2], [3, -4]]))
