"""deadlock01 (SCTBench): two processes take the same two locks in opposite orders."""

from multiprocessing import Lock, Process


def move(source, target):
    with source:  # noqa: SIM117 - the two lines are told apart
        with target:
            pass


def main(right):
    left, right_one = Lock(), Lock()
    orders = [(left, right_one), (left, right_one) if right else (right_one, left)]
    movers = [Process(target=move, args=order) for order in orders]
    for mover in movers:
        mover.start()
    for mover in movers:
        mover.join()
