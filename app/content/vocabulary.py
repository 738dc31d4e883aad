"""Every word with a meaning of its own in the course language, in the four languages in which it may be written.

This is the one table: parser, formatter, problems and `docs/course-words.md` all use it. A row holds the spellings in
English, Russian, Polish and Greek, parted by ` | `. The first of a language is the one that is shown and written, the
others (other numbers and cases, abbreviations, equals) are understood as well. The first English one is the name by
which the program knows the meaning. `…` stands for what the trainer fills in.

The client is the company that orders: `заказчик`, `zleceniodawca`, `εντολέας`; never the word for who calls.
"""

from __future__ import annotations

from enum import StrEnum

Row = tuple[str, str, str, str]

LANGUAGES = ("en", "ru", "pl", "el")
"""Of pages, courses and imports alike. What is said once for each is zipped strictly with these: none is forgotten."""
GAP = "…"


class Space(StrEnum):
    """Where a word may stand; within one of these no word has two meanings."""

    KEY = "front matter key"
    VALUE = "value"
    TRAINING = "training"
    CHANNEL = "channel"
    ROLE = "role"
    SHOW_ANSWERS = "show answers"
    UNIT = "unit"
    TIME = "time"
    TARGET = "target"
    PHRASE = "phrase"
    HEADING = "heading"
    SECTION = "section key"
    SETUP = "question key"
    SETUP_VALUE = "question value"
    LABEL = "label"
    ENDING = "ending"
    SCORECARD = "scorecard"
    CRITICAL = "critical"


