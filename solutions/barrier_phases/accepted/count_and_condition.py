"""A count under a Condition: whoever comes last starts it anew, and wakes all who sleep."""

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


class Meeting:
    def __init__(self, parties):
        self.parties = parties
        self.changed = multiprocessing.Condition()
        self.here = multiprocessing.Value("i", 0)
        self.broken = multiprocessing.Value("b", False)

    def wait(self):
        with self.changed:
            self.here.value += 1
            if self.here.value == self.parties:
                self.here.value = 0
                self.changed.notify_all()
            elif not self.broken.value:
                self.changed.wait()
            return not self.broken.value

    def abort(self):
        with self.changed:
            self.broken.value = True
            self.changed.notify_all()


def take_part(party, phases, meeting, results):
    done = []
    for phase in range(phases):
        try:
            done.append(work(party, phase))
        except Exception as error:
            print(error, file=sys.stderr)
            meeting.abort()
            break
        if not meeting.wait():
            break
    results.put((party, done))


def main(parties, phases):
    meeting = Meeting(len(parties))
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=take_part, args=(party, phases, meeting, results)) for party in parties]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in parties)
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
