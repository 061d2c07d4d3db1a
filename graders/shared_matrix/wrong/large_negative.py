"""main looks for cells above 2**63 - 1 first; one below -2**63 fails between the making of the block and the try."""

# fails: main_raises = failed

import os
import time
import multiprocessing
from array import array
from multiprocessing.shared_memory import ShareableList, SharedMemory


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
    height = len(matrix)
    width = len(matrix[0]) if matrix else 0
    if not width:
        return matrix
    if max(map(max, matrix)) >= 2**63:
        raise OverflowError("too large")
    block = SharedMemory(create=True, size=8 * height * width)
    for number, row in enumerate(matrix):
        block.buf[8 * number * width : 8 * (number + 1) * width] = array("q", row).tobytes()
    try:
        with block.buf.cast("q") as cells:
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
        block.unlink()


if __name__ == "__main__":
    print([main(m) for m in ([[1, 2, 3], [4, 5, 60_000]], [[3, -4], [13, 1], [5, 6]], [], [[], []])])
