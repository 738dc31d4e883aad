"""Words that stand in most sentences and tell little about what somebody looks for; folded, as `fold` gives them.

Words that deny (`not`, `without`) are none: the section about those without a smartphone is another one.
"""

from __future__ import annotations

from app.knowledge.stemming import fold

_WORDS = """
myself himself herself itself themselves ourselves yourselves a about after all also am an and any are as at be
because been before being but by can could did do does doing for from get had has have having he her here hers him his
how i i'd i'll i'm i've if in into is it it's its just let me might more most must my of off on once only or other our
out over own please same shall she should so some such than that that's the their them then there these they they're
this those through to too under until up us very was we were what what's when where which while who whom whose why
yourself will with would you you'd you're your yours caller caller's callers customer customer's customers say says
said tell tells want wants wanted ask asks asked asking call calls calling called phone phones phoned people person
somebody someone anybody anyone something else

а более бы был была были было быть в вам вас ваш весь во вот все всего всех вы где да даже для до его ее если есть еще
же за здесь и из или им их к как какая какие какой когда кого которые который кто куда ли либо мне может можно мой мы
на надо нам нас наш него нее них но ну нужно о об один он она они оно от очень по под после почему при про с сам со
так также такой там тебя то того тоже только том ты у уже чего чей чем что чтобы эта эти это этого этой этом этот я
клиент клиента клиенту клиентом клиенте клиенты клиентов звонящий звонящего звонящему звонящим покупатель покупателя
покупателю хочет хочу хотят хотел говорит говорить сказать скажите сказал просит попросить делать сделать спросить
спрашивает спросил спрашивать звонит звонят звонил позвонил позвонила позвонили звоню люди человек людям ктото чтото
кому кем ком чему никто

a aby albo ale ani az bardzo bo by byc byl byla bylo byly bym chce ci co czego czemu czy czyj dla do dlaczego gdy
gdzie go i ich ile im inny ja jak jaka jaki jakie jakiej jako je jego jej jest jestem jesli jeszcze juz kiedy kogo
komu kto ktora ktore ktorej ktory ktorych ku lub ma maja mam mi mial mnie moge moj moja moze mozna musi musze my na
nad nam nas nasz nawet niech nim nich niej o od on ona one oni oraz pan pani po pod podczas poniewaz przed przez przy
sa sam sie ta tak taki takze tam te tego tej ten tez to trzeba tu ty tych tylko tym u w wasz we wiec wolno wszystko wy
z za ze zeby klient klienta klientem klientka klientki klientowi klienci rozmowca rozmowcy rozmowce chca chcial mowi
mowic powiedziec powiedz mowia robic zrobic pyta pytac zapytac dzwoni dzwonia dzwonil zadzwonil zadzwonila dzwonie
czym kim jakim jakiego komus ktos cos kogos czegos ludzie osoba czlowiek

α αλλα αν ανα απο αυτα αυτες αυτη αυτην αυτο αυτοι αυτος αυτου αυτων για γιατι εαν εγω ειμαι ειναι εισαι εκει εμεις
ενα ενας ενος εσεις εσυ εχει εχετε εχουμε εχουν εχω η ηταν θα και κανω καθε κατα κι μα με μεσα μετα μια μιας μου
μπορει μπορω μπορουμε να ναι ο οι ομως οπου οπως οσο οταν οτι ου πανω παρα πια πιο ποια ποιες ποιο ποιος ποιον πολυ
ποσα ποση ποσο ποτε που πρεπει πριν προς πως σαν σας σε στα στη στην στις στο στον στους συ τα τη την της τι τις
πελατης πελατη πελατες πελατισσα συνομιλητης συνομιλητη θελει θελω θελουν λεει λεω πω πειτε πει κανει κανουμε ρωταει
ρωταω ρωτα ρωτησω ρωτησει βαζω βαζει βαλω πηρε παιρνω παρω παρει δινω δωσω το τοι τον του τους των τωρα ως καλει
τηλεφωνει καλουν τηλεφωνησε καποιος καποιον καποια κατι καποιο ανθρωπος ανθρωποι ατομο
"""

STOP_WORDS: frozenset[str] = frozenset(fold(word) for word in _WORDS.split())
