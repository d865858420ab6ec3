"""Randomness: every draw is a pure function of (run; organization, stream, month, purpose, index).

The generator is Philox4x32-10, a counter-based one [1]_: no state, so a draw does not depend on earlier draws, on the
scenario, on threads or on the order of computation. Two scenarios under one seed meet common random numbers. The draws
of a resource are named by its stream, a hash of its key: they do not depend on the other resources or on their order.

References
----------
.. [1] Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC '11,
   doi:10.1145/2063384.2063405.
.. [2] Wichura (1988), Algorithm AS 241, Applied Statistics 37(3), doi:10.2307/2347330.
.. [3] Steele, Lea & Flood (2014), Fast splittable pseudorandom number generators, doi:10.1145/2660193.2660195.
"""

from __future__ import annotations

import math
from enum import IntEnum
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled, rare
from sim.laws.elementary import finite_log

_MASK = np.uint64(0xFFFFFFFF)
_LOW = np.uint64(0xFFFF)
_HALF = np.uint64(32)
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_0 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_1 = np.uint64(0x94D049BB133111EB)
_TO_UNIT = 2.0**-53
Stream = int | np.uint64
"""What a draw belongs to: a resource, by the hash of its key, or a part of the model, by a small number."""
EVERYBODY = -1
"""The organization of a draw that all organizations share (a common shock)."""


class Purpose(IntEnum):
    """What a draw is for: a new mechanism takes a new purpose and shifts nobody's draws."""

    POPULATION = 1
    NEED_HETEROGENEITY = 2
    CONCERNED = 3
    NETWORK = 4
    MONTH = 5
    COMMON_NEED = 6
    TASTE = 7
    OVERRUN = 8
    ORDER = 9
    SEARCH = 11
    TIE = 12
    CRISIS = 13
    INNOVATION = 14
    IMITATION = 15
    UNCERTAINTY = 16
    REACH = 17
    COALITION = 20
    OWN_RULE = 21
    AWARENESS = 30
    MIGRATION = 31
    INSPECTION = 33
    PROPOSAL = 40


@compiled
def mixed(value: np.uint64) -> np.uint64:
    """Scramble 64 bits (the SplitMix64 finaliser [3]_)."""
    value = (value ^ (value >> np.uint64(30))) * _MIX_0
    value = (value ^ (value >> np.uint64(27))) * _MIX_1
    return value ^ (value >> np.uint64(31))


@compiled
def _run_key(seed: int, replication: int) -> np.uint64:
    """Hash a seed and a replication into 64 bits."""
    return mixed(mixed(np.uint64(seed) + _GOLDEN) ^ mixed(np.uint64(replication) * _GOLDEN + np.uint64(1)))


def run_key(seed: int, replication: int) -> np.uint64:
    """Return the key of one run: a hash, since nearby Philox keys would share draws.

    Parameters
    ----------
    seed, replication : int
        Root seed and number of the run under it.

    Returns
    -------
    uint64
        The key that every draw of the run takes.
    """
    return np.uint64(_run_key(seed, replication))


