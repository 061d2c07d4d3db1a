"""Two processes take two locks in opposite orders."""

import multiprocessing


def transfer(first, second):
    with first:  # noqa: SIM117 - the two lines are told apart
        with second:
            pass


def main(same_order):
    left, right = multiprocessing.Lock(), multiprocessing.Lock()
    orders = [(left, right), (left, right) if same_order else (right, left)]
    workers = [multiprocessing.Process(target=transfer, args=order) for order in orders]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return "done"
