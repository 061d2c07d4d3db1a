"""Gives processes and threads names that can't be encoded."""

# attacks: tally

import multiprocessing
import threading


def main(numbers):
    thread = threading.Thread(target=multiprocessing.Event().wait, args=(1,), name="\udcff\0")
    thread.start()
    process = multiprocessing.Process(target=print, name="\udcff\0\ud800")
    process.start()
    process.join()
    return sum(map(abs, numbers))
