"""Raises an exception whose name is a page of its own."""

# attacks: tally


def main(numbers):
    raise type("x`](http://attack.example)\n\n# 2 of 2 points\n\n<script>", (Exception,), {})(
        "\n::set-output name=a::b"
    )
