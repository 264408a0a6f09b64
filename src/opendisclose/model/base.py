"""What every model of a file shares: frozen, no unknown keys, and the short spellings of lists."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema
from pydantic.config import JsonDict


class Model(BaseModel):
    """Base of all models of a file: frozen, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


class Text(Model):
    """One text in Chinese and in English; both are always there."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


# An id is English and is written once; a reference to it must be the same to the letter.
NAME = r"^[a-z][a-z0-9_]*$"
Name = Annotated[str, StringConstraints(pattern=NAME)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]

# A text that is often written as a bare number, which the loader takes as the text it is.
Label = Annotated[str, WithJsonSchema({"type": ["string", "integer"]})]
# In the JSON Schema of a model of which exactly one key is given.
ONE_KEY: JsonDict = {"minProperties": 1, "maxProperties": 1}


def _as_tuple(value: Any) -> Any:
    """One value is a list of one; a list becomes a tuple, which strict models ask for."""
    if isinstance(value, list):
        return tuple(value)
    return value if isinstance(value, tuple) else (value,)


def _list_as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def one_or_many(item: Any) -> BeforeValidator:
    """One thing may stand for a list of one; the JSON Schema says so, too."""
    return BeforeValidator(_as_tuple, json_schema_input_type=item | tuple[item, ...])


# `clause: 第一条` or `clause: [第一条, 第二条]`.
Strings = Annotated[tuple[str, ...], one_or_many(str)]
AsTuple = BeforeValidator(_list_as_tuple)


class Ignore(Model):
    """A warning or a note of the ruleset that is known and accepted here, and why it is."""

    code: str
    reason: Text


Ignores = Annotated[tuple[Ignore, ...], one_or_many(Ignore)]


class Titled(Model):
    """Something with a title; without one its id stands for it, and `validate` says so."""

    zh: str | None = None
    en: str | None = None
    ignore: Ignores = ()

    def title(self, name: str) -> Text:
        """The title in both languages; `name` is the id that stands in for a missing one."""
        return Text(zh=self.zh or self.en or name, en=self.en or self.zh or name)
