"""Returns an object that shows itself as a text with methods of its own."""

# attacks: tally


class Text(str):
    def encode(self, *args):
        return self

    def decode(self, *args):
        return self

    def __len__(self):
        return 0


class Bad:
    def __repr__(self):
        return Text("0" * 10_000_000)


def main(numbers):
    return [Bad(), 0]
