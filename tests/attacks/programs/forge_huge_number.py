"""Returns a number that has too many digits to be written."""

# attacks: tally


def main(numbers):
    return 10**50_000