@compiled
def philox(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, key: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Encrypt a counter of four 32-bit words: Philox4x32-10 [1]_ (words travel in uint64)."""
    k0 = key & _MASK
    k1 = key >> _HALF
    for _ in range(10):
        product_0 = _MULTIPLIER_0 * c0
        product_1 = _MULTIPLIER_1 * c2
        c0 = (product_1 >> _HALF) ^ c1 ^ k0
        c1 = product_1 & _MASK
        c2 = (product_0 >> _HALF) ^ c3 ^ k1
        c3 = product_0 & _MASK
        k0 = (k0 + _WEYL_0) & _MASK
        k1 = (k1 + _WEYL_1) & _MASK
    return c0, c1, c2, c3


def stream_of(name: str) -> np.uint64:
    """Return the stream of a name: 64 bits, the same on every platform and in every version of Python.

    Parameters
    ----------
    name : str
        The key of a resource, or the path of a parameter.

    Returns
    -------
    uint64
        A hash (BLAKE2b); streams of parts of the model that have no name are small numbers.

    Examples
    --------
    >>> hex(stream_of("hr"))
    '0xc18e320262ac47c6'
    """
    return np.uint64(int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little"))


@compiled
def stream_key(key: np.uint64, stream: Stream) -> np.uint64:
    """Return the key of a stream's draws in a run: it takes the bits of the stream that the counter has no room for."""
    return np.uint64(key) ^ (np.uint64(stream) & ~_LOW)


@compiled
def draw_name(stream: Stream, month: int, purpose: int) -> tuple[np.uint64, np.uint64]:
    """Return the two words of a counter that say which stream, purpose and month a draw is for."""
    where = (np.uint64(stream) & _LOW) | (np.uint64(purpose) << np.uint64(16))
    return where, np.uint64(month) & _MASK


@compiled
def words(
    key: np.uint64, organization: int, stream: Stream, month: int, purpose: int, index: int
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Return the four 32-bit words of one named draw."""
    where, when = draw_name(stream, month, purpose)
    return philox(np.uint64(organization) & _MASK, where, when, np.uint64(index) & _MASK, stream_key(key, stream))


@compiled
def unit(high: np.uint64, low: np.uint64) -> float:
    """Return a number in (0, 1) from two 32-bit words: 53 bits, centred so that neither end is reached."""
    bits = ((high << _HALF) | low) >> np.uint64(11)
    return min((np.float64(bits) + 0.5) * _TO_UNIT, 1.0 - 2.0**-53)


@rare
def uniform(key: np.uint64, organization: int, stream: Stream, month: int, purpose: int, index: int) -> float:
    """Return the uniform draw in (0, 1) of that name."""
    w0, w1, _, _ = words(key, organization, stream, month, purpose, index)
    return unit(w0, w1)


@rare
def draw_uniforms(key: np.uint64, stream: Stream, purpose: int, out: NDArray[np.float64]) -> None:
    """Write the uniform draws of that name in month 0, of the organizations 0 to n - 1; in vector instructions."""
    for i in range(out.size):
        w0, w1, _, _ = words(key, i, stream, 0, purpose, 0)
        out[i] = unit(w0, w1)


@rare
def normal(key: np.uint64, organization: int, stream: Stream, month: int, purpose: int, index: int) -> float:
    """Return the standard normal draw of that name, by inverse distribution function."""
    return normal_quantile(uniform(key, organization, stream, month, purpose, index))


@compiled
def order_seed(key: np.uint64, organization: int, stream: Stream, month: int, purpose: int) -> np.uint64:
    """Return the seed of one random order, named like a draw: see :func:`order_key`."""
    a = mixed(np.uint64(key) ^ (np.uint64(organization) * _GOLDEN + np.uint64(purpose)))
    turned = (np.uint64(stream) << _HALF) | (np.uint64(stream) >> _HALF)
    return mixed(a ^ (turned ^ np.uint64(month)) * _MIX_1)


@compiled
def order_key(seed: np.uint64, item: int) -> np.uint64:
    """Return 64 bits to sort an item by: a random order that does not care who stands in which row."""
    return mixed(np.uint64(seed) ^ (np.uint64(item) + np.uint64(1)) * _GOLDEN)


@compiled
def order_index(seed: np.uint64, item: int, size: int) -> int:
    """Return a number from 0 to size - 1, as likely as any other: the step of a shuffle (size below 2^32).

    The upper half of :func:`order_key` times size, without a division (Lemire 2019, doi:10.1145/3230636).
    """
    return int(np.int64(((order_key(seed, item) >> _HALF) * np.uint64(size)) >> _HALF))


@compiled
def chance(key: np.uint64, index: int) -> float:
    """Return the uniform draw in (0, 1) of that number under a key: for own rules, whose key is ``own.key``.

    Examples
    --------
    >>> import numpy as np
    >>> chance(np.uint64(2026), 0) == chance(np.uint64(2026), 0) != chance(np.uint64(2026), 1)
    True
    """
    word = order_key(key, index)
    return unit(word >> _HALF, word & _MASK)


CENTRAL = 0.425
"""How far from a half the middle of the normal distribution reaches: most draws, and no logarithm."""


@compiled
def central_quantile(q: float) -> float:
    """Return the standard normal quantile of q + 1/2 in the middle, |q| <= 0.425 (AS 241 [2]_)."""
    r = 0.180625 - q * q
    top = 2509.0809287301226727 * r + 33430.575583588128105
    top = ((top * r + 67265.770927008700853) * r + 45921.953931549871457) * r + 13731.693765509461125
    top = ((top * r + 1971.5909503065514427) * r + 133.14166789178437745) * r + 3.387132872796366608
    bottom = 5226.495278852854561 * r + 28729.085735721942674
    bottom = ((bottom * r + 39307.89580009271061) * r + 21213.794301586595867) * r + 5394.1960214247511077
    bottom = ((bottom * r + 687.1870074920579083) * r + 42.313330701600911252) * r + 1.0
    return q * top / bottom


FARTHEST = 5.0
"""Where the far tail begins, for :func:`far_quantile`: one draw in 36 thousand millions lies there."""


@compiled
def near_quantile(r: float) -> float:
    """Return the standard normal quantile of 1 - exp(-r^2) in the near part of the upper tail, r <= 5 (AS 241 [2]_)."""
    r -= 1.6
    top = 7.7454501427834140764e-4 * r + 0.0227238449892691845833
    top = ((top * r + 0.24178072517745061177) * r + 1.27045825245236838258) * r + 3.64784832476320460504
    top = ((top * r + 5.7694972214606914055) * r + 4.6303378461565452959) * r + 1.42343711074968357734
    bottom = 1.05075007164441684324e-9 * r + 5.475938084995344946e-4
    bottom = ((bottom * r + 0.0151986665636164571966) * r + 0.14810397642748007459) * r + 0.68976733498510000455
    bottom = ((bottom * r + 1.6763848301838038494) * r + 2.05319162663775882187) * r + 1.0
    return top / bottom


@compiled
def far_quantile(r: float) -> float:
    """Return the standard normal quantile of 1 - exp(-r^2) in the upper tail, above 0.925 (AS 241 [2]_)."""
    if r <= FARTHEST:
        return near_quantile(r)
    r -= 5.0
    top = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5
    top = ((top * r + 0.0012426609473880784386) * r + 0.026532189526576123093) * r + 0.29656057182850489123
    top = ((top * r + 1.7848265399172913358) * r + 5.4637849111641143699) * r + 6.6579046435011037772
    bottom = 2.04426310338993978564e-15 * r + 1.4215117583164458887e-7
    bottom = ((bottom * r + 1.8463183175100546818e-5) * r + 7.868691311456132591e-4) * r + 0.0148753612908506148525
    bottom = ((bottom * r + 0.13692988092273580531) * r + 0.59983220655588793769) * r + 1.0
    return top / bottom


@compiled
def depth_of(p: float) -> float:
    """Return how deep p lies in a tail, for :func:`far_quantile`: r, where the nearer end is exp(-r^2) away."""
    return math.sqrt(-finite_log(min(p, 1.0 - p)))


@compiled
def tail_quantile(p: float) -> float:
    """Return the standard normal quantile of p in the tails, |p - 1/2| > 0.425."""
    return math.copysign(far_quantile(depth_of(p)), p - 0.5)


@compiled
def normal_quantile(p: float) -> float:
    """Return the standard normal quantile of p in (0, 1), to about 1e-16 (AS 241 [2]_)."""
    q = p - 0.5
    return central_quantile(q) if abs(q) <= CENTRAL else tail_quantile(p)


@compiled
def _fill(
    key: np.uint64,
    identities: NDArray[np.int64],
    stream: Stream,
    month: int,
    purpose: int,
    index: int,
    out: NDArray[np.float64],
) -> None:
    """Write one uniform per identity: identities (n,), out (n,)."""
    for k in range(identities.size):
        out[k] = uniform(key, identities[k], stream, month, purpose, index)


def uniforms(
    key: np.uint64, identities: NDArray[np.int64], stream: Stream, month: int, purpose: int, index: int = 0
) -> NDArray[np.float64]:
    """Return one uniform draw for each organization.

    Parameters
    ----------
    key : uint64
        Key of the run, from :func:`run_key`.
    identities : (n,) int64
        Organizations, by identity.
    stream, month, purpose, index : int
        The rest of the name of the draw.

    Returns
    -------
    (n,) float64
        Draws in (0, 1).

    Examples
    --------
    >>> import numpy as np
    >>> key = run_key(2026, 0)
    >>> a = uniforms(key, np.array([0, 1, 2]), 0, 0, Purpose.POPULATION)
    >>> b = uniforms(key, np.array([2, 0]), 0, 0, Purpose.POPULATION)
    >>> bool(a[2] == b[0] and a[0] == b[1])  # a draw belongs to its organization, not to its place
    True
    """
    out = np.empty(identities.size)
    _fill(key, identities, np.uint64(stream), month, int(purpose), index, out)
    return out
