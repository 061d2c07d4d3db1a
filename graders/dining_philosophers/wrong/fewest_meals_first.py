"""The waiter serves first whoever has eaten least: two who come late pass the one between them again and again."""

# fails: nobody_starves = failed

import multiprocessing
import time


# given: leave as it is
def think(who, seconds):
    """A philosopher thinks before a dish."""
    time.sleep(seconds)


# given: leave as it is
def eat(who, dish):
    """A philosopher eats a dish with both forks: slow, and one chokes on bony fish."""
    time.sleep(0.1)
    if dish == "bony fish":
        raise RuntimeError(f"{who} has choked on a bone")


def waiter(asked, answers):
    """Hand out both forks; nobody gets past a hungry neighbour who has eaten less."""
    hungry, busy, here = set(), set(), len(answers)
    meals = [0] * len(answers)
    while here:
        what, who = asked.get()
        if what == "hungry":
            hungry.add(who)
        elif what == "done":
            busy -= {who, (who + 1) % len(answers)}
        else:
            here -= 1
        kept = set(busy)
        for one in sorted(hungry, key=lambda one: meals[one]):
            forks = {one, (one + 1) % len(answers)}
            if not forks & kept:
                hungry.remove(one)
                busy |= forks
                meals[one] += 1
                answers[one].send(True)
            kept |= forks


def philosopher(who, asked, answer, dinner, eaten):
    try:
        for seconds, dish in dinner:
            think(who, seconds)
            asked.put(("hungry", who))
            answer.recv()
            try:
                eat(who, dish)
                eaten.put((who, dish))
            finally:
                asked.put(("done", who))
    finally:
        asked.put(("leaves", who))


def main(dinners):
    mp = multiprocessing.get_context()
    asked, eaten = mp.SimpleQueue(), mp.SimpleQueue()
    pipes = [mp.Pipe(duplex=False) for _ in dinners]
    processes = [mp.Process(target=waiter, args=(asked, [writer for _, writer in pipes]))]
    for who, dinner in enumerate(dinners):
        processes.append(mp.Process(target=philosopher, args=(who, asked, pipes[who][0], dinner, eaten)))
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    dishes = [[] for _ in dinners]
    while not eaten.empty():
        who, dish = eaten.get()
        dishes[who] += [dish]
    return dishes
