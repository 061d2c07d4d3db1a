"""Returns a list of a million texts."""

# attacks: tally, slow


def main(numbers):
    return ["x" * 5] * 1_000_000
