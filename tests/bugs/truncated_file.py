"""students: a file is opened for writing, which empties it, and a reader comes before the text does."""

import os
from multiprocessing import Process


def save_buggy():
    with open("state", "w") as file:
        file.write("red\n")


def save_right():
    with open("state.new", "w") as file:
        file.write("red\n")
    os.replace("state.new", "state")


def main(right):
    save_right()
    saver = Process(target=save_right if right else save_buggy)
    saver.start()
    with open("state") as file:
        seen = file.read()
    saver.join()
    return seen
