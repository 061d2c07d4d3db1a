"""lazy initialisation (SCTBench's lazy01): two processes find the file missing, and both make it."""

import os
from contextlib import nullcontext
from multiprocessing import Lock, Process


def settings(lock):
    with lock or nullcontext():
        if not os.path.exists("settings"):
            with open("made", "a") as log:
                log.write("made\n")
            with open("settings", "w") as file:
                file.write("colour = blue\n")


def main(right):
    lock = Lock() if right else None
    users = [Process(target=settings, args=(lock,)) for _ in range(2)]
    for user in users:
        user.start()
    for user in users:
        user.join()
    with open("made") as log:
        return log.read().count("made")
