"""Texts that exist in several languages: which file translates which, and which text a reader is shown."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from typing import TypeVar

from app.content.documents import AgreementDocument, ClientDocument

Text = TypeVar("Text", AgreementDocument, ClientDocument)


def path_of_original(document: AgreementDocument | ClientDocument) -> str:
    """The path of the file that a translation says it translates, whether or not there is one."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(document.path), document.translates))


def texts_of(original: Text, translations: Iterable[Text]) -> tuple[Text, ...]:
    """A text in all its languages: the original, then those of `translations` that are of it, as they come."""
    found = [original]
    found += [each for each in translations if path_of_original(each) == original.path]
    return tuple(found)


def in_language(texts: Sequence[Text], *languages: str) -> Text:
    """The text in the first of `languages` that there is one in, else the original, which comes first."""
    by_language = {each.language: each for each in reversed(texts)}
    return next((by_language[language] for language in languages if language in by_language), texts[0])
