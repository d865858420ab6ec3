"""The share that has broken even: known estimates, and the plain share where everybody is watched as long."""

import numpy as np
import pytest

from sim.analysis import NotRecordedError, broken_even
from sim.vocabulary.status import Status


def watched(make_up, entry, back, status, months=12):
    """Make a dataset of organizations with given entry and break-even months and statuses."""
    ds = make_up(replications=1, organizations=len(entry), months=months).copy(deep=True)
    for name, values in (("entry_month", entry), ("break_even", back), ("status", status)):
        ds[name].values[0] = values
    return broken_even(ds).isel(replication=0)


def test_the_remission_times_of_freireich(make_up):
    """Freireich et al. (1963), 6-MP group: the textbook example of the estimator."""
    times = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    events = [True] * 9 + [False] * 12
    months = 35
    entry = [1 if event else months - time + 1 for time, event in zip(times, events, strict=True)]
    back = [time if event else 0 for time, event in zip(times, events, strict=True)]
    status = [Status.BROKE_EVEN if event else Status.NOT_YET for event in events]
    found = watched(make_up, entry, back, status, months)
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    for month, waiting in published.items():
        assert 1 - float(found["broken_even"].sel(month=month)) == pytest.approx(waiting, abs=5.1e-4)
    assert found["watched"].sel(month=[6, 7, 10, 13, 16, 22, 23]).values.tolist() == [
        21,
        17,
        15,
        12,
        11,
        7,
        6,
    ]


def test_who_left_at_a_loss_is_not_forgotten(make_up):
    status = [Status.NO_LOSS, Status.BROKE_EVEN, Status.NEVER, Status.NEVER_ENTERED]
    found = watched(make_up, [1, 1, 1, 0], [0, 4, 0, 0], status)
    np.testing.assert_allclose(found["broken_even"], [1 / 3] * 3 + [2 / 3] * 9)


def test_watched_alike_it_is_the_plain_share(make_up):
    ds = make_up(entering=1.0, at_once=True, replications=3)
    found = broken_even(ds)
    even = np.isin(ds["status"], (Status.NO_LOSS, Status.BROKE_EVEN))
    for month in (1, 12, 60):
        np.testing.assert_allclose(
            found["broken_even"].sel(month=month), (even & (ds["break_even"].values <= month)).mean(1)
        )


def test_nobody_watched_gives_no_number(make_up):
    assert broken_even(make_up(entering=0.0, replications=2))["broken_even"].isnull().all()


def test_organizations_are_needed(make_up):
    with pytest.raises(NotRecordedError):
        broken_even(make_up(record="months", replications=2))
