"""main is the gatekeeper: it gives one permission after the other."""

import multiprocessing
import multiprocessing.connection
import sys
import time


# given: leave as it is
def prepare(page):
    """What has to be done before a download, without the server: slow."""
    time.sleep(0.2)


# given: leave as it is
def download(page):
    """Get a page from the server: slow, and very slow for "big...".

    Raises OSError for "missing..." and ValueError for "garbled..."."""
    time.sleep(5 if page.startswith("big") else 0.2)
    if page.startswith("missing"):
        raise OSError(f"{page}: no such page")
    if page.startswith("garbled"):
        raise ValueError(f"{page}: not a text")
    return f"text of {page}"


def fetch(page, door):
    prepare(page)
    door.send("may I?")
    door.recv()
    try:
        door.send(("got", download(page)))
    except Exception as error:
        door.send(("failed", str(error)))


def main(pages, limit):
    doors, processes, waiting, found = {}, [], [], {}
    for page in pages:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=fetch, args=(page, theirs))
        process.start()
        processes.append(process)
        doors[ours] = page
    inside = 0
    while doors:
        for door in multiprocessing.connection.wait(list(doors)):
            said = door.recv()
            if said == "may I?":
                waiting.append(door)
                continue
            inside -= 1
            page = doors.pop(door)
            if said[0] == "got":
                found[page] = said[1]
            else:
                print(said[1], file=sys.stderr)
        while waiting and inside < limit:
            waiting.pop(0).send("yes")
            inside += 1
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
