"""students: only the starting process knows the proxy, and start() lets it go, perhaps before the child has counted."""

from multiprocessing import Manager, Process


def work(results):
    results.append(1)


def main(right):
    with Manager() as manager:
        results = manager.list()
        worker = Process(target=work, args=(results,))
        if not right:
            del results  # as if it were written Process(target=work, args=(manager.list(),))
        worker.start()
        worker.join()
    return worker.exitcode
