"""Checks the translations of agreements and of client.md: that there is an original, and each language once."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence

from app.content.addresses import CLIENT_FILE
from app.content.collection import Client, Library
from app.content.documents import AgreementDocument, ClientDocument
from app.content.fields import Place
from app.content.problems import Problem, Problems
from app.content.translations import Text, path_of_original, texts_of
from app.content.words import short
from app.kernel.messages import N_

_TOP = Place(1, 1)


def check_translations(client: Client, library: Library) -> Iterator[Problem]:
    """Everything wrong with the translations in a client's folder, and the languages that miss one."""
    introductions = [client.document] if client.document is not None and not client.document.translates else []
    yield from _check_texts(list(client.agreements.values()), client.translated_agreements, library)
    yield from _check_texts(introductions, client.translated_introductions, library)
    if client.document is not None:
        yield from _missing_languages(client, client.document, library)


def _check_texts(originals: Sequence[Text], translations: Sequence[Text], library: Library) -> Iterator[Problem]:
    for each in translations:
        yield from _check_original(each, originals, translations, library)
    for original in originals:
        taken: dict[str, str] = {}
        for each in texts_of(original, translations):
            earlier = taken.setdefault(each.language, each.path)
            if earlier != each.path:
                yield from _report(
                    each,
                    "language",
                    library,
                    N_("“%(language)s” is the language of %(earlier)s already; each translation has one of its own"),
                    language=each.language,
                    earlier=earlier,
                )


def _check_original(
    each: Text, originals: Iterable[Text], translations: Iterable[Text], library: Library
) -> Iterable[Problem]:
    wanted = path_of_original(each)
    if any(original.path == wanted for original in originals):
        return ()
    if posixpath.basename(each.path) == CLIENT_FILE:
        message = N_("client.md is the original and translates nothing; take the line out")
    elif any(other.path == wanted for other in translations if other is not each):
        message = N_("“%(name)s” is a translation itself; name the file that it translates")
    elif isinstance(each, ClientDocument):
        message = N_("“%(name)s” is not the client.md of this folder; write “client.md”")
    else:
        message = N_("“%(name)s” is no other agreement's file; write its name, like confidentiality.md")
    return _report(each, "translates", library, message, name=short(each.translates))


def _missing_languages(client: Client, document: ClientDocument, library: Library) -> Iterator[Problem]:
    """Warn of what somebody who speaks a language of the client's would read in another."""
    for name in document.agreements:
        if name in client.agreements:
            texts = texts_of(client.agreements[name], client.translated_agreements)
            yield from _report_missing(
                document,
                texts,
                library,
                N_("the agreement “%(name)s” is not written in: %(languages)s; add files that translate it"),
                name=name,
            )
    if document.body:
        yield from _report_missing(
            document,
            texts_of(document, client.translated_introductions),
            library,
            N_("the text of client.md is not written in: %(languages)s; add files that translate it"),
        )


def _report_missing(
    document: ClientDocument, texts: Sequence[Text], library: Library, message: str, **params: object
) -> Iterable[Problem]:
    written = {each.language for each in texts}
    missing = [language for language in document.languages if language not in written]
    if not missing:
        return ()
    return _report(document, "languages", library, message, warn=True, languages=", ".join(missing), **params)


def _report(
    document: AgreementDocument | ClientDocument,
    key: str,
    library: Library,
    message: str,
    *,
    warn: bool = False,
    **params: object,
) -> Iterable[Problem]:
    problems = Problems(document.path)
    place = library.parsed[document.path].places.get(key, _TOP)
    note = problems.warning if warn else problems.error
    note(place.line, place.column, message, **params)
    return problems.found
