"""students: two processes send long messages over one connection, and tear them apart."""

from contextlib import nullcontext
from multiprocessing import Lock, Pipe, Process


def send(writer, lock, size):
    with lock or nullcontext():
        writer.send_bytes(bytes(size))


def main(right):
    reader, writer = Pipe(duplex=False)
    lock = Lock() if right else None
    senders = [Process(target=send, args=(writer, lock, size)) for size in (20_000, 30_000)]
    for sender in senders:
        sender.start()
    messages = [reader.recv_bytes() for _ in senders]
    for sender in senders:
        sender.join()
    return sorted((len(message), any(message)) for message in messages)
