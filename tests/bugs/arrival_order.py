"""students: results come by one queue, and are taken for those of the workers in the order of their start."""

from multiprocessing import Process, SimpleQueue


def work(number, results):
    results.put((number, number * number))


def main(right):
    numbers, results = (2, 3, 4), SimpleQueue()
    workers = [Process(target=work, args=(number, results)) for number in numbers]
    for worker in workers:
        worker.start()
    pairs = [results.get() for _ in workers]
    for worker in workers:
        worker.join()
    if right:
        pairs.sort()
    return dict(zip(numbers, (square for _, square in pairs), strict=True))
