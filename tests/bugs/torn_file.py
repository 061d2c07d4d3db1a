"""students: a file is written in place, line by line, and a reader finds half of it."""

import os
import time
from multiprocessing import Process

LINES = ["red = 1\n", "blue = 2\n"]


def save_buggy():
    with open("state", "w") as file:
        for line in LINES:
            file.write(line)
            file.flush()
            time.sleep(0.001)  # such as it takes to compute the next one


def save_right():
    with open("state.new", "w") as file:
        for line in LINES:
            file.write(line)
            file.flush()
            time.sleep(0.001)
    os.replace("state.new", "state")


def main(right):
    save_right()
    saver = Process(target=save_right if right else save_buggy)
    saver.start()
    with open("state") as file:
        seen = file.readlines()
    saver.join()
    return seen
