"""The pool of threads: every result once, few items ahead, and a prompt end after an error or an interruption."""

import threading
import time

import pytest

from sim.threads import in_threads, processors


def test_every_item_gives_one_result():
    assert sorted(in_threads(lambda n: n * n, iter(range(100)), threads=3)) == [n * n for n in range(100)]


def test_few_items_are_taken_ahead_of_the_results():
    taken = []

    def items():
        for n in range(50):
            taken.append(n)
            yield n

    for count, _ in enumerate(in_threads(lambda n: n, items(), threads=2)):
        assert len(taken) <= count + 5  # two for each thread, and the one in hand


def test_results_that_are_ready_come_before_the_error():
    ready = threading.Event()

    def work(n):
        if n == 3:
            ready.wait()
            time.sleep(0.05)
            raise OSError("full")
        if n == 2:
            ready.set()
        return n

    results = []
    with pytest.raises(OSError, match="full"):
        results.extend(results.append(n) or n for n in in_threads(work, range(4), threads=2))
    assert set(results) == {0, 1, 2}


@pytest.mark.parametrize("threads", [1, 2])
def test_an_interruption_stops_the_threads_first_and_then_waits_for_them(threads):
    stopped, started = threading.Event(), threading.Event()
    ended = []

    def work(n):
        started.set()
        ended.append(stopped.wait(30))

    def items():
        yield 0
        started.wait(30)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(in_threads(work, items(), threads, stopped.set))
    assert ended == [True]


def test_closing_the_generator_ends_its_threads():
    before = threading.active_count()
    results = in_threads(lambda n: n, range(1000), threads=4)
    next(results)
    results.close()
    assert threading.active_count() == before


def test_threads_are_started_with_a_stack_for_the_compiler_and_others_are_not():
    before = threading.stack_size()

    def depth(n):
        return 0 if n == 0 else 1 + depth(n - 1)

    assert list(in_threads(depth, [500], threads=1)) == [500]
    assert threading.stack_size() == before


def test_the_number_of_processors_is_positive():
    assert processors() >= 1
