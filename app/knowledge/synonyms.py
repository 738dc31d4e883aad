"""Words that people use for the same thing in a contact centre, by language: who asks seldom knows the house's word.

A line is a group; each of its words may mean each other, less surely than itself. Inflected forms need not be listed
unless the stemmer takes them for different words (`вернуть`, `возврат`; `znaleźć`, `znalazł`; `γράφω`, `γράψω`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from app.knowledge.stemming import Sought, sought

_ENGLISH = """
caller customer client
boss superior manager supervisor leader
angry upset furious shouting mad yelling
insult abuse swear offend rude
husband wife spouse relative son daughter mother father
complaint complain grievance
log register record
hold wait waiting
transfer connect forward
refuse refusal decline deny
refused declined rejected
fix correct mend repair
delete erase erasure remove
dropped disconnected cut
greet greeting opening hello
goodbye closing end
journalist press reporter
police authority
parcel package delivery shipment
late delayed delay overdue
missing lost disappeared vanished
broken faulty damaged defective fault damage
return withdraw withdrawal
refund money reimbursement
replace replacement exchange swap
label sticker
sale outlet discount reduced
company business firm
voucher coupon gift
photograph photo picture
block blocked freeze frozen stop
stolen theft thief robbed
fraud scam fraudster scammer
forgot forgotten forget
raise increase raising higher
lower reduce decrease
approval approve confirm confirmation
verify identify verification check
payment charge paid transaction
subscription contract membership
mobile phone smartphone
email mail letter
hours open opening
automatic automatically itself
"""

_RUSSIAN = """
клиент звонящий собеседник покупатель абонент
я меня мне вы вас вам
начальник руководитель директор шеф старший супервайзер менеджер
злой сердитый рассерженный разъяренный кричать кричит орать орет ругаться ругается гнев злиться злится раздраженный
недовольный недовольство
оскорбление оскорблять мат материться хамить хамство обзывать обозвал брань ругань грубить
капс капслок прописной заглавный caps
угроза угрожать взорвать бомба убить самоубийство суицид
болтливый болтать разговорчивый говорить
муж жена супруг родственник сын дочь мать отец брат сестра
сосед соседи
друг подруга знакомый приятель
записать записывать регистрировать регистрация оформить занести фиксировать зафиксировать внести указать
разговор звонок вызов
пожаловаться жаловаться жалоба недовольство претензия
удержание удерживать удержать держать ждать подождать ожидание пауза
перевести перевод переводить переключить переключать переадресовать соединить
предупреждать предупредить предупреждение
отказать отказ отказывать отклонить
нельзя запрещено запрет исключение
разрешено позволено вправе
исправить исправление исправлять поправить поправка ошибка ошибся ошибиться изменить
удалить удаление удалять стереть стирать
изменить поменять сменить менять изменение переменить
оборваться оборвался обрыв прерваться прервался сорваться сбросился отключился разъединило
трубка ответить отвечать взять берет поднять молчать молчит
здороваться поздороваться приветствие приветствовать начало начать начинать доброе
прощаться попрощаться прощание завершить завершение закончить конец заканчивать
диктовать продиктовать буква буквам произнести
фамилия имя
повторить повтор сверить прочитать зачитать читать вслух перечитать
перепутать путать спутать
документ бумага справка анкета бланк
заметка запись комментарий
запись записывать записать аудиозапись
передумать передумал раздумать отказаться отказ
язык русский русски английский английски переводчик
посылка отправление пакет
опоздать опоздание опаздывать задержка задержать задерживать задерживает просрочка
пропасть пропал потеряться потерялся потерять исчезнуть исчез утерян утрата
сломать сломаться сломался поломка поломаться брак дефект недостаток неисправность
разбитый разбить разбился повреждение повредить поврежденный треснул трещина
вернуть возврат возвращать сдать обратно назад
обменять обмен замена заменить менять новый
ремонт ремонтировать починить чинить
вычет вычесть вычли удержать вычитать снять
износ использование пользоваться ношеный
этикетка наклейка ярлык стикер
деталь запчасть винтик винт шуруп болт гайка
распродажа уценка скидка акция
компания фирма организация юрлицо предприятие бизнес
купон ваучер сертификат бонус
диван мебель шкаф кровать
комплект набор
фотография фото снимок фотка картинка
журналист пресса газета сми репортер
полиция ведомство следователь
адвокат юрист юридический
срок истекать истечь последний закончиться заканчиваться
стоить стоимость платить цена
письмо почта мейл имейл емейл
данные сведения информация
личность подтвердить подтверждение проверить проверка опознать верификация идентификация
термин жаргон слова
простой проще понятный
сбой неполадка проблема глюк зависло
тикет запрос заявка письменно
эскалация эскалировать передать передача
отчет рапорт сводка
бумажка бумага записка стикер
дым дымиться дымится горит пожар ток искрит опасность
подарок подарить подарили подаренный
свадьба праздник юбилей
рассрочка кредит частями
карта карточка счет
обещать обещание пообещать
извиниться извиняться извинение прощение сожалеть
принтер распечатать напечатать
неверный неправильный ошибочный
забрать вывоз вывезти самовывоз курьер
курьер перевозчик доставщик служба
пункт постамат отделение
доставка доставить привезти привезли приехать
отследить трекинг отслеживание розыск искать
оплатить оплата платёж списать списание
деньги сумма средства выплата
отменить отмена аннулировать
гравировка надпись именной персональный
подушка одеяло матрас топпер
полотенце бельё простыня
постирать постирал стирка стираный мыть
вскрыть вскрытый открыл распечатал упаковка
мошенник мошенничество обман аферист
оценка оценивать балл баллы
плакать плачет расстроен слезы
слышно связь слышимость
опаздывающий просроченный
обеденный перерыв смена
начисление процент
сомневаться неуверен сомнение
рекомендовать рекомендация посоветовать совет
выбор вариант варианты
первый контакт обращение
тотчас сразу срочно немедленно
оспорить спор оспаривать опротестовать
"""

_POLISH = """
klient rozmówca dzwoniący kupujący
mnie mi ciebie tobie
kierownik przełożony lider szef menedżer dyrektor
wściekły zły rozgniewany zdenerwowany rozzłoszczony krzyczy krzyczeć gniew wkurzony awanturuje
obelga obrażać obraża wyzywać wyzywa wulgarny przeklina klnie chamski
groźba grozić grozi samobójstwo bomba zabić krzywda
gadatliwy gada mówi rozgadany
mąż żona małżonek krewny syn córka matka ojciec brat siostra
zapisać zapisywać rejestrować rejestrowanie zarejestrować notować wpisać zgłosić
skarga skarżyć zażalenie niezadowolenie
reklamacja roszczenie reklamować
zawiesić zawieszenie zawieszanie czekać poczekać wstrzymać oczekiwanie hold
przekazać przekazanie przekazywać przełączyć przełączać połączyć przekierować transfer
zapowiedź zapowiedzi uprzedzenie zimno
odmówić odmowa odmawiać
poprawić poprawianie poprawka sprostowanie korekta zmienić
błąd pomyłka pomylić
usunąć usunięcie skasować wykasować
zmienić zmiana zmieniać wymienić nowy
rozłączyć rozłączyło zerwać zerwane zerwało przerwać przerwane urwać
odbierać odbiera odebrać odpowiadać odpowiada
odpisać odpisuje odpowiadać odpowiada
przywitać powitanie witać początek rozpocząć zacząć
pożegnać pożegnanie zakończenie zakończyć koniec kończyć
angielski rosyjski język obcy
przeliterować literować literuj
powtórzyć odczytać przeczytać powtórka
przepraszać przeprosić przeprosiny przepraszam
obiecać obietnica obiecywać dotrzymać
notatka wpis zapis
dziennikarz prasa gazeta reporter media
policja urząd policjant
mail email e-mail wiadomość
kopia dostęp
dane informacje
wiedzieć wiem znać znam
weryfikacja zweryfikować weryfikować potwierdzić sprawdzić tożsamość
element pytanie czynnik
zablokować blokada zablokowany zablokowało blokować zablokowanie
odblokować odblokowanie
zamrożony zamrozić zamrożenie odmrozić
zagranica wakacje urlop granica
zapłacić płacić płatność zapłacone zapłacił
kasa terminal sklep
odrzucony odrzuca odrzucić odmowa
zgubić zgubiony zgubił zgubienie utrata stracić
kradzież ukraść skradziony ukradli skradziono złodziej
znaleźć znalazł znalazła znalazłem znalezienie
cudzy obcy czyjś ktoś
oszust oszustwo wyłudzenie naciągacz
pracownik konsultant kolega
wstyd wstydzić zawstydzanie
strata straty ponosić odpowiedzialność
zapomnieć zapomniany zapomniałem zapomniał
podejrzeć podejrzał znać widział
głośno głos powiedział podaje podał
zwiększyć podnieść podniesienie podwyższyć podniesiony
zmniejszyć obniżyć obniżenie zmniejszenie
wypłacić wypłata gotówka bankomat
skończyć wyczerpany wyczerpać skończył wykorzystany
kupić wydać wydano zakup
powiadomienie zatwierdzenie potwierdzenie prośba
telefon komórka smartfon
natychmiast szybko zaraz
żądać żąda każe domaga
wyciąg historia zestawienie
poznać rozpoznać poznaje znam
anulować rezygnacja zrezygnować anulował wypowiedzieć
subskrypcja abonament prenumerata
pobierać pobrać pobrano ściągnąć ściągają
podwójnie dwukrotnie dwa
kurs waluta przewalutowanie
czynny godziny otwarty czynne
formularz druk wniosek
hotel rezerwacja zarezerwowany
towar produkt przesyłka paczka
raport sprawozdanie
krytyczny poważny
płacz płakać płacze łzy
cisza milczy milczenie
słychać słyszalność połączenie
zmiana dyżur
procent odsetek
porada radzić doradzić rekomendacja polecić
wybór możliwość opcja
prosty zrozumiały żargon
data dzień termin
cena koszt opłata
dowód paragon potwierdzenie
adres przeprowadzka
wniosek prośba
sąsiad znajomy kolega
haker wirus link kliknął
czytnik urządzenie token
list poczta wysyłka
zbliżeniowo zbliżeniowa bezstykowo
odbić odrzucić
zwrot zwrócić oddać odzyskać
"""

_GREEK = """
πελάτης συνομιλητής καλών
εμένα μένα μου εσάς εαυτό
προϊστάμενος υπεύθυνος διευθυντής μάνατζερ αφεντικό
θυμωμένος νευριασμένος θυμός εκνευρισμένος φωνάζει ουρλιάζει έξαλλος
βρίζω βρίζει βρισιές υβριστικός προσβάλλει προσβολή
απειλή απειλεί απειλώ βόμβα αυτοκτονία αυτοκτονήσει
φλύαρος μιλάω μιλά μιλάει πολυλογάς φλυαρεί
σύζυγος γυναίκα άντρας συγγενής γιος κόρη μητέρα πατέρας αδελφός
γράφω γράψω γράψτε γράφουμε γράφεται καταχωρίζω καταχωρώ καταχώριση καταχωρίζουμε σημειώνω
παράπονο παραπονιέμαι δυσαρέσκεια διαμαρτυρία
αναμονή περιμένω περιμένει κρατώ
μεταβίβαση μεταφορά συνδέω συνδέσω μεταφέρω προωθώ
ενημέρωση προειδοποίηση
συνομιλία τσατ chat
κλήση γραμμή τηλεφώνημα τηλεφωνεί καλεί
επαφή επικοινωνία κλήση
προθεσμία μέρα ημέρα διορία
τηλέφωνο τηλεφωνώ ακουστικό
άτομο πρόσωπο
μέιλ mail email e-mail μήνυμα
στέλνω στείλω έστειλα στείλει έφτασαν
στοιχεία δεδομένα πληροφορίες
διαγραφή σβήνω σβήσω διαγράφω
ηχογράφηση ηχογραφώ ηχογραφούμε εγγραφή
ταυτοποίηση ταυτοποιώ ταυτοποιήστε ταυτοποιήσω επαλήθευση εξακρίβωση
λάθος σφάλμα λάθη
διόρθωση διορθώνω διορθώσω αλλαγή
απάντηση απαντώ απαντάμε απαντήσω απαντάει
μέρα ημέρα
επιβεβαίωση επιβεβαιώνω επιβεβαιώσω
πέφτω έπεσε κόπηκε κόπηκα
αγγλικά γλώσσα ρωσικά ξένη
χαιρετώ χαιρετισμός χαιρετάω ανοίγω ανοίγει άνοιγμα αρχή καλημέρα
κλείνω κλείνει κλείσω κλείσιμο τελειώνω τέλος αποχαιρετώ
δημοσιογράφος τύπος εφημερίδα
αστυνομία αρχή αστυνομικός
σηκώνω σηκώνει απαντά
απάτη απατεώνας
συλλαβίζω συλλαβίσω γράμμα
διαβάζω διαβάσω επανάληψη επαναλαμβάνω
χαρτί χαρτιά έντυπο δικαιολογητικά έγγραφο
δέμα πακέτο παραγγελία
αριθμός ψηφίο νούμερο
συγγνώμη συγνώμη λυπάμαι απολογία
υπόσχομαι υπόσχεση υποσχέσεις υποσχεθώ
όχι άρνηση αρνούμαι
απόδειξη στοιχεία αποδείξεις
συμβουλή συμβουλές
φόρος φορολογικός εφορία
ξέρω ξέρετε γνωρίζω
λόγια λέξεις ορολογία
λύση λύσεις επιλογή επιλογές
προτείνω πρόταση σύσταση
καταλαβαίνω κατάλαβε κατάλαβα καταλάβετε καταλάβατε κατανοώ
αργώ αργεί καθυστερεί καθυστέρηση
δελτίο αίτημα γραπτώς ticket
συνάδελφος συνεργάτης
μετράω μετράμε υπολογίζω μετράει υπολογισμός
βαθμολογία βαθμός αξιολόγηση αξιολογείται
κρίσιμος σοβαρός
ακριβός ακριβό κοστίζει κόστος στοιχίζει
αναφορά έκθεση
βάρδια ωράριο
γραφείο θέση
χαρτάκι σημείωμα χαρτάκια
ετοιμάζω έτοιμος έτοιμο
κλιμάκωση κλιμακώνω
βλάβη πρόβλημα σύστημα
κλαίω κλαίει κλάψει δάκρυα
σιωπή σιωπηλός
ακούγεται ακούω
ποσοστό τοις
ημερομηνία μέρα
ποσό χρήματα λεφτά ευρώ
αστείο χιούμορ
κλειδώνω κλείδωμα οθόνη
κινδυνεύει κίνδυνος επείγον ανάγκη
δικηγόρος νομικός νόμος δικαστήριο
γιατρός υγεία ιατρικός
επένδυση δάνειο
χρόνος διάρκεια ώρα
γείτονας γείτονες
εξουσιοδότηση πληρεξούσιο άδεια
αντίγραφο κόπια
αποστολή παράδοση
παρακαλώ ευγενικός
επιστρέφω γυρίζω ξανακαλώ
"""


def _grouped(*tables: str) -> Mapping[str, frozenset[Sought]]:
    """Return the words that each stem stands for, itself among them."""
    together: dict[str, set[Sought]] = {}
    for line in (line for table in tables for line in table.strip().splitlines()):
        group = {sought(word) for word in line.split()}
        for word in group:
            for stem in {word.word, *word.stems}:
                together.setdefault(stem, set()).update(group)
    return {stem: frozenset(words) for stem, words in together.items()}


@cache
def _together() -> Mapping[str, frozenset[Sought]]:
    return _grouped(_ENGLISH, _RUSSIAN, _POLISH, _GREEK)


@cache
def listed() -> Sequence[str]:
    """Return the words of the table and their stems, so that a mistyped one can be known."""
    return sorted(_together())


def synonyms_of(stems: Collection[str]) -> frozenset[Sought]:
    """Return the words that may be meant as well by a word with these stems, itself among them."""
    together = _together()
    return frozenset().union(*(together.get(stem, frozenset()) for stem in stems))
