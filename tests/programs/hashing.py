import multiprocessing


def work(results):
    results.put(hash("text"))


def main():
    results = multiprocessing.SimpleQueue()
    hashes = [hash("text")]
    for _ in range(2):
        process = multiprocessing.Process(target=work, args=(results,))
        process.start()
        hashes.append(results.get())
        process.join()
    return hashes
