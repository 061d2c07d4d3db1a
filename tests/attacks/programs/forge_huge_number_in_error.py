"""Gives a huge number to everything that will be shown."""

# attacks: greeting


# given: leave as it is
def greet(name):
    return f"hello {name}"


def main(name):
    greet([{"a": -(10**6000)}, 10**9000])
    return {10**5000: {10**7000}}