VOCABULARY: dict[Space, tuple[Row, ...]] = {
    Space.KEY: (
        ("client", "заказчик", "zleceniodawca", "εντολέας"),
        ("course", "курс", "kurs", "μάθημα"),
        ("module", "модуль", "moduł", "ενότητα"),
        ("quiz", "тест | квиз", "test | quiz", "κουίζ | τεστ"),
        ("scenario", "сценарий", "scenariusz", "σενάριο"),
        ("article", "статья", "artykuł", "άρθρο"),
        ("agreement", "соглашение", "umowa", "συμφωνία"),
        ("mark", "знак", "znak", "σήμα"),
        ("colour", "цвет", "kolor", "χρώμα"),
        ("languages", "языки", "języki", "γλώσσες"),
        ("training", "обучение", "szkolenie", "εκπαίδευση"),
        ("agreements", "соглашения", "umowy", "συμφωνίες"),
        (
            "public verification",
            "публичная проверка | открытая проверка",
            "publiczna weryfikacja | weryfikacja publiczna",
            "δημόσια επαλήθευση",
        ),
        ("centre", "центр", "centrum", "κέντρο"),
        ("line", "линия", "linia", "γραμμή"),
        ("language", "язык", "język", "γλώσσα"),
        ("serves", "обслуживает", "obsługuje", "εξυπηρετεί"),
        ("channels", "каналы", "kanały", "κανάλια"),
        ("for", "для", "dla", "για"),
        ("due", "срок", "termin", "προθεσμία"),
        ("after", "после", "po", "μετά"),
        ("translates", "перевод", "tłumaczenie", "μετάφραση"),
        ("certificate", "сертификат", "certyfikat", "πιστοποιητικό"),
        ("title", "название", "tytuł", "τίτλος"),
        ("modules", "модули", "moduły", "ενότητες"),
        ("test calls", "тестовые звонки", "rozmowy testowe", "δοκιμαστικές κλήσεις"),
        (
            "further channel or language",
            "ещё канал или язык | другой канал или язык",
            "kolejny kanał lub język",
            "επιπλέον κανάλι ή γλώσσα",
        ),
        ("nesting", "наставничество", "wdrożenie", "καθοδήγηση"),
        ("sign-off", "утверждает | утверждение", "zatwierdza | zatwierdzenie", "εγκρίνει | έγκριση"),
        ("valid", "действует | срок действия", "ważny | ważność", "ισχύει | ισχύς"),
        ("renew", "продление", "odnowienie", "ανανέωση"),
        ("minutes", "минуты", "minuty", "λεπτά"),
        ("competencies", "компетенции", "kompetencje", "δεξιότητες | ικανότητες"),
        ("review", "пересмотр", "przegląd", "αναθεώρηση"),
        ("pass", "зачёт", "zaliczenie", "επιτυχία"),
        ("attempts", "попытки", "próby", "προσπάθειες"),
        ("wait", "пауза", "przerwa", "αναμονή"),
        ("shuffle", "перемешать", "wymieszaj", "ανακάτεμα"),
        (
            "show answers",
            "показать ответы | показывать ответы",
            "pokaż odpowiedzi | pokazuj odpowiedzi",
            "εμφάνιση απαντήσεων",
        ),
        ("channel", "канал", "kanał", "κανάλι"),
        ("caller", "звонящий | собеседник", "dzwoniący | rozmówca", "καλών | συνομιλητής"),
        (
            "say only if asked",
            "только если спросят | сказать только если спросят",
            "tylko na pytanie | powiedz tylko na pytanie",
            "μόνο αν ερωτηθεί",
        ),
        ("targets", "нормативы | цели", "cele | normy", "στόχοι"),
    ),
    Space.VALUE: (
        ("yes", "да", "tak", "ναι"),
        ("no", "нет", "nie", "όχι"),
        (
            "yes, with the client's name | yes, with the client’s name",
            "да, с названием заказчика",
            "tak, z nazwą zleceniodawcy",
            "ναι, με το όνομα του εντολέα | ναι, με την επωνυμία του εντολέα",
        ),
        ("all", "все", "wszystkie | wszystko", "όλα | όλες | όλοι"),
    ),
    Space.TRAINING: (
        ("client", "заказчик", "zleceniodawca", "εντολέας"),
        ("cascade", "каскад", "kaskada", "διαδοχική"),
        ("centre", "центр", "centrum", "κέντρο"),
    ),
    Space.CHANNEL: (
        ("phone", "телефон", "telefon", "τηλέφωνο"),
        ("chat", "чат", "czat", "συνομιλία"),
        ("email", "почта | электронная почта", "e-mail | poczta", "ηλεκτρονικό ταχυδρομείο"),
        ("messenger", "мессенджер", "komunikator", "εφαρμογή μηνυμάτων"),
        ("social", "соцсети | социальные сети", "media społecznościowe", "κοινωνικά δίκτυα"),
        ("in person", "лично", "osobiście", "αυτοπροσώπως"),
    ),
    Space.ROLE: (
        ("operator", "оператор", "operator | konsultant", "χειριστής"),
        ("team leader", "руководитель группы | тимлид", "lider zespołu", "υπεύθυνος ομάδας"),
        ("supervisor", "супервайзер", "supervisor", "επόπτης"),
        ("trainer", "тренер", "trener", "εκπαιδευτής"),
        ("manager", "менеджер", "menedżer", "διευθυντής"),
    ),
    Space.SHOW_ANSWERS: (
        ("at once", "сразу", "od razu", "αμέσως"),
        ("after passing", "после сдачи", "po zaliczeniu", "μετά την επιτυχία"),
        ("never", "никогда", "nigdy", "ποτέ"),
    ),
    Space.UNIT: (
        (
            "minutes | minute | min",
            "минут | минута | минуты | минуту | мин",
            "minut | minuta | minuty | minutę | min",
            "λεπτά | λεπτό",
        ),
        ("hours | hour | h", "часов | час | часа | ч", "godzin | godzina | godziny | godzinę | godz", "ώρες | ώρα"),
        ("days | day", "дней | день | дня | дн", "dni | dzień", "ημέρες | ημέρα | μέρες | μέρα"),
        (
            "working days | working day",
            "рабочих дней | рабочий день | рабочих дня | рабочие дни",
            "dni roboczych | dzień roboczy | dni robocze",
            "εργάσιμες ημέρες | εργάσιμη ημέρα | εργάσιμες μέρες | εργάσιμη μέρα | εργάσιμες",
        ),
        ("weeks | week", "недель | неделя | недели | неделю", "tygodni | tydzień | tygodnie", "εβδομάδες | εβδομάδα"),
        ("months | month", "месяцев | месяц | месяца | мес", "miesięcy | miesiąc | miesiące", "μήνες | μήνας | μήνα"),
        ("years | year", "лет | год | года", "lat | rok | lata", "έτη | έτος | χρόνια | χρόνος | χρόνο"),
    ),
    Space.TIME: (
        (
            "s | sec | second | seconds",
            "с | сек | секунд | секунда | секунды",
            "s | sek | sekund | sekunda | sekundy",
            "δευτ | δευτερόλεπτα | δευτερόλεπτο",
        ),
        ("min | minute | minutes", "мин | минут | минута | минуты", "min | minut | minuta | minuty", "λεπτά | λεπτό"),
        ("h", "ч | час | часа | часов", "h | godz | godzina | godziny | godzin", "ώρες | ώρα"),
    ),
    Space.TARGET: (
        ("reply", "ответ", "odpowiedź", "απάντηση"),
        ("call", "звонок | разговор", "rozmowa", "κλήση"),
        ("notes", "записи | запись", "notatki | notatka", "σημειώσεις"),
    ),
    Space.PHRASE: (
        ("quiz …", "тест … | квиз …", "test …", "κουίζ … | τεστ …"),
        (
            "… after start",
            "… после начала | … от начала | … с начала",
            "… od rozpoczęcia | … po rozpoczęciu",
            "… μετά την έναρξη | … από την έναρξη",
        ),
        (
            "from … before",
            "за … до конца | за … до окончания | за … до",
            "od … przed końcem | … przed końcem | od … przed",
            "από … πριν τη λήξη | … πριν τη λήξη | από … πριν | … πριν",
        ),
        ("every …", "каждые … | каждый … | каждую … | раз в …", "co …", "κάθε …"),
        ("… of … at …", "… из … на …", "… z … na …", "… από … με …"),
        ("ending …", "исход … | конец …", "zakończenie … | koniec …", "κατάληξη … | τέλος …"),
        (
            "no critical error",
            "без критических ошибок | нет критических ошибок | без критической ошибки",
            "bez błędu krytycznego | bez błędów krytycznych",
            "χωρίς κρίσιμο σφάλμα | χωρίς κρίσιμα σφάλματα",
        ),
        ("draw …", "выбрать …", "losuj … | wylosuj …", "κλήρωση …"),
    ),
    Space.HEADING: (
        ("Check yourself", "Проверьте себя", "Sprawdź się", "Ελέγξτε τον εαυτό σας"),
        ("Scorecard", "Оценочный лист", "Karta oceny", "Φύλλο αξιολόγησης"),
        ("Pool", "Набор", "Pula", "Ομάδα"),
    ),
    Space.SECTION: (("asked as", "как спрашивают", "jak pytają", "πώς το ρωτούν | πώς ρωτούν"),),
    Space.SETUP: (
        ("id", "код", "kod", "κωδικός"),
        ("points", "баллы | балл | балла | баллов", "punkty | punkt | punktów", "βαθμοί | βαθμός"),
        ("tags", "метки | теги", "tagi | znaczniki", "ετικέτες"),
        ("scoring", "оценивание", "ocenianie", "βαθμολόγηση"),
        ("order", "порядок", "kolejność", "σειρά"),
        ("answer", "ответ", "odpowiedź", "απάντηση"),
    ),
    Space.SETUP_VALUE: (
        ("exact", "точно", "dokładnie", "ακριβώς"),
        ("partial", "частично", "częściowo", "μερικώς"),
        ("blanks", "пропуски", "luki", "κενά"),
        ("long", "развёрнутый", "długa", "εκτενής"),
    ),
    Space.LABEL: (
        ("Score", "Баллы", "Punkty", "Βαθμοί"),
        ("Remember", "Запомнить", "Zapamiętaj", "Θυμήσου"),
        ("Only if", "Только если", "Tylko jeśli", "Μόνο αν"),
        ("Only if not", "Только если не", "Tylko jeśli nie", "Μόνο αν όχι | Μόνο αν δεν"),
        ("Critical", "Критическая ошибка", "Błąd krytyczny", "Κρίσιμο σφάλμα"),
        ("Feedback", "Обратная связь", "Informacja zwrotna", "Ανατροφοδότηση"),
        ("Article", "Статья", "Artykuł", "Άρθρο"),
        ("Time", "Время", "Czas", "Χρόνος"),
        ("Note", "Примечание", "Uwaga", "Σημείωση"),
    ),
    Space.ENDING: (("End", "Конец", "Koniec", "Τέλος"),),
    Space.SCORECARD: (
        ("may not apply", "может не применяться", "może nie dotyczyć", "μπορεί να μην ισχύει"),
        (
            "Critical",
            "Критическая ошибка | Критическая",
            "Błąd krytyczny | Krytyczny",
            "Κρίσιμο σφάλμα | Κρίσιμο",
        ),
    ),
    Space.CRITICAL: (
        ("customer", "клиент", "klient", "πελάτης"),
        ("business", "бизнес", "biznes", "επιχείρηση"),
        ("compliance", "комплаенс | соответствие", "zgodność", "συμμόρφωση"),
    ),
}
