"""Progress: a bar where True is given, from any thread, and one for each work that begins anew."""

import io
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr

import pytest

import sim
from sim.progress import Bar, reporter


def shown(work) -> str:
    stream = io.StringIO()
    with redirect_stderr(stream):
        work()
    return stream.getvalue()


def test_a_bar_ends_full_whatever_the_order():
    def work():
        bar = Bar()
        bar(0, 40)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda done: bar(done, 40), range(1, 41)))

    assert "40/40" in shown(work)


def test_work_that_begins_anew_has_a_bar_of_its_own():
    def work():
        bar = Bar()
        for total in (3, 2):
            for done in range(total + 1):
                bar(done, total)

    said = shown(work)
    assert "3/3" in said
    assert "2/2" in said


@pytest.mark.parametrize("nothing", [None, False])
def test_nothing_is_shown_unless_asked(nothing):
    assert reporter(nothing) is None


def test_simulations_show_it(repository, tmp_path):
    scenario = sim.load_scenario(repository / "scenarios" / "atelier.toml", set={"months": 3})
    design = sim.make_design(scenario, {"population.horizon": [6, 36]}, replications=1)
    for work, count in (
        (lambda: sim.simulate(scenario, replications=2, record="summary", progress=True), "2/2"),
        (lambda: sim.compare([scenario, scenario], replications=2, progress=True), "4/4"),
        (lambda: sim.run_sweep(design, tmp_path / "x.zarr", progress=True), "2/2"),
    ):
        assert count in shown(work)
    assert shown(lambda: sim.simulate(scenario, replications=1, record="summary")) == ""
