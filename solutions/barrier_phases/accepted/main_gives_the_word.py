"""main hears from each party, and gives the word for the next phase."""

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


def take_part(party, phases, door):
    done = []
    for phase in range(phases):
        try:
            done.append(work(party, phase))
        except Exception as error:
            print(error, file=sys.stderr)
            door.send(("failed", done))
            return
        door.send(("done", done))
        if door.recv() == "stop":
            return


def main(parties, phases):
    doors, processes = [], []
    found = {party: [] for party in parties}
    for party in parties:
        ours, theirs = multiprocessing.Pipe()
        processes.append(multiprocessing.Process(target=take_part, args=(party, phases, theirs)))
        processes[-1].start()
        doors.append(ours)
    for phase in range(phases):
        answers = [door.recv() for door in doors]
        for party, (_, done) in zip(parties, answers):
            found[party] = done
        well = all(word == "done" for word, _ in answers)
        for door, (word, _) in zip(doors, answers):
            if word == "done":
                door.send("go on" if well else "stop")
        if not well:
            break
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
