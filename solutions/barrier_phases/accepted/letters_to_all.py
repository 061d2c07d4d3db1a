"""Each party tells each other one how far it is, by a queue for each pair."""

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


def take_part(number, party, phases, boxes, results):
    done = []
    others = [other for other in range(len(boxes)) if other != number]
    well = True
    for phase in range(phases):
        try:
            done.append(work(party, phase))
        except Exception as error:
            print(error, file=sys.stderr)
            well = False
        for other in others:
            boxes[number][other].put(well)
        if not well:
            break
        if not all([boxes[other][number].get() for other in others]):
            break
    results.put((party, done))


def main(parties, phases):
    boxes = [[multiprocessing.SimpleQueue() for _ in parties] for _ in parties]
    results = multiprocessing.Queue()
    processes = []
    for number, party in enumerate(parties):
        arguments = (number, party, phases, boxes, results)
        processes.append(multiprocessing.Process(target=take_part, args=arguments))
        processes[-1].start()
    found = {}
    for _ in parties:
        party, done = results.get()
        found[party] = done
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
