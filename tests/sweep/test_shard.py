"""A shard as a file: any change of it is noticed."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.sweep.shard import encode, is_whole_shard, mark_of

SHARD, CHUNK = (4, 3), (1, 3)
PLACE = "members/c.1.0.0"
SOME = np.where(np.arange(48).reshape(4, 3, 4) < 24, np.nan, np.linspace(0, 1, 48).reshape(4, 3, 4))


def shard(values, mark):
    return encode(values, CHUNK, SHARD, math.nan, mark)


@given(st.data())
def test_no_change_of_a_shard_goes_unnoticed(data):
    mark = mark_of("a sweep", PLACE)
    content = shard(SOME, mark)
    assert is_whole_shard(content, 4, mark)
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 9)))
    changed = content[:start] + data.draw(st.binary(max_size=9)) + content[end:]
    assert is_whole_shard(changed, 4, mark) == (changed == content)


@pytest.mark.parametrize("content", [b"", bytes(68), bytes(72), bytes(1000), b"\xff" * 72])
def test_what_is_no_shard_is_noticed(content):
    assert not is_whole_shard(content, 4, 0)


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_shard_belongs_to_one_place_of_one_sweep(identity, place):
    content = shard(SOME, mark_of(identity, place))
    assert is_whole_shard(content, 4, mark_of(identity, place))
    assert not is_whole_shard(content, 4, mark_of(identity + " ", place))
    assert not is_whole_shard(content, 4, mark_of(identity, f"{place}.0"))
