"""The words of the practice language: one table of parallel phrases per slot of the grammar.

Every row is (English, German, Dutch).  Nouns carry their article in the nominative;
`grammar` derives the other cases from it.  Numbers are written with the same digits in
all three languages, so that a translation can be checked for them.
"""

from collections.abc import Mapping, Sequence

Phrase = tuple[str, str, str]


def _rows(table: str) -> list[Phrase]:
    """Return the rows of a table with one `English | German | Dutch` line per phrase."""
    rows = []
    for line in table.strip().splitlines():
        english, german, dutch = (part.strip() for part in line.split("|"))
        rows.append((english, german, dutch))
    return rows


def _same(*words: str | int) -> list[Phrase]:
    """Return rows that read alike in the three languages."""
    return [(str(word), str(word), str(word)) for word in words]


DAYS = _rows("""
    Monday    | Montag     | maandag
    Tuesday   | Dienstag   | dinsdag
    Wednesday | Mittwoch   | woensdag
    Thursday  | Donnerstag | donderdag
    Friday    | Freitag    | vrijdag
    Saturday  | Samstag    | zaterdag
    Sunday    | Sonntag    | zondag
""")

MONTHS = _rows("""
    January   | Januar    | januari
    February  | Februar   | februari
    March     | März      | maart
    April     | April     | april
    May       | Mai       | mei
    June      | Juni      | juni
    July      | Juli      | juli
    August    | August    | augustus
    September | September | september
    October   | Oktober   | oktober
    November  | November  | november
    December  | Dezember  | december
""")

TIMES = _rows("""
    tonight          | heute Abend         | vanavond
    tomorrow         | morgen              | morgen
    today            | heute               | vandaag
    this week        | diese Woche         | deze week
    next week        | nächste Woche       | volgende week
    next month       | nächsten Monat      | volgende maand
    every evening    | jeden Abend         | elke avond
    this weekend     | dieses Wochenende   | dit weekend
    this afternoon   | heute Nachmittag    | vanmiddag
    tomorrow evening | morgen Abend        | morgenavond
""") + [(f"on {english}", f"am {german}", f"op {dutch}") for english, german, dutch in DAYS]

EVENTS = _rows("""
    the concert     | das Konzert      | het concert
    the exhibition  | die Ausstellung  | de tentoonstelling
    the lecture     | der Vortrag      | de lezing
    the play        | das Theaterstück | het toneelstuk
    the film        | der Film         | de film
    the workshop    | der Workshop     | de workshop
    the guided tour | die Führung      | de rondleiding
    the festival    | das Festival     | het festival
    the opera       | die Oper         | de opera
    the performance | die Vorstellung  | de voorstelling
    the party       | das Fest         | het feest
    the rehearsal   | die Probe        | de repetitie
    the market      | der Markt        | de markt
    the ballet      | das Ballett      | het ballet
""")

PLACES = _rows("""
    the museum     | das Museum      | het museum
    the theatre    | das Theater     | het theater
    the gallery    | die Galerie     | de galerie
    the library    | die Bibliothek  | de bibliotheek
    the café       | das Café        | het café
    the shop       | der Laden       | de winkel
    the garden     | der Garten      | de tuin
    the cloakroom  | die Garderobe   | de garderobe
    the box office | die Kasse       | de kassa
    the cinema     | das Kino        | de bioscoop
    the great hall | der große Saal  | de grote zaal
    the restaurant | das Restaurant  | het restaurant
    the castle     | das Schloss     | het kasteel
""")

LOCATIONS = _rows("""
    in the museum       | im Museum             | in het museum
    in the great hall   | im großen Saal        | in de grote zaal
    in the garden       | im Garten             | in de tuin
    in the gallery      | in der Galerie        | in de galerie
    on the first floor  | im ersten Stock       | op de eerste verdieping
    on the ground floor | im Erdgeschoss        | op de begane grond
    in the library      | in der Bibliothek     | in de bibliotheek
    in the café         | im Café               | in het café
    at the entrance     | am Eingang            | bij de ingang
    in the old church   | in der alten Kirche   | in de oude kerk
    in the courtyard    | im Hof                | op de binnenplaats
    behind the stage    | hinter der Bühne      | achter het podium
    next to the shop    | neben dem Laden       | naast de winkel
    at the box office   | an der Kasse          | aan de kassa
""")

ROLES = _rows("""
    the director  | die Direktorin   | de directrice
    the conductor | der Dirigent     | de dirigent
    the singer    | die Sängerin     | de zangeres
    the pianist   | der Pianist      | de pianist
    the orchestra | das Orchester    | het orkest
    the choir     | der Chor         | het koor
    the artist    | die Künstlerin   | de kunstenares
    the author    | der Autor        | de schrijver
    the actor     | der Schauspieler | de acteur
    the dancer    | die Tänzerin     | de danseres
    the painter   | der Maler        | de schilder
""")

