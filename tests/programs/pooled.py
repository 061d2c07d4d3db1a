"""The same work done by every kind of pool."""

import concurrent.futures
import multiprocessing
import time


def work(n):
    time.sleep(0.1)
    return n * n


def main(kind, numbers):
    if kind == "map":
        with multiprocessing.Pool(3) as pool:
            return pool.map(work, numbers)
    if kind == "apply_async":
        pool = multiprocessing.Pool(2)
        results = [pool.apply_async(work, (n,)) for n in numbers]
        pool.close()
        pool.join()
        return [result.get(timeout=1) for result in results]
    if kind == "imap":
        with multiprocessing.Pool(2) as pool:
            return list(pool.imap(work, numbers))
    if kind == "executor":
        with concurrent.futures.ProcessPoolExecutor(2) as executor:
            return list(executor.map(work, numbers))
    with multiprocessing.Manager() as manager:
        found = manager.dict()
        workers = [multiprocessing.Process(target=put, args=(found, n)) for n in numbers]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return [found[n] for n in numbers]


def put(found, n):
    found[n] = work(n)
