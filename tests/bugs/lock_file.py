"""students: two see that the lock file is not there, and both make it."""

import os
from multiprocessing import Process, Value


def lead_buggy():
    if os.path.exists("leader"):
        return False
    open("leader", "w").close()
    return True


def lead_right():
    try:
        open("leader", "x").close()
    except FileExistsError:
        return False
    return True


def stand(lead, leaders):
    if lead():
        with leaders.get_lock():
            leaders.value += 1


def main(right):
    leaders = Value("i", 0)
    processes = [Process(target=stand, args=(lead_right if right else lead_buggy, leaders)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return leaders.value
