"""The kernel in the browser: every byte of state and record is that of Python, in every scenario that it can play."""

import base64
import gzip
from collections.abc import Iterator

import numpy as np
import pytest

from sim import load_scenario
from sim.compilation.web_object import imports
from sim.kernel.month import play
from sim.kernel.outcome import outcomes
from sim.kernel.recording import new_history, new_trajectory
from sim.kernel.setup import new_state, prepare
from sim.kernel.summary import SUMMARY
from sim.page.bindings import named_places, param_at, places_of
from sim.page.case import contents, memory_of
from sim.page.document import _LINK, _WEB
from sim.page.entry import arrays
from sim.page.image import blank, key_words, layout, segments
from sim.scenario import with_values

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLAYED = [
    "atelier",
    "atelier-rh",
    "atelier-locaux",
    "atelier-informatique",
    "echec",
    "leviers",
    "mutuelle",
    "cuma",
    "consortium",
    "passager",
    "clause",
    "vote",
    "imposee",
    "quebec-1",
    "quebec",
]
"""Shipped scenarios without events and without own rules."""
MANY = 50
"""Organizations beyond which only a few months are compared: their records are large."""
REPLAY = """
async ([kernel, image, values, months]) => {
  const built = await Kernel.load(bytesOf(kernel));
  const run = new Run(built, image);
  run.begin(0, values);
  run.play(0, months);
  return image.layout.map(({ name }) => {
    const { at, bytes } = run.arrays[name];
    let text = "";
    for (const byte of built.bytes(at, bytes)) text += String.fromCharCode(byte);
    return btoa(text);
  });
}
"""


def test_the_module_imports_nothing(kernel):
    assert imports(kernel) == []


@pytest.fixture(scope="module")
def tab(browser):
    """Return an empty tab that has the scripts of the kernel."""
    page = browser.new_context(offline=True).new_page()
    text = _LINK.sub("", (_WEB / "kernel.js").read_text("utf-8"))
    page.evaluate(f"() => {{ {text}\n Object.assign(window, {{ Kernel, Run, bytesOf }}); }}")
    yield page
    page.context.close()


def image_of(setup, seed: int, memory=None) -> dict:
    memory = memory or blank(setup, seed, 0, ledgers=True)
    scenario = setup.scenario
    return {
        "layout": layout(memory),
        "segments": segments(memory),
        "keys": key_words(scenario.model_copy(update={"seed": seed}), 1),
        "fixed": scenario.population.fixed,
        "resources": len(scenario.resources),
    }


def played_in_python(setup, seed: int, shirker: int | None = None) -> dict[str, bytes]:
    state = new_state(setup, seed, 0)
    if shirker is not None:
        state.organization["reciprocity"][shirker] = 0.0
    n, resources = state.place.shape
    months = setup.scenario.months
    trajectory = new_trajectory(months, n, resources, True)
    trajectory = trajectory._replace(history=new_history(2 * (months + 1) * n * resources))
    play(state, trajectory, 0, months)
    parts = {"state": state, "trajectory": trajectory}
    found = {f"{name}.{field}": array for name, part in parts.items() for field, array in arrays(part)}
    return {key: data for name, array in found.items() for key, data in columns(name, array)}


