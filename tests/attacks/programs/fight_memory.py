"""Takes all the memory that it can get."""

# attacks: tally, slow

kept = []


def main(numbers):
    while True:
        kept.append(bytearray(b"x") * (64 << 20))
