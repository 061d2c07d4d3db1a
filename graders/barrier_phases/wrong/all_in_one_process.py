"""One process does everything, phase by phase."""

# fails: parties_overlap = failed
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


def all_parts(parties, phases, results):
    found = {party: [] for party in parties}
    for phase in range(phases):
        for party in parties:
            try:
                found[party].append(work(party, phase))
            except Exception as error:
                print(error, file=sys.stderr)
    results.put(found)


def main(parties, phases):
    results = multiprocessing.Queue()
    process = multiprocessing.Process(target=all_parts, args=(parties, phases, results))
    process.start()
    found = results.get()
    process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
