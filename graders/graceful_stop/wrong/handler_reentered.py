"""A second signal comes while the handler is in inbox.put: it waits for the write lock that it holds itself."""

# fails: second_signal = deadlocked

import multiprocessing
import os
import signal
import time


# given: leave as it is
def handle(job):
    """Do one job: slow."""
    time.sleep(0.1)
    return job * 2


# given: leave as it is, the checks call it
def try_out(jobs, workers, signals):
    """Start a service, give it jobs, tell it to stop; return what it has done, its exit code, and how many are left."""
    inbox, outbox = multiprocessing.SimpleQueue(), multiprocessing.SimpleQueue()
    ready, news = multiprocessing.Pipe(duplex=False)
    service = multiprocessing.Process(target=serve, args=(inbox, outbox, workers, news), name="service")
    service.start()
    crew = ready.recv()
    for job in jobs:
        inbox.put(job)
    for name in signals:
        # `kill` sends SIGTERM to one process, Ctrl-C sends SIGINT to all that run in the terminal
        for pid in [*filter(in_this_terminal, crew), service.pid] if name == "SIGINT" else [service.pid]:
            send(pid, getattr(signal, name))
        time.sleep(0.05)
    service.join()
    left = sum(send(pid, signal.SIGKILL) for pid in crew)
    done = []
    while not outbox.empty():
        done.append(outbox.get())
    return done, service.exitcode, left


# given: leave as it is
def in_this_terminal(pid):
    """Whether a process is of the group that Ctrl-C reaches."""
    try:
        return os.getpgid(pid) == os.getpgrp()
    except ProcessLookupError:
        return False


# given: leave as it is
def send(pid, number):
    """Send a signal; return whether there was anybody to get it."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True


def work(inbox, outbox, barrier):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    barrier.wait()
    for job in iter(inbox.get, None):
        outbox.put(handle(job))


def serve(inbox, outbox, workers, ready):
    barrier = multiprocessing.Barrier(workers + 1)
    crew = [multiprocessing.Process(target=work, args=(inbox, outbox, barrier)) for _ in range(workers)]
    for worker in crew:
        worker.start()
    barrier.wait()

    def stop(number, frame):
        for _ in crew:
            inbox.put(None)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    ready.send([worker.pid for worker in crew])
    for worker in crew:
        worker.join()


if __name__ == "__main__":
    for name in ("SIGTERM", "SIGINT"):
        print(name, *try_out([1, 2, 3, 4, 5], 2, [name]))
