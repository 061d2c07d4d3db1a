import time
from concurrent.futures import ProcessPoolExecutor


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def main(items: list) -> list:
    with ProcessPoolExecutor(max_workers=1) as executor:
        return list(executor.map(handle, items))


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
