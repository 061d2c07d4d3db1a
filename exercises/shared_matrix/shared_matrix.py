"""A matrix in shared memory, a worker for each row; when one of them fails, the memory is never given back.

Give it back in every case, and return the rows that could be done."""

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
    cells = block.buf.cast("q")  # seen as ints of 8 bytes
    row = slice(number * width, (number + 1) * width)
    cells[row] = array("q", squares(cells[row].tolist()))
    cells.release()
    block.close()


def main(matrix):
    height, width = len(matrix), len(matrix[0])
    block = SharedMemory(create=True, size=8 * height * width)
    cells = block.buf.cast("q")
    for number, row in enumerate(matrix):
        cells[number * width : (number + 1) * width] = array("q", row)
    processes = [
        multiprocessing.Process(target=square_row, args=(block.name, number, width)) for number in range(height)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        if process.exitcode != 0:
            raise RuntimeError("a worker has failed")
    result = [cells[number * width : (number + 1) * width].tolist() for number in range(height)]
    cells.release()
    block.close()
    block.unlink()
    return result


if __name__ == "__main__":
    print(main([[1, 2], [3, 4]]))
    print(main([[1, 2], [3, -4]]))
