"""arithmetic (SCTBench): the lock is given back between looking for the next task and marking it as taken."""

from multiprocessing import Lock, Process, Value


def work_buggy(lock, following, total):
    while True:
        with lock:
            task = following.value
        if task > 3:
            return
        following.value = task + 1
        with lock:
            total.value += task


def work_right(lock, following, total):
    while True:
        with lock:
            task = following.value
            if task > 3:
                return
            following.value = task + 1
        with lock:
            total.value += task


def main(right):
    lock, following, total = Lock(), Value("i", 1), Value("i", 0)
    work = work_right if right else work_buggy
    workers = [Process(target=work, args=(lock, following, total)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return total.value
