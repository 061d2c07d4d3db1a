"""The classic of two turnstiles, made of semaphores."""

import multiprocessing
import sys
import threading
import time


# given: leave as it is
def work(party, phase):
    """What one party does in one phase: slow, the longer its name the slower.

    Raises ValueError in phase N for a party called "broken-N"."""
    time.sleep(0.1 * len(party))
    if party == f"broken-{phase}":
        raise ValueError(f"{party} fails in phase {phase}")
    return f"{party} did phase {phase}"


class Turnstiles:
    def __init__(self, parties):
        self.parties = parties
        self.lock = multiprocessing.Lock()
        self.count = multiprocessing.Value("i", 0)
        self.broken = multiprocessing.Value("i", 0)
        self.first = multiprocessing.Semaphore(0)
        self.second = multiprocessing.Semaphore(0)

    def let(self, semaphore):
        for _ in range(self.parties):
            semaphore.release()

    def wait(self):
        with self.lock:
            self.count.value += 1
            if self.count.value == self.parties:
                self.let(self.first)
        self.first.acquire()
        with self.lock:
            self.count.value -= 1
            if self.count.value == 0:
                self.let(self.second)
        self.second.acquire()
        return not self.broken.value

    def abort(self):
        with self.lock:
            self.broken.value = 1
            self.let(self.first)
            self.let(self.second)


def take_part(party, phases, turnstiles, results):
    done = []
    for phase in range(phases):
        try:
            done.append(work(party, phase))
        except Exception as error:
            print(error, file=sys.stderr)
            turnstiles.abort()
            break
        if not turnstiles.wait():
            break
    results.put((party, done))


def main(parties, phases):
    turnstiles = Turnstiles(len(parties))
    results = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=take_part, args=(party, phases, turnstiles, results)) for party in parties
    ]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in parties)
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
