"""lost signal (SCTBench): the event is cleared after the inbox was looked at, and with it what came in between."""

from multiprocessing import Event, Process, Value


def consume_buggy(news, arrived):
    handled = 0
    while handled < 2:
        news.wait()
        handled = arrived.value
        news.clear()


def consume_right(news, arrived):
    handled = 0
    while handled < 2:
        news.wait()
        news.clear()
        handled = arrived.value


def main(right):
    news, arrived = Event(), Value("i", 0)
    consumer = Process(target=consume_right if right else consume_buggy, args=(news, arrived))
    consumer.start()
    for _ in range(2):
        with arrived.get_lock():
            arrived.value += 1
        news.set()
    consumer.join()
