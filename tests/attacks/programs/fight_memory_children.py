"""Has children take all the memory that they can get."""

# attacks: tally, slow

import multiprocessing


def child():
    kept = []
    while True:
        kept.append(bytearray(b"x") * (16 << 20))


def main(numbers):
    for _ in range(8):
        multiprocessing.Process(target=child).start()
    return sum(map(abs, numbers))
