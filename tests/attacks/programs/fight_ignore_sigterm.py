"""Starts children that ignore every signal, and waits for them."""

# attacks: tally

import multiprocessing
import signal


def child():
    for number in range(1, 32):
        try:
            signal.signal(number, signal.SIG_IGN)
        except OSError:
            pass
    signal.pause()


def main(numbers):
    processes = [multiprocessing.Process(target=child) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.terminate()
        process.join()
    return sum(map(abs, numbers))
