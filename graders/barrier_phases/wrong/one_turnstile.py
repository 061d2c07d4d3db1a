"""A semaphore for all rounds: a fast party takes the place of a slow one."""

# fails: phases_in_step = deadlocked
# fails: every_part = deadlocked
# fails: failing_party = deadlocked
# fails: ends = deadlocked

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


class Rounds:
    def __init__(self, parties):
        self.parties = parties
        self.count = multiprocessing.Value("i", 0)
        self.places = multiprocessing.Semaphore(0)

    def wait(self):
        with self.count.get_lock():
            self.count.value += 1
            if self.count.value == self.parties:
                self.count.value = 0
                for _ in range(self.parties):
                    self.places.release()
        self.places.acquire()


def take_part(party, phases, barrier, results):
    done = []
    try:
        for phase in range(phases):
            done.append(work(party, phase))
            barrier.wait()
    except threading.BrokenBarrierError:
        print(f"{party}: another party has failed", file=sys.stderr)
    except Exception as error:
        print(error, file=sys.stderr)
    results.put((party, done))


def main(parties, phases):
    barrier = Rounds(len(parties))
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=take_part, args=(party, phases, barrier, results)) for party in parties]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in parties)
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
