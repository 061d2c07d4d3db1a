"""students: imap_unordered gives results as they come, and they are taken for those of the inputs in order."""

from multiprocessing import Pool


def square(number):
    return number * number


def main(right):
    with Pool(2) as pool:
        results = pool.imap if right else pool.imap_unordered
        return dict(zip((1, 2, 3), results(square, (1, 2, 3)), strict=True))
