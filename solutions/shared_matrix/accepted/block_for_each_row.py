"""A block for each row, all made in one ExitStack, under names of the answer's own."""

import multiprocessing
import os
import time
from array import array
from contextlib import ExitStack
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


class Row:
    """One row of a matrix, in a block of its own."""

    def __init__(self, width, values=None, name=None):
        self.block = SharedMemory(name, create=name is None, size=8 * width)
        self.made, self.width = name is None, width
        if values:
            with self:
                self.write(values)

    def __enter__(self):
        self.view = self.block.buf.cast("q")
        return self

    def __exit__(self, *exc):
        self.view.release()

    def read(self):
        return self.view[: self.width].tolist()

    def write(self, values):
        self.view[: self.width] = array("q", values)

    def close(self):
        self.block.close()
        if self.made:
            self.block.unlink()


def square_row(name, width):
    row = Row(width, name=name)
    try:
        with row:
            row.write(squares(row.read()))
    finally:
        row.close()


def main(matrix):
    if not matrix or not matrix[0]:
        return matrix
    width = len(matrix[0])
    with ExitStack() as stack:
        rows = []
        for values in matrix:
            row = Row(width)
            stack.callback(row.close)
            rows.append(row)
            with row:
                row.write(values)
        context = multiprocessing.get_context()
        processes = [context.Process(target=square_row, args=(row.block.name, width)) for row in rows]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        result = []
        for row in rows:
            with row:
                result.append(row.read())
        return result
