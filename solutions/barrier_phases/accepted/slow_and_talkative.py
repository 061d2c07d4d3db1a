"""Takes its time, tells what it does, and waits at the barrier twice."""

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


def say(*words):
    print(multiprocessing.current_process().name, *words, file=sys.stderr)


def take_part(party, phases, barrier, results):
    done = []
    phase = 0
    while phase < phases:
        say("begins", phase)
        time.sleep(0.2)
        try:
            done.append(work(party, phase))
        except ValueError as error:
            say("fails:", error)
            barrier.abort()
            break
        say("has ended", phase)
        try:
            if barrier.wait() == 0:
                say("all have ended", phase)
            barrier.wait()
        except threading.BrokenBarrierError:
            say("stops, as somebody else has failed")
            break
        phase += 1
    time.sleep(0.1)
    results.put((party, done))


def main(parties, phases):
    context = multiprocessing.get_context()
    barrier = context.Barrier(parties=len(parties))
    results = context.Queue()
    processes = []
    for party in parties:
        processes.append(context.Process(target=take_part, args=(party, phases, barrier, results), name=party))
        processes[-1].start()
        time.sleep(0.1)
    found = {}
    while len(found) < len(parties):
        party, done = results.get()
        say("heard of", party)
        found[party] = done
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
