"""double-checked initialisation: the flag is set before the data, and who sees it takes no lock."""

from multiprocessing import Lock, Process, SimpleQueue, Value


def get_buggy(lock, ready, data, found):
    if not ready.value:
        with lock:
            if not ready.value:
                ready.value = 1
                data.value = 42
    found.put(data.value)


def get_right(lock, ready, data, found):
    if not ready.value:
        with lock:
            if not ready.value:
                data.value = 42
                ready.value = 1
    found.put(data.value)


def main(right):
    lock, ready, data, found = Lock(), Value("i", 0), Value("i", 0), SimpleQueue()
    get = get_right if right else get_buggy
    users = [Process(target=get, args=(lock, ready, data, found)) for _ in range(2)]
    for user in users:
        user.start()
    for user in users:
        user.join()
    return [found.get() for _ in users]
