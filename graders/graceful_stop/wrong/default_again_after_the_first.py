"""After the first signal the second is as deadly as ever."""

# fails: second_signal = failed

import multiprocessing
import os
import signal
import time


# given: leave as it is
def handle(job):
    """Do one job: slow."""
    time.sleep(0.1)
    return job * 2


# given: leave as it is
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


def work(inbox, outbox):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while (job := inbox.get()) is not None:
        outbox.put(handle(job))


def serve(inbox, outbox, workers, ready):
    told = []
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM])
    crew = [multiprocessing.Process(target=work, args=(inbox, outbox)) for _ in range(workers)]
    for p in crew:
        p.start()
    signal.signal(signal.SIGTERM, lambda *args: told.append(1))
    signal.signal(signal.SIGINT, lambda *args: told.append(1))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT, signal.SIGTERM])
    ready.send([p.pid for p in crew])
    while not told:
        time.sleep(0.1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for _ in crew:
        inbox.put(None)
    for p in crew:
        p.join()


if __name__ == "__main__":
    print(try_out([1, 2], 2, ["SIGTERM"]))
