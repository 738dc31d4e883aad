"""The words of an import's file in the four languages: what a column is called, and what stands in it.

One table for reading and for the template. Words are compared without case, accents and what is no letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

from app.content.anchors import folded
from app.content.vocabulary import LANGUAGES
from app.people.permissions import Role, Side


class Column(StrEnum):
    """A column that an import understands; the value is its heading in the English template."""

    NAME = "name"
    SIGN_IN = "sign-in name"
    MAIL = "e-mail"
    CONTACT = "contact"
    LANGUAGE = "language"
    TIME_ZONE = "time zone"
    CLIENT = "client"
    ROLE = "role"
    SIDE = "side"
    TEAM = "team"
    TEAM_LEADER = "team leader"
    CLASS = "class"
    CLASS_TRAINER = "class trainer"
    CLASS_STARTS = "class starts"
    ENDS = "ends"
    EARNED_COURSE = "certificate of course"
    EARNED_ON = "certificate earned on"
    EARNED_UNTIL = "certificate holds until"
    EARNED_PROOF = "certificate evidence"
    EARNED_FILE = "certificate file"


HEADINGS: Mapping[Column, Mapping[str, str]] = {
    Column.NAME: {
        "en": "name, full name",
        "ru": "имя, фио, имя и фамилия",
        "pl": "imię i nazwisko, nazwa, imię",
        "el": "όνομα, ονοματεπώνυμο",
    },
    Column.SIGN_IN: {
        "en": "sign-in name, sign in name, signs in as, login, user name, username",
        "ru": "логин, имя для входа, пользователь",
        "pl": "nazwa logowania, login, nazwa użytkownika",
        "el": "όνομα σύνδεσης, όνομα χρήστη",
    },
    Column.MAIL: {
        "en": "e-mail, email, mail, e-mail address",
        "ru": "электронная почта, почта, адрес почты, эл. почта",
        "pl": "adres e-mail, poczta, mejl",
        "el": "ηλεκτρονικό ταχυδρομείο, διεύθυνση e-mail, ταχυδρομείο",
    },
    Column.CONTACT: {
        "en": "contact, extension, messenger, phone",
        "ru": "контакт, добавочный, мессенджер, телефон",
        "pl": "kontakt, wewnętrzny, komunikator, telefon",
        "el": "επαφή, επικοινωνία, εσωτερικό, τηλέφωνο",
    },
    Column.LANGUAGE: {"en": "language", "ru": "язык", "pl": "język", "el": "γλώσσα"},
    Column.TIME_ZONE: {"en": "time zone, timezone", "ru": "часовой пояс", "pl": "strefa czasowa", "el": "ζώνη ώρας"},
    Column.CLIENT: {"en": "client", "ru": "заказчик", "pl": "zleceniodawca", "el": "εντολέας"},
    Column.ROLE: {"en": "role", "ru": "роль", "pl": "rola", "el": "ρόλος"},
    Column.SIDE: {"en": "side", "ru": "сторона", "pl": "strona", "el": "πλευρά"},
    Column.TEAM: {"en": "team", "ru": "группа, команда", "pl": "zespół", "el": "ομάδα"},
    Column.TEAM_LEADER: {
        "en": "team leader, leader",
        "ru": "руководитель группы, руководитель команды, руководитель, тимлид",
        "pl": "lider zespołu, lider",
        "el": "υπεύθυνος ομάδας, επικεφαλής ομάδας, επικεφαλής",
    },
    Column.CLASS: {
        "en": "class, training class",
        "ru": "поток, учебная группа, класс",
        "pl": "grupa, grupa szkoleniowa, klasa",
        "el": "τάξη, τμήμα",
    },
    Column.CLASS_TRAINER: {
        "en": "class trainer, trainer",
        "ru": "тренер потока, тренер группы, тренер",
        "pl": "trener grupy, trener",
        "el": "εκπαιδευτής τάξης, εκπαιδευτής",
    },
    Column.CLASS_STARTS: {
        "en": "class starts, first day",
        "ru": "начало занятий, первый день",
        "pl": "początek zajęć, pierwszy dzień",
        "el": "έναρξη τάξης, πρώτη μέρα",
    },
    Column.ENDS: {
        "en": "ends, left, leaves, last day",
        "ru": "окончание, уходит, последний день",
        "pl": "koniec, odchodzi, ostatni dzień",
        "el": "λήξη, αποχώρηση, τελευταία μέρα",
    },
    Column.EARNED_COURSE: {
        "en": "certificate of course, certificate, certificate course",
        "ru": "сертификат за курс, сертификат",
        "pl": "certyfikat z kursu, certyfikat",
        "el": "πιστοποιητικό μαθήματος, πιστοποιητικό",
    },
    Column.EARNED_ON: {
        "en": "certificate earned on, earned on",
        "ru": "дата сертификата, сертификат получен",
        "pl": "data certyfikatu, uzyskany dnia",
        "el": "ημερομηνία πιστοποιητικού",
    },
    Column.EARNED_UNTIL: {
        "en": "certificate holds until, holds until",
        "ru": "сертификат действует до, действует до",
        "pl": "certyfikat ważny do, ważny do",
        "el": "πιστοποιητικό ισχύει έως, ισχύει έως",
    },
    Column.EARNED_PROOF: {
        "en": "certificate evidence, evidence",
        "ru": "подтверждение сертификата, подтверждение",
        "pl": "dowód certyfikatu, dowód",
        "el": "τεκμήριο πιστοποιητικού, τεκμήριο",
    },
    Column.EARNED_FILE: {
        "en": "certificate file, file",
        "ru": "файл сертификата, файл",
        "pl": "plik certyfikatu, plik",
        "el": "αρχείο πιστοποιητικού, αρχείο",
    },
}
"""What each column may be called, with commas between; the first is what the template of that language calls it."""

_ROLES: Mapping[Role, Mapping[str, str]] = {
    Role.OPERATOR: {
        "en": "operator, agent",
        "ru": "оператор",
        "pl": "operator, konsultant, operatorka",
        "el": "χειριστής, τηλεφωνητής",
    },
    Role.TEAM_LEADER: {
        "en": "team leader, teamleader",
        "ru": "руководитель группы, руководитель команды, тимлид",
        "pl": "lider zespołu, lider",
        "el": "υπεύθυνος ομάδας, επικεφαλής ομάδας",
    },
    Role.SUPERVISOR: {
        "en": "supervisor",
        "ru": "супервайзер, супервизор",
        "pl": "supervisor, superwizor, kierownik zmiany",
        "el": "επόπτης, προϊστάμενος",
    },
    Role.TRAINER: {"en": "trainer", "ru": "тренер", "pl": "trener", "el": "εκπαιδευτής"},
    Role.MANAGER: {
        "en": "manager",
        "ru": "менеджер, руководитель",
        "pl": "menedżer, kierownik",
        "el": "διευθυντής, υπεύθυνος",
    },
    Role.AUDITOR: {"en": "auditor", "ru": "аудитор", "pl": "audytor", "el": "ελεγκτής"},
}
"""The words of `app/content/vocabulary.py`, of the pages, and what else people write; the first as in HEADINGS."""
_SIDES: Mapping[Side, Mapping[str, str]] = {
    Side.CENTRE: {"en": "centre, center", "ru": "центр", "pl": "centrum", "el": "κέντρο"},
    Side.CLIENT: {"en": "client", "ru": "заказчик", "pl": "zleceniodawca", "el": "εντολέας"},
}
_LANGUAGES = (
    "english, английский, angielski, αγγλικά",
    "russian, русский, rosyjski, ρωσικά",
    "polish, польский, polski, πολωνικά",
    "gr, greek, греческий, grecki, ελληνικά",
)
"""What each of LANGUAGES is called, besides its code."""


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """Return a word as it is compared: no case, no accents, one blank for what is no letter or digit."""
    return " ".join("".join(each if each.isalnum() else " " for each in folded(word)).split())


def _lookup(words: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {plain(word): meaning for meaning, several in words for word in several.split(",")}


_COLUMN_OF = _lookup((column.value, words) for column, by in HEADINGS.items() for words in by.values())
_ROLE_OF = _lookup((role.value, words) for role, by in _ROLES.items() for words in by.values())
_SIDE_OF = _lookup((side.value, words) for side, by in _SIDES.items() for words in by.values())
_LANGUAGE_OF = _lookup((code, f"{code}, {words}") for code, words in zip(LANGUAGES, _LANGUAGES, strict=True))


def find_column(heading: str) -> Column | None:
    """Return the column that a heading names in any of the four languages."""
    found = _COLUMN_OF.get(plain(heading))
    return Column(found) if found else None


def find_role(word: str) -> Role | None:
    """Return the role that a word names."""
    found = _ROLE_OF.get(plain(word))
    return Role(found) if found else None


def find_side(word: str) -> Side | None:
    """Return the side that a word names."""
    found = _SIDE_OF.get(plain(word))
    return Side(found) if found else None


def find_language(word: str) -> str | None:
    """Return the code of the language that a word names."""
    return _LANGUAGE_OF.get(plain(word))


def template_heading(language: str) -> list[str]:
    """Return the template's headings in a language; English for one that has none."""
    return [_first(by, language) for by in HEADINGS.values()]


def template_words(role: Role, side: Side, language: str) -> tuple[str, str]:
    """Return what the template calls a role and a side in a language; English for one that has no words."""
    return _first(_ROLES[role], language), _first(_SIDES[side], language)


def _first(by: Mapping[str, str], language: str) -> str:
    return by.get(language, by["en"]).partition(",")[0]
