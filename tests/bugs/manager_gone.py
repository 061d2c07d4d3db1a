"""students: the manager ends with its `with` block, and the worker that uses it was not joined inside."""

from multiprocessing import Manager, Process


def work(results):
    results.append(1)


def main(right):
    with Manager() as manager:
        results = manager.list()
        worker = Process(target=work, args=(results,))
        worker.start()
        if right:
            worker.join()
    worker.join()
    return worker.exitcode
