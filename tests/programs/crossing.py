"""Two processes that take two locks in opposite order, and one message between processes."""

import multiprocessing


def reverse(first, second, inbox):
    """Take the second lock, then the first."""
    inbox.recv()
    with second, first:
        pass


def main():
    """Deadlocks when both hold one lock each."""
    first, second = multiprocessing.Lock(), multiprocessing.Lock()
    inbox, outbox = multiprocessing.Pipe(duplex=False)
    other = multiprocessing.Process(target=reverse, args=(first, second, inbox), name="<b>other</b>")
    other.start()
    outbox.send("go")
    with first, second:
        print("both\x1b[2J")
    other.join()
