"""What all tables of a scenario share: strict types, no unknown key, and all problems at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, NamedTuple, Self, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails

from sim.declared.refusal import allowed_values, refusal
from sim.tables.names import printable
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, same, verbatim

Path = tuple[int | str, ...]

BY_ITSELF: Final[Mapping[str, Any]] = MappingProxyType({})
"""The context in which each value is checked by itself, whatever the others are."""


class Inconsistency(NamedTuple):
    """Values that do not go together: their keys (first the one to name), what is allowed, a hint."""

    keys: tuple[str, ...]
    allowed: Text
    hint: Text | None = None


class Table(BaseModel):
    """Base of the schema's tables."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """Values, each allowed by itself, that do not go together; their keys are dotted."""
        return iter(())

    @classmethod
    def param(cls, key: str) -> Param | None:
        """The metadata of one parameter, if it has any."""
        field = cls.model_fields.get(key)
        return None if field is None else next((item for item in field.metadata if isinstance(item, Param)), None)

    @classmethod
    def choices(cls, key: str) -> tuple[str, ...]:
        """The names that a parameter may take; none for the others."""
        annotation = cls.model_fields[key].annotation
        return get_args(annotation) if get_origin(annotation) is Literal else ()

    @model_validator(mode="wrap")
    @classmethod
    def _all_problems(cls, data: Any, handler: Callable[[Any], Self], info: ValidationInfo) -> Self:
        """Pydantic skips the checks between keys when one key fails; here both are reported."""
        if not isinstance(data, (Mapping, cls)):
            raise refusal(Text("a table", "une table"))
        table, errors = read_what_holds(data, handler)
        details = [cls._in_words(error) for error in errors]
        failed = [detail["loc"] for detail in details]
        for contradiction in table.inconsistencies() if table is not None and info.context is not BY_ITSELF else ():
            paths = [tuple(key.split(".")) for key in contradiction.keys]
            if not any(_overlap(path, other) for path in paths for other in failed):
                reason = refusal(contradiction.allowed, contradiction.hint)
                details.append(InitErrorDetails(type=reason, loc=paths[0], input=_value_at(table, paths[0])))
        if details:
            raise ValidationError.from_exception_data(cls.__name__, details)
        assert table is not None
        return table

    @classmethod
    def _in_words(cls, problem: ErrorDetails) -> InitErrorDetails:
        """Put one of pydantic's errors in words; those of inner tables have theirs already."""
        path: Path = problem["loc"]
        context = problem.get("ctx", {})
        hint = None
        if problem["type"] == "refused":
            allowed, hint = context["allowed"], context["hint"]
        elif str(path[0]) not in cls.model_fields:
            allowed, hint = one_of(cls.model_fields), nearest(path[-1], cls.model_fields)
        else:
            field = cls.model_fields[str(path[0])]
            allowed = allowed_values(field.annotation, cls.param(str(path[0])))
            hint = nearest(problem["input"], cls.choices(str(path[0])))
        missing = problem["type"] == "missing"
        if missing:
            hint = Text("The key is missing.", "La clé manque.")
        return InitErrorDetails(
            type=refusal(allowed, hint, missing=missing or bool(context.get("missing"))),
            loc=path,
            input=problem["input"],
        )


def read_what_holds[T](data: Any, handler: Callable[[Any], T]) -> tuple[T | None, list[ErrorDetails]]:
    """Read a table with defaults in place of what fails.

    Parameters
    ----------
    data : mapping
        What a file gives.
    handler : callable
        Reads it, or raises a ValidationError.

    Returns
    -------
    table : T or None
        None where the defaults do not help.
    errors : list of ErrorDetails
        All that failed, also what only showed once the rest was left out.
    """
    errors: list[ErrorDetails] = []
    kept, depth = data, 3
    while depth:
        try:
            return handler(kept), errors
        except ValidationError as error:
            failures = error.errors(include_url=False)
        if not all(each["loc"] for each in failures):
            raise RuntimeError("a check of the schema failed by itself", failures)
        known = [each["loc"] for each in errors]
        new = [each for each in failures if not any(_overlap(each["loc"], path) for path in known)]
        errors += new
        depth -= not new
        for each in errors:
            kept = _drop(kept, each["loc"][:depth])
    return None, errors


def _drop(data: Any, path: Path) -> Any:
    """A copy of nested tables without what stands at a path."""
    if not path or not isinstance(data, Mapping) or path[0] not in data:
        return data
    if len(path) == 1:
        return {key: value for key, value in data.items() if key != path[0]}
    return {**data, path[0]: _drop(data[path[0]], path[1:])}


def _overlap(one: Path, other: Path) -> bool:
    """Whether one path leads through the other."""
    return all(a == b for a, b in zip(one, other, strict=False))


def _value_at(table: Any, path: tuple[str, ...]) -> Any:
    """The value at a path, written as in a file."""
    data = table.model_dump()
    for key in path:
        data = data[key]
    return data


def _read_text(value: object) -> Text:
    """Words given as a table {en, fr}, or as one string for both languages."""
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        return same(printable(value))
    if (
        isinstance(value, Mapping)
        and set(value) == {"en", "fr"}
        and all(isinstance(words, str) for words in value.values())
    ):
        return verbatim(printable(value["en"]), printable(value["fr"]))
    raise refusal(Text('a string, or {en = "...", fr = "..."}', 'une chaîne, ou {en = "...", fr = "..."}'))


Words = Annotated[
    Text,
    PlainValidator(_read_text),
    PlainSerializer(lambda text: {"en": text.en, "fr": text.fr}),
]
