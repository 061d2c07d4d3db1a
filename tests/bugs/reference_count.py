"""apache-21287 (SCTBench's ConVul family): after counting down, the count is read once more; two see zero."""

from multiprocessing import Lock, Process, Value


def give_back_buggy(lock, users, freed):
    with lock:
        users.value -= 1
    if users.value == 0:
        with freed.get_lock():
            freed.value += 1


def give_back_right(lock, users, freed):
    with lock:
        users.value -= 1
        last = users.value == 0
    if last:
        with freed.get_lock():
            freed.value += 1


def main(right):
    lock, users, freed = Lock(), Value("i", 2), Value("i", 0)
    give_back = give_back_right if right else give_back_buggy
    processes = [Process(target=give_back, args=(lock, users, freed)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return freed.value
