"""Returns a list nested a hundred thousand deep."""

# attacks: tally, slow


def main(numbers):
    value = []
    for _ in range(100_000):
        value = [value]
    return value
