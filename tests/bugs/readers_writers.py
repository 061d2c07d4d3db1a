"""readers and writers: the readers are counted without a lock, so two may be the first, or nobody the last."""

from contextlib import nullcontext
from multiprocessing import Lock, Process, Value


def read(counting, readers, room):
    with counting or nullcontext():
        readers.value += 1
        if readers.value == 1:
            room.acquire()
    with counting or nullcontext():
        readers.value -= 1
        if readers.value == 0:
            room.release()


def write(room):
    with room:
        pass


def main(right):
    counting, readers, room = Lock() if right else None, Value("i", 0), Lock()
    processes = [Process(target=read, args=(counting, readers, room)) for _ in range(2)]
    processes.append(Process(target=write, args=(room,)))
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]
