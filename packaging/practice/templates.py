"""The sentence patterns of the practice language, in English, German and Dutch.

`{slot}` stands for a phrase of `vocabulary`; `{slot:acc}` and `{slot:dat}` for its German
case; `{slot:rel}` for its relative pronoun in German or Dutch.
"""

Template = tuple[str, str, str]

SPOKEN: tuple[Template, ...] = (
    (
        "Welcome to {city}, dear {audience}.",
        "Willkommen in {city}, liebe {audience}.",
        "Welkom in {city}, beste {audience}.",
    ),
    (
        "Good evening, and welcome to our house.",
        "Guten Abend, und willkommen in unserem Haus.",
        "Goedenavond, en welkom in ons huis.",
    ),
    (
        "Thank you for your visit, dear {audience}.",
        "Danke für Ihren Besuch, liebe {audience}.",
        "Bedankt voor uw bezoek, beste {audience}.",
    ),
    (
        "We thank all {audience} from {city}.",
        "Wir danken allen {audience:dat} aus {city}.",
        "Wij danken alle {audience} uit {city}.",
    ),
    (
        "{event} begins {when} at {hour} o'clock.",
        "{event} beginnt {when} um {hour} Uhr.",
        "{event} begint {when} om {hour} uur.",
    ),
    (
        "On {date} {month} {event} begins at {hour} o'clock.",
        "Am {date}. {month} beginnt {event} um {hour} Uhr.",
        "Op {date} {month} begint {event} om {hour} uur.",
    ),
    (
        "{event} runs until {date} {month}.",
        "{event} läuft bis zum {date}. {month}.",
        "{event} loopt tot {date} {month}.",
    ),
    (
        "{event} takes place {where}.",
        "{event} findet {where} statt.",
        "{event} vindt {where} plaats.",
    ),
    (
        "If it rains, {event} takes place {where}.",
        "Wenn es regnet, findet {event} {where} statt.",
        "Als het regent, vindt {event} {where} plaats.",
    ),
    (
        "{event} lasts {count} hours.",
        "{event} dauert {count} Stunden.",
        "{event} duurt {count} uur.",
    ),
    ("{event} is {adjective}.", "{event} ist {adjective}.", "{event} is {adjective}."),
    (
        "{event} was {adjective}, thank you very much.",
        "{event} war {adjective}, vielen Dank.",
        "{event} was {adjective}, hartelijk dank.",
    ),
    (
        "{event} on {day} is sold out.",
        "{event} am {day} ist ausverkauft.",
        "{event} op {day} is uitverkocht.",
    ),
    ("When does {event} begin?", "Wann beginnt {event}?", "Wanneer begint {event}?"),
    (
        "We hope that you like {event}.",
        "Wir hoffen, dass Ihnen {event} gefällt.",
        "Wij hopen dat {event} u bevalt.",
    ),
    (
        "Please switch off your phones, because {event} begins now.",
        "Bitte schalten Sie Ihre Telefone aus, denn {event} beginnt jetzt.",
        "Zet uw telefoon uit, want {event} begint nu.",
    ),
    (
        "{place} opens on {day} at {hour} o'clock.",
        "{place} öffnet am {day} um {hour} Uhr.",
        "{place} gaat op {day} om {hour} uur open.",
    ),
    (
        "{place} is closed on {day}.",
        "{place} ist am {day} geschlossen.",
        "{place} is op {day} gesloten.",
    ),
    (
        "{place} is open until {hour} o'clock.",
        "{place} ist bis {hour} Uhr geöffnet.",
        "{place} is tot {hour} uur open.",
    ),
    (
        "On {date} {month} {place} stays closed.",
        "Am {date}. {month} bleibt {place} geschlossen.",
        "Op {date} {month} blijft {place} gesloten.",
    ),
    ("{place} is {adjective}.", "{place} ist {adjective}.", "{place} is {adjective}."),
    (
        "{place} was built in {year}.",
        "{place} wurde im Jahr {year} gebaut.",
        "{place} is in het jaar {year} gebouwd.",
    ),
    ("Where is {place}?", "Wo ist {place}?", "Waar is {place}?"),
    (
        "Is {place} open {when}?",
        "Ist {place} {when} geöffnet?",
        "Is {place} {when} open?",
    ),
    (
        "Because {place} is closed today, we meet {where}.",
        "Weil {place} heute geschlossen ist, treffen wir uns {where}.",
        "Omdat {place} vandaag gesloten is, ontmoeten wij elkaar {where}.",
    ),
    (
        "When {event} is over, {place} stays open until {hour} o'clock.",
        "Wenn {event} vorbei ist, bleibt {place} bis {hour} Uhr geöffnet.",
        "Als {event} voorbij is, blijft {place} tot {hour} uur open.",
    ),
    (
        "The doors open at {hour} o'clock.",
        "Die Türen öffnen um {hour} Uhr.",
        "De deuren gaan om {hour} uur open.",
    ),
    (
        "The next train to {city} leaves at {hour} o'clock.",
        "Der nächste Zug nach {city} fährt um {hour} Uhr.",
        "De volgende trein naar {city} vertrekt om {hour} uur.",
    ),
    (
        "The {audience} meet {where} at {hour} o'clock.",
        "Die {audience} treffen sich um {hour} Uhr {where}.",
        "De {audience} ontmoeten elkaar om {hour} uur {where}.",
    ),
    (
        "Please be {where} at {hour} o'clock, so that we can begin on time.",
        "Bitte seien Sie um {hour} Uhr {where}, damit wir pünktlich beginnen können.",
        "Wees alstublieft om {hour} uur {where}, zodat wij op tijd kunnen beginnen.",
    ),
    ("Tickets cost {price} euros.", "Karten kosten {price} Euro.", "Kaartjes kosten {price} euro."),
    (
        "For {audience} a ticket costs {price} euros.",
        "Für {audience} kostet eine Karte {price} Euro.",
        "Voor {audience} kost een kaartje {price} euro.",
    ),
    (
        "A ticket for {event} costs {price} euros.",
        "Eine Karte für {event:acc} kostet {price} Euro.",
        "Een kaartje voor {event} kost {price} euro.",
    ),
    (
        "{event} costs {price} euros, but for {audience} admission is free.",
        "{event} kostet {price} Euro, aber für {audience} ist der Eintritt frei.",
        "{event} kost {price} euro, maar voor {audience} is de toegang gratis.",
    ),
    (
        "I would like {count} tickets for {event}, please.",
        "Ich möchte bitte {count} Karten für {event:acc}.",
        "Ik wil graag {count} kaartjes voor {event}.",
    ),
    (
        "{audience} who buy a ticket today get {count} {things}.",
        "{audience}, die heute eine Karte kaufen, bekommen {count} {things}.",
        "{audience} die vandaag een kaartje kopen, krijgen {count} {things}.",
    ),
    (
        "We sell {things} {where}.",
        "Wir verkaufen {things} {where}.",
        "Wij verkopen {things} {where}.",
    ),
    ("You can find {things} {where}.", "Sie finden {things} {where}.", "U vindt {things} {where}."),
    (
        "After {event} you can buy {things} {where}.",
        "Nach {event:dat} können Sie {where} {things} kaufen.",
        "Na {event} kunt u {where} {things} kopen.",
    ),
    (
        "The guided tour starts {where}, where you also find {things}.",
        "Die Führung startet {where}, wo Sie auch {things} finden.",
        "De rondleiding start {where}, waar u ook {things} vindt.",
    ),
    (
        "Please do not touch the {things}.",
        "Bitte berühren Sie die {things} nicht.",
        "Raak de {things} alstublieft niet aan.",
    ),
    (
        "You may take photos {where}, but please without flash.",
        "Sie dürfen {where} fotografieren, aber bitte ohne Blitz.",
        "U mag {where} fotograferen, maar graag zonder flits.",
    ),
    (
        "In {month} we show {count} new films.",
        "Im {month} zeigen wir {count} neue Filme.",
        "In {month} laten wij {count} nieuwe films zien.",
    ),
    (
        "{when} there are {count} concerts {where}.",
        "{when} gibt es {count} Konzerte {where}.",
        "{when} zijn er {count} concerten {where}.",
    ),
    ("{role} comes from {city}.", "{role} kommt aus {city}.", "{role} komt uit {city}."),
    ("{role} is waiting {where}.", "{role} wartet {where}.", "{role} wacht {where}."),
    (
        "{role} plays music by {composer} {when}.",
        "{role} spielt {when} Musik von {composer}.",
        "{role} speelt {when} muziek van {composer}.",
    ),
    (
        "{role}, who comes from {city}, plays music by {composer}.",
        "{role}, {role:rel} aus {city} kommt, spielt Musik von {composer}.",
        "{role}, {role:rel} uit {city} komt, speelt muziek van {composer}.",
    ),
    (
        "After the break {role} speaks about {city}.",
        "Nach der Pause spricht {role} über {city}.",
        "Na de pauze spreekt {role} over {city}.",
    ),
    (
        "Before {event} {role} speaks about {composer}.",
        "Vor {event:dat} spricht {role} über {composer}.",
        "Voor {event} spreekt {role} over {composer}.",
    ),
    (
        "In {month} {role} travels to {city}.",
        "Im {month} reist {role} nach {city}.",
        "In {month} reist {role} naar {city}.",
    ),
    (
        "{role} shows {count} {things} from {city}.",
        "{role} zeigt {count} {things} aus {city}.",
        "{role} toont {count} {things} uit {city}.",
    ),
    (
        "If you have questions, please ask {role}.",
        "Wenn Sie Fragen haben, fragen Sie bitte {role:acc}.",
        "Als u vragen hebt, vraag het dan aan {role}.",
    ),
    (
        "My name is {person}, and I work {where}.",
        "Mein Name ist {person}, und ich arbeite {where}.",
        "Mijn naam is {person}, en ik werk {where}.",
    ),
    (
        "I have worked {where} for {count} years.",
        "Ich arbeite seit {count} Jahren {where}.",
        "Ik werk al {count} jaar {where}.",
    ),
    (
        "I was {count} years old when I saw {work} for the first time.",
        "Ich war {count} Jahre alt, als ich {work} zum ersten Mal sah.",
        "Ik was {count} jaar oud toen ik {work} voor het eerst zag.",
    ),
    (
        "I think that {work} is {adjective}.",
        "Ich glaube, dass {work} {adjective} ist.",
        "Ik denk dat {work} {adjective} is.",
    ),
    (
        "Today I will show you the {things} that {painter} made in {city}.",
        "Heute zeige ich Ihnen die {things}, die {painter} in {city} gemacht hat.",
        "Vandaag laat ik u de {things} zien die {painter} in {city} heeft gemaakt.",
    ),
    (
        "This painting, which {painter} made in {year}, comes from {city}.",
        "Dieses Bild, das {painter} im Jahr {year} gemacht hat, kommt aus {city}.",
        "Dit schilderij, dat {painter} in het jaar {year} heeft gemaakt, komt uit {city}.",
    ),
    (
        "{composer} wrote this music in {year}.",
        "{composer} schrieb diese Musik im Jahr {year}.",
        "{composer} schreef deze muziek in het jaar {year}.",
    ),
    (
        "{when} we play {work}, and {person} sings.",
        "{when} spielen wir {work}, und {person} singt.",
        "{when} spelen wij {work}, en {person} zingt.",
    ),
    (
        "{when} {person} reads from a new book.",
        "{when} liest {person} aus einem neuen Buch.",
        "{when} leest {person} voor uit een nieuw boek.",
    ),
    (
        "Did you know that {person} lives in {city}?",
        "Wussten Sie, dass {person} in {city} wohnt?",
        "Wist u dat {person} in {city} woont?",
    ),
    (
        "Our guest is called {person} and comes from {city}.",
        "Unser Gast heißt {person} und kommt aus {city}.",
        "Onze gast heet {person} en komt uit {city}.",
    ),
)

