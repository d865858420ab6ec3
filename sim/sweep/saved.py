"""A design that is read back from its text, such as a store holds it."""

from sim.scenario import Scenario
from sim.scenario.toml import parse_toml
from sim.sweep.design import OWN_DRAWS, Design, make_design


def design_of(source: str, scenario: Scenario) -> Design:
    """Return the design whose :attr:`Design.source` is a text.

    Parameters
    ----------
    source : str
        The text.
    scenario : Scenario
        The scenario that it varies.

    Raises
    ------
    ScenarioError
        With all problems.
    ValueError
        The text is not that of a design, or of one that a calibration made: its points are not in the text.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("atelier")
    >>> design = sim.make_design(scenario, {"population.horizon": [6, 36]}, replications=2)
    >>> design_of(design.source, scenario).source == design.source
    True
    """
    given = parse_toml(source)
    factors, draws = given.pop("factors", None), given.pop("draws", "common")
    if not isinstance(factors, dict) or draws not in ("common", OWN_DRAWS.format(first=0)):
        raise ValueError("no design that can be read back")
    given.pop("digest", None)
    return make_design(scenario, factors, draws=draws.partition(",")[0], **given)
