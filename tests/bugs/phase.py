"""phase01 (SCTBench): the second phase reads what others write in the first, and nothing separates them."""

from multiprocessing import Array, Barrier, Process


def work(barrier, parts, sums, place):
    parts[place] = place + 1
    if barrier is not None:
        barrier.wait()
    sums[place] = sum(parts)


def main(right):
    barrier, parts, sums = Barrier(2) if right else None, Array("i", 2), Array("i", 2)
    workers = [Process(target=work, args=(barrier, parts, sums, place)) for place in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return list(sums)
