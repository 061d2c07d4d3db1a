"""students: the reader keeps its own copy of the writing end open, so that the pipe never ends."""

from multiprocessing import Pipe, Process, Value


def read(reader, writer, total, closes):
    if closes:
        writer.close()
    try:
        while True:
            total.value += reader.recv()
    except EOFError:
        pass


def main(right):
    reader, writer = Pipe(duplex=False)
    total = Value("i", 0)
    child = Process(target=read, args=(reader, writer, total, right))
    child.start()
    reader.close()
    writer.send(5)
    writer.close()
    child.join()
    return total.value
