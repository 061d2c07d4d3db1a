"""students: join before the queue is drained; the worker can't end while its results fill the pipe."""

from multiprocessing import Process, Queue


def work(results):
    results.put(b"x" * 200_000)


def main(right):
    results = Queue()
    worker = Process(target=work, args=(results,))
    worker.start()
    if right:
        size = len(results.get())
        worker.join()
    else:
        worker.join()
        size = len(results.get())
    return size
