"""An Event and a counter for each phase: none is used twice."""

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


class Gate:
    def __init__(self, parties):
        self.missing = multiprocessing.Value("i", parties)
        self.open = multiprocessing.Event()
        self.broken = multiprocessing.Event()

    def pass_through(self):
        with self.missing.get_lock():
            self.missing.value -= 1
            if self.missing.value == 0:
                self.open.set()
        self.open.wait()
        return not self.broken.is_set()

    def give_up(self):
        self.broken.set()
        self.open.set()


def take_part(party, gates, results):
    done = []
    for phase, gate in enumerate(gates):
        try:
            done.append(work(party, phase))
        except ValueError as error:
            print(error, file=sys.stderr)
            gate.give_up()
            break
        if not gate.pass_through():
            break
    results.put((party, done))


def main(parties, phases):
    gates = [Gate(len(parties)) for _ in range(phases)]
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=take_part, args=(party, gates, results)) for party in parties]
    for process in processes:
        process.start()
    found = dict([results.get() for _ in parties])
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