WRITTEN: tuple[Template, ...] = (
    ("You can find more at {url}.", "Mehr finden Sie unter {url}.", "Meer vindt u op {url}."),
    ("The programme is on {url}.", "Das Programm steht auf {url}.", "Het programma staat op {url}."),
    (
        "Tickets for {event} cost {price} euros at {url}.",
        "Karten für {event:acc} kosten {price} Euro auf {url}.",
        "Kaartjes voor {event} kosten {price} euro op {url}.",
    ),
    (
        "Please write to {email}.",
        "Bitte schreiben Sie an {email}.",
        "Schrijf alstublieft naar {email}.",
    ),
    (
        "If you have questions, write to {email}.",
        "Wenn Sie Fragen haben, schreiben Sie an {email}.",
        "Als u vragen hebt, schrijf dan naar {email}.",
    ),
    (
        "{event} begins on {day} at {clock}.",
        "{event} beginnt am {day} um {clock} Uhr.",
        "{event} begint op {day} om {clock} uur.",
    ),
    (
        "{place} is open from {clock} to {until}.",
        "{place} ist von {clock} bis {until} Uhr geöffnet.",
        "{place} is van {clock} tot {until} uur open.",
    ),
    ("Admission: {price} euros", "Eintritt: {price} Euro", "Toegang: {price} euro"),
    ("Opening hours", "Öffnungszeiten", "Openingstijden"),
    ("Our programme in {month}", "Unser Programm im {month}", "Ons programma in {month}"),
    ("Guided tours and concerts", "Führungen und Konzerte", "Rondleidingen en concerten"),
    ("Contact and tickets", "Kontakt und Karten", "Contact en kaartjes"),
)
