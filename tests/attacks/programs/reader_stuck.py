"""Gets stuck in functions, with names, that are full of escapes."""

# attacks: tally

import multiprocessing

EVIL = "\x1b[2J\u202e\x9b31m</code><script>"


def main(numbers):
    event = multiprocessing.Event()
    globals()[EVIL] = event
    process = multiprocessing.Process(target=event.wait, name=EVIL)
    process.start()
    process.join()