def columns(name: str, array) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of each field; those between fields, which nothing reads, are anything."""
    for field in array.dtype.names or ():
        yield f"{name}.{field}", np.ascontiguousarray(array[field]).tobytes()
    if not array.dtype.names:
        yield name, np.ascontiguousarray(array).tobytes()


def played_in_browser(tab, kernel, setup, seed: int, values=(), memory=None) -> dict[str, bytes]:
    memory = memory or blank(setup, seed, 0, ledgers=True)
    image = image_of(setup, seed, memory)
    answer = tab.evaluate(
        REPLAY, [base64.b64encode(gzip.compress(kernel)).decode(), image, list(values), setup.scenario.months]
    )
    found: dict[str, bytes] = {}
    for (name, array), data in zip(arrays(memory), answer, strict=True):
        found |= columns(name, np.frombuffer(base64.b64decode(data), array.dtype).reshape(array.shape))
    return found


def differing(ours: dict[str, bytes], theirs: dict[str, bytes]) -> list[str]:
    return [name for name, data in ours.items() if theirs[name] != data]


@pytest.mark.parametrize("name", PLAYED)
def test_shipped_scenarios_give_the_same_bytes(name, tab, kernel, repository):
    scenario = load_scenario(repository / "scenarios" / f"{name}.toml")
    if scenario.population.number > MANY:
        scenario = with_values(scenario, {"months": 6})
    setup = prepare(scenario)
    ours = played_in_python(setup, 3)
    assert len(ours) > 300
    assert not differing(ours, played_in_browser(tab, kernel, setup, 3))


def another(param, value):
    """Return another allowed value of a parameter."""
    if isinstance(value, bool):
        return not value
    steps = [value + 1, value - 1] if isinstance(value, int) else [1.25 * value, 0.75 * value, value + 0.1, value + 2.0]
    return next(step for step in steps if step != value and param.holds(step))


def test_every_parameter_that_can_be_changed_gives_the_bytes_of_a_scenario_with_it(tab, kernel, case):
    scenario = case.scenario
    base = prepare(scenario)
    changes = []
    for path, places in places_of(scenario).items():
        param, value = param_at(scenario, path)
        new = another(param, value)
        changes.append((path, new, [[*place, float(new)] for place in places]))
    for path, names in named_places(scenario).items():
        changes += [(path, name, places) for name, places in names.items()]
    assert len(changes) > 50
    wrong = []
    for path, new, values in changes:
        ours = played_in_python(prepare(with_values(scenario, {path: new})), 1)
        theirs = played_in_browser(tab, kernel, base, 1, values)
        if differing(ours, theirs):
            wrong.append((path, new, differing(ours, theirs)))
    assert not wrong


def test_room_for_effort_changes_nothing(tab, kernel, case):
    scenario = case.scenario
    ours = played_in_python(prepare(scenario), scenario.seed)
    theirs = played_in_browser(tab, kernel, prepare(scenario), scenario.seed, memory=memory_of(scenario))
    assert {name for name in differing(ours, theirs) if not name.startswith("state.mechanism.effort.")} == set()


@pytest.mark.parametrize("shirker", [None, 3])
@pytest.mark.parametrize("checks", [False, True])
def test_a_member_who_shirks_gives_the_bytes_of_a_scenario_with_effort(tab, kernel, case, shirker, checks):
    scenario = case.scenario
    memory = memory_of(scenario)
    effort = contents(case, memory, explained=0)["levers"]["effort"]
    inspection = effort["inspection"] if checks else 0.0
    places = places_of(scenario)["resources.hr.inspection"]
    values = effort["on"] + effort["together"] + [[*place, inspection] for place in places]
    weights = [effort["shirker" if i == shirker else "others"] for i in range(scenario.population.number)]
    values += [[*place, weight] for place, weight in zip(effort["weight"], weights, strict=True)]
    changes = {
        "resources.hr.effort_stake": effort["stake"],
        "resources.hr.inspection": inspection,
        "population.reciprocity": effort["others"],
        "population.rule": "together",
    }
    ours = played_in_python(prepare(with_values(scenario, changes)), scenario.seed, shirker)
    assert np.frombuffer(ours["state.resource.effort_lost"])[0] > 0.0
    assert not differing(ours, played_in_browser(tab, kernel, prepare(scenario), scenario.seed, values, memory))


def test_the_results_are_those_of_python(tab, kernel, case):
    setup = prepare(case.scenario)
    state = new_state(setup, 1, 0)
    trajectory = new_trajectory(case.scenario.months, *state.place.shape, False)
    play(state, trajectory, 0, case.scenario.months)
    expected = outcomes(state, trajectory, "summary")
    image = image_of(setup, 1)
    curve, summary = tab.evaluate(
        """async ([kernel, image, months, names]) => {
          const run = new Run(await Kernel.load(bytesOf(kernel)), image);
          run.begin(0);
          run.play(0, months);
          const curve = run.end();
          return [curve, names.map((name) => run.summary(name))];
        }""",
        [base64.b64encode(gzip.compress(kernel)).decode(), image, case.scenario.months, list(SUMMARY.names)],
    )
    assert summary == [float(expected[name]) for name in SUMMARY.names]
    assert curve == np.cumsum(trajectory.month["collective_gain"]).tolist()
