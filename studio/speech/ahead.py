"""Making the next value while the last one is in use: two cores for two different kinds of work."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def ahead(values: Iterator[T]) -> Iterator[T]:
    """Yield `values` in order, each made by a thread while the one before it is in use.

    An error comes where its value would have come.  Closing waits for the value that is being made.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead") as pool:
        coming = pool.submit(_taken, values)
        while value := coming.result():
            coming = pool.submit(_taken, values)
            yield value[0]


def _taken(values: Iterator[T]) -> tuple[T, ...]:
    """Return the next value in a tuple; an empty one at the end."""
    return tuple(islice(values, 1))
