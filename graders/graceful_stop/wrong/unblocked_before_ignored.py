"""After the first signal the mask is taken off before others are ignored."""

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


def work(inbox, outbox, set_up):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    set_up.release()
    for job in iter(inbox.get, None):
        outbox.put(handle(job))


def serve(inbox, outbox, workers, ready):
    signals = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    set_up = multiprocessing.Semaphore(0)
    crew = [multiprocessing.Process(target=work, args=(inbox, outbox, set_up)) for _ in range(workers)]
    for worker in crew:
        worker.start()
    for _ in crew:
        set_up.acquire()
    ready.send([worker.pid for worker in crew])
    signal.sigwait(signals)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)
    for number in signals:
        signal.signal(number, signal.SIG_IGN)
    for _ in crew:
        inbox.put(None)
    for worker in crew:
        worker.join()


if __name__ == "__main__":
    for name in ("SIGTERM", "SIGINT"):
        done, code, left = try_out([1, 2, 3, 4, 5], 2, [name])
        print(f"{name}: {len(done)} of 5 jobs done, exit code {code}, {left} workers left behind")
