"""join is a barrier, too, but each phase has processes of its own."""

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


def take_part(party, phase, results):
    try:
        results.put((party, work(party, phase)))
    except Exception as error:
        print(error, file=sys.stderr)
        results.put((party, None))


def main(parties, phases):
    results = multiprocessing.Queue()
    found = {party: [] for party in parties}
    for phase in range(phases):
        processes = [multiprocessing.Process(target=take_part, args=(party, phase, results)) for party in parties]
        for process in processes:
            process.start()
        for _ in parties:
            party, text = results.get()
            if text is not None:
                found[party].append(text)
        for process in processes:
            process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
