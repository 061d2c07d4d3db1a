"""Rows are packed and unpacked with struct; `closing` and an ExitStack give everything back."""

import multiprocessing
import os
import struct
import time
from contextlib import ExitStack, closing
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
    layout = struct.Struct(f"{width}q")
    with closing(SharedMemory(name=name)) as block:
        place = number * layout.size
        row = list(layout.unpack_from(block.buf, place))
        layout.pack_into(block.buf, place, *squares(row))


def main(matrix):
    if not any(matrix):
        return matrix
    layout = struct.Struct(f"{len(matrix[0])}q")
    with ExitStack() as stack:
        block = SharedMemory(create=True, size=layout.size * len(matrix))
        stack.callback(block.unlink)
        stack.enter_context(closing(block))
        for number, row in enumerate(matrix):
            layout.pack_into(block.buf, number * layout.size, *row)
        processes = []
        for number in range(len(matrix)):
            process = multiprocessing.Process(target=square_row, args=(block.name, number, len(matrix[0])))
            process.start()
            processes.append(process)
        for process in processes:
            process.join()
        return [list(layout.unpack_from(block.buf, number * layout.size)) for number in range(len(matrix))]
