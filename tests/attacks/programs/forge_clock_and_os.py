"""Has the operating system's functions say what suits it."""

# attacks: greeting

import os
import threading
import time


# given: leave as it is
def greet(name):
    return f"hello {name}"


def main(name):
    os.getpid = lambda: 4711
    os.getppid = lambda: 1
    threading.get_native_id = lambda: 4711
    time.time = time.monotonic = lambda: 0.0
    os.fork = lambda: 0
    wrong = threading.Thread(target=greet, args=(name,))
    wrong.start()
    wrong.join()
    return f"hello {name}"
