"""An Event that nobody clears is open for all later rounds."""

# fails: phases_in_step = failed
# fails: failing_party = failed

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
        self.all_here = multiprocessing.Event()

    def wait(self):
        with self.count.get_lock():
            self.count.value += 1
            if self.count.value == self.parties:
                self.all_here.set()
        self.all_here.wait()

    def abort(self):
        self.all_here.set()


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
        barrier.abort()
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
