"""A barrier by hand: a counter, and the number of the round, under a Condition."""

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


class Broken(Exception):
    pass


class Rounds:
    def __init__(self, parties):
        self.parties = parties
        self.changed = multiprocessing.Condition()
        self.state = multiprocessing.Array("i", 3, lock=False)  # arrived, round, broken

    def wait(self):
        with self.changed:
            mine = self.state[1]
            self.state[0] += 1
            if self.state[0] == self.parties:
                self.state[0] = 0
                self.state[1] += 1
                self.changed.notify_all()
            while self.state[1] == mine and not self.state[2]:
                self.changed.wait()
            if self.state[1] == mine:
                raise Broken

    def abort(self):
        with self.changed:
            self.state[2] = 1
            self.changed.notify_all()


def take_part(party, phases, barrier, results):
    done = []
    try:
        for phase in range(phases):
            done.append(work(party, phase))
            barrier.wait()
    except Broken:
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
