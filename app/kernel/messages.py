"""Marks the messages that people will read, for gettext to find; whoever shows a message translates it."""

from __future__ import annotations

from collections.abc import Callable, Mapping


class Word(str):
    """A value of a message that is itself one, such as the name of a role: translated before it is filled in."""

    __slots__ = ()


def N_(message: str) -> str:  # noqa: N802 - the name gettext's extractors know
    """Return `message` as it is; the mark alone matters."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Return a message for one and for many as they are; whoever shows them counts."""
    return one, many


def filled(message: str, params: Mapping[str, object], translate: Callable[[str], str]) -> str:
    """Return a message translated, with its values; a `Word`, or each of a tuple of them, is translated as well."""

    def said(value: object) -> object:
        if isinstance(value, tuple):
            return ", ".join(str(said(one)) for one in value)
        return translate(value) if isinstance(value, Word) else value

    words = translate(message)
    return words % {name: said(value) for name, value in params.items()} if params else words
