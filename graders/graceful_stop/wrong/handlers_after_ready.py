"""The service says that it is ready, and sets its handlers only then: a signal that comes in between kills it."""

# fails: sigterm_loses_nothing = failed
# fails: ctrl_c_loses_nothing = deadlocked
# fails: ends = failed
# fails: idle_service_ends = failed
# fails: second_signal = failed

import multiprocessing
import os
import signal
import threading
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


def work(inbox, outbox, prepared):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepared.put(True)
    for job in iter(inbox.get, None):
        outbox.put(handle(job))


def serve(inbox, outbox, workers, ready):
    stop = threading.Event()
    prepared = multiprocessing.SimpleQueue()
    crew = [multiprocessing.Process(target=work, args=(inbox, outbox, prepared)) for _ in range(workers)]
    for worker in crew:
        worker.start()
    for _ in crew:
        prepared.get()
    ready.send([worker.pid for worker in crew])
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: stop.set())
    stop.wait()
    for _ in crew:
        inbox.put(None)
    for worker in crew:
        worker.join()
