"""Fields of a first step: what, who, by when; a phone and the facilitator have the same."""

from functools import partial

from sim.app.debrief import FIRST_DAY, LAST_DAY, LONGEST
from sim.app.names import LONGEST_NAME
from sim.app.pages.elements import field, on_value
from sim.app.words import debrief as words
from sim.vocabulary.text import Lang


def put_step_fields(typed: dict[str, str], lang: Lang) -> None:
    """Put the fields; what is typed goes into `typed`, under ``what``, ``who`` and ``by``."""
    days = {"min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()}
    kinds: dict[str, tuple[str, dict[str, str]]] = {
        "what": ("text", {"maxlength": str(LONGEST)}),
        "who": ("text", {"maxlength": str(LONGEST_NAME)}),
        "by": ("date", days),
    }
    labels = {"what": words.WHAT, "who": words.WHO, "by": words.BY}
    for name, (kind, limits) in kinds.items():
        put = field(labels[name][lang], kind, typed[name], f"step-{name}", autocomplete="off", **limits)
        on_value(put, partial(_write, typed, name))


def _write(typed: dict[str, str], name: str, value: str) -> None:
    typed[name] = value[: 2 * LONGEST]
