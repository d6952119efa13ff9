"""The next value is made while the last one is in use."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator

import pytest

from studio.speech.ahead import ahead


def test_values_come_in_order() -> None:
    assert list(ahead(iter(range(100)))) == list(range(100))


def test_the_next_value_is_made_before_it_is_asked_for() -> None:
    made = threading.Event()

    def values() -> Iterator[int]:
        yield 1
        made.set()
        yield 2

    taken = ahead(values())
    assert next(taken) == 1
    assert made.wait(timeout=30)
    assert list(taken) == [2]


def test_an_error_comes_where_its_value_would_have_come() -> None:
    def values() -> Iterator[int]:
        yield 1
        raise KeyError("two")

    taken = ahead(values())
    assert next(taken) == 1
    with pytest.raises(KeyError, match="two"):
        next(taken)


def test_closing_ends_the_thread_of_endless_values() -> None:
    before = threading.active_count()
    taken = ahead(itertools.count())
    assert next(taken) == 0
    taken.close()
    assert threading.active_count() == before