AUDIENCES = _rows("""
    children | Kinder     | kinderen
    students | Studenten  | studenten
    members  | Mitglieder | leden
    visitors | Besucher   | bezoekers
    families | Familien   | gezinnen
    guests   | Gäste      | gasten
    friends  | Freunde    | vrienden
    teachers | Lehrer     | leraren
""")

THINGS = _rows("""
    programmes  | Programme   | programma's
    drinks      | Getränke    | drankjes
    books       | Bücher      | boeken
    postcards   | Postkarten  | ansichtkaarten
    paintings   | Bilder      | schilderijen
    photos      | Fotos       | foto's
    instruments | Instrumente | instrumenten
    costumes    | Kostüme     | kostuums
    sculptures  | Skulpturen  | beelden
""")

ADJECTIVES = _rows("""
    beautiful    | schön        | mooi
    famous       | berühmt      | beroemd
    new          | neu          | nieuw
    free         | kostenlos    | gratis
    very long    | sehr lang    | erg lang
    very popular | sehr beliebt | erg populair
    wonderful    | wunderbar    | prachtig
    quiet        | ruhig        | rustig
    small        | klein        | klein
    full         | voll         | vol
""")

CITIES = _rows("""
    Berlin    | Berlin    | Berlijn
    Vienna    | Wien      | Wenen
    Amsterdam | Amsterdam | Amsterdam
    London    | London    | Londen
    Paris     | Paris     | Parijs
    Rome      | Rom       | Rome
    Brussels  | Brüssel   | Brussel
    Hamburg   | Hamburg   | Hamburg
    Utrecht   | Utrecht   | Utrecht
    Madrid    | Madrid    | Madrid
    Prague    | Prag      | Praag
    Munich    | München   | München
""")

WORKS = _rows("""
    The Magic Flute | Die Zauberflöte | De Toverfluit
    The Seagull     | Die Möwe        | De Meeuw
    Hamlet          | Hamlet          | Hamlet
    Faust           | Faust           | Faust
    Carmen          | Carmen          | Carmen
""")

COMPOSERS = _same("Mozart", "Bach", "Beethoven", "Schubert", "Brahms", "Haydn")
PAINTERS = _same("Rembrandt", "Vermeer", "Rubens", "Monet", "Klimt")
PEOPLE = _same(
    "Anna Berger",
    "Jan Visser",
    "Clara Vogel",
    "Tom Keller",
    "Emma Bakker",
    "Peter Winter",
    "Julia Stern",
    "Lucas Maas",
)

HOURS = _same(2, 3, 5, 6, 7, 8, 9, 10, 11)
COUNTS = _same(*range(2, 11), 12, 20)
PRICES = _same(5, 6, 8, 9, 12, 14, 15, 18, 20, 25, 30)
MONTH_DAYS = _same(2, 3, 5, 7, 9, 11, 14, 16, 17, 21, 24, 28)
YEARS = _same(1642, 1785, 1824, 1888, 1912, 1975)

SPOKEN_SLOTS: Mapping[str, Sequence[Phrase]] = {
    "day": DAYS,
    "month": MONTHS,
    "when": TIMES,
    "event": EVENTS,
    "place": PLACES,
    "where": LOCATIONS,
    "role": ROLES,
    "audience": AUDIENCES,
    "things": THINGS,
    "adjective": ADJECTIVES,
    "city": CITIES,
    "work": WORKS,
    "composer": COMPOSERS,
    "painter": PAINTERS,
    "person": PEOPLE,
    "hour": HOURS,
    "count": COUNTS,
    "price": PRICES,
    "date": MONTH_DAYS,
    "year": YEARS,
}

_HOSTS = ("museum", "theater", "galerie", "gallery", "concert", "opera", "festival", "kasteel")
_DOMAINS = (".nl", ".de", ".com", ".org", ".eu")
_PATHS = ("", "", "", "/tickets", "/en", "/2026")
_MAILBOXES = ("info", "tickets", "office", "kontakt", "hello")

URLS = _same(
    *(
        f"{prefix}{host}{domain}{path}"
        for prefix in ("www.", "www.", "https://www.", "https://")
        for host in _HOSTS
        for domain in _DOMAINS
        for path in _PATHS
    )
)
EMAILS = _same(*(f"{box}@{host}{end}" for box in _MAILBOXES for host in _HOSTS for end in _DOMAINS))
CLOCKS = _same(*(f"{hour}:{minute:02d}" for hour in range(8, 24) for minute in (0, 15, 30, 45)))

WRITTEN_SLOTS: Mapping[str, Sequence[Phrase]] = {
    "url": URLS,
    "email": EMAILS,
    "clock": CLOCKS,
    "until": CLOCKS,
}

ANY_NUMBER = _same(*range(2, 100))
MARKERS = _same(*(form % n for n in range(1, 6) for form in ("X%dX", "{{%d}}")))
