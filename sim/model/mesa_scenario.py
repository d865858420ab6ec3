"""The scenario of a model as Mesa keeps it: Mesa's pages make a new one of the same class when a model is reset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from mesa.experimental.scenarios import Scenario as _Scenario

if TYPE_CHECKING:
    from sim.scenario import Scenario


class WorldScenario(_Scenario):
    """Base of the classes that :func:`mesa_scenario` makes, one for each model: the class knows the world.

    Mesa's pages make the model anew with ``type(model.scenario)()``, which must lead to the same world.
    """

    _world: ClassVar[Scenario | None] = None  # with an underscore: Mesa takes other annotations for parameters

    @property
    def world(self) -> Scenario | None:
        """The scenario of the model."""
        return self._world

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the world: the class has no name by which it could be found."""
        return mesa_scenario, (self.world, self.__dict__["rng"]), {"model": self.model}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the model back."""
        self.model = state["model"]


def mesa_scenario(world: Scenario, seed: int) -> WorldScenario:
    """Return the scenario that Mesa keeps of a model."""
    kind = type("WorldScenario", (WorldScenario,), {"_world": world, "__module__": __name__})
    return kind(rng=seed, _scenario_id=0)  # with a number of its own, since Mesa would keep the class to count it


def world_and_parameters(given: _Scenario) -> tuple[Scenario | None, dict[str, Any]]:
    """Return the world of a scenario of Mesa, None if it has none of ours, and the parameters that it sets."""
    own = {name: value for name, value in given.__dict__.items() if name not in ("model", "rng", "_scenario_id")}
    return getattr(given, "_world", None), own
