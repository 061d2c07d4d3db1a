"""The block itself is handed to the workers; each is a subclass of Process."""

import multiprocessing
import os
import time
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


class Worker(multiprocessing.Process):
    def __init__(self, block, start, stop):
        super().__init__()
        self.block, self.start_at, self.stop_at = block, start, stop

    def run(self):
        cells = self.block.buf.cast("q")
        try:
            row = [cells[place] for place in range(self.start_at, self.stop_at)]
            for place, value in enumerate(squares(row), self.start_at):
                cells[place] = value
        except ValueError as error:
            print("a row is left out:", error)
        finally:
            cells.release()
            self.block.close()


def main(matrix):
    places = sum(map(len, matrix))
    if places == 0:
        return [list(row) for row in matrix]
    width = len(matrix[0])
    block = SharedMemory(create=True, size=places * 8)
    try:
        with block.buf.cast("q") as cells:
            for place, value in enumerate(value for row in matrix for value in row):
                cells[place] = value
        workers = [Worker(block, start, start + width) for start in range(0, places, width)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        with block.buf.cast("q") as cells:
            return [[cells[place] for place in range(start, start + width)] for start in range(0, places, width)]
    finally:
        block.close()
        block.unlink()
