"""How the schema says no: what would be allowed, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from sim.vocabulary.names import one_of
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, same


def refusal(allowed: Text, hint: Text | None = None, missing: bool = False) -> PydanticCustomError:
    """Make an error that carries its words in both languages through pydantic."""
    context = {"said": allowed.en, "allowed": allowed, "hint": hint, "missing": missing}
    return PydanticCustomError("refused", "Allowed: {said}", context)


def refused_keys(values: Mapping[str, object], reason: PydanticCustomError) -> ValidationError:
    """Make the error of keys of a table, each with its value, for one reason."""
    details = [InitErrorDetails(type=reason, loc=(key,), input=value) for key, value in values.items()]
    return ValidationError.from_exception_data("table", details)


def allowed_values(annotation: Any, param: Param | None) -> Text:
    """Say what a type and its bounds allow."""
    if get_origin(annotation) in (Union, UnionType):
        return allowed_values(next(kind for kind in get_args(annotation) if kind is not type(None)), param)
    if get_origin(annotation) is Literal:
        return one_of(get_args(annotation))
    if annotation is bool:
        return Text("true or false", "true (vrai) ou false (faux)")
    if annotation in (int, float) and param is not None:
        return param.allowed(whole=annotation is int)
    if annotation is str:
        return Text("a string in quotes", "une chaîne entre guillemets droits")
    if get_origin(annotation) is list and get_origin(get_args(annotation)[0]) is Literal:
        names = same(", ".join(get_args(get_args(annotation)[0])))
        return Text("a list of some of {names}", "une liste tirée de {names}").format(names=names)
    if get_origin(annotation) is list:
        return Text("a list of 1 to 1000 values", "une liste de 1 à 1000 valeurs")
    if get_origin(annotation) is dict:
        return Text("1 to 50 tables", "de 1 à 50 tables")
    return Text("a table", "une table")
