"""Raises a line of millions of characters."""

# attacks: tally


def main(numbers):
    print("x" * 5_000_000)
    raise RuntimeError("x" * 5_000_000)
