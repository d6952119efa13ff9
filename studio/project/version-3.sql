-- What version 3 of the file added to version 2: flyers, and a memory of the production's own.
-- Never changed again: files that people have are brought to this.

CREATE TABLE flyer (
    id       INTEGER PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE,
    format   TEXT    NOT NULL CHECK (length(format) <= 100),
    language TEXT    NOT NULL DEFAULT '' CHECK (length(language) <= 100),
    title    TEXT    NOT NULL DEFAULT '' CHECK (length(title) <= 10000),
    pages    TEXT    NOT NULL DEFAULT '[]' CHECK (length(pages) <= 1000000),
    notes    TEXT    NOT NULL DEFAULT '[]' CHECK (length(notes) <= 1000000)
) STRICT;

CREATE TABLE block (
    id            INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    flyer         INTEGER NOT NULL REFERENCES flyer (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL CHECK (position BETWEEN 0 AND 1000000000),
    text          TEXT    NOT NULL CHECK (length(text) <= 1000000),
    role          TEXT    NOT NULL
        CHECK (role IN ('heading', 'paragraph', 'item', 'cell', 'caption', 'header', 'footer', 'figure')),
    level         INTEGER NOT NULL DEFAULT 0 CHECK (level BETWEEN 0 AND 6),
    language      TEXT    NOT NULL DEFAULT '' CHECK (length(language) <= 100),
    lettering     TEXT    NOT NULL CHECK (lettering IN ('text', 'outline', 'scan', 'none')),
    is_kept       INTEGER NOT NULL DEFAULT 0 CHECK (is_kept IN (0, 1)),
    is_decoration INTEGER NOT NULL DEFAULT 0 CHECK (is_decoration IN (0, 1)),
    score         INTEGER NOT NULL DEFAULT 1000 CHECK (score BETWEEN 0 AND 1000),
    areas         TEXT    NOT NULL CHECK (length(areas) <= 10000000),
    look          TEXT    NOT NULL CHECK (length(look) <= 100000),
    marks         TEXT    NOT NULL DEFAULT '[]' CHECK (length(marks) <= 10000000),
    cell          TEXT    NOT NULL DEFAULT '[]' CHECK (length(cell) <= 10000),
    state         TEXT    NOT NULL DEFAULT 'machine' CHECK (state IN ('machine', 'edited', 'approved')),
    reviewer      TEXT    NOT NULL DEFAULT '' CHECK (length(reviewer) <= 10000),
    reviewed_at   INTEGER CHECK (reviewed_at BETWEEN 0 AND 100000000000000)
) STRICT;

CREATE INDEX block_by_position ON block (flyer, position, id);

CREATE TABLE edition (
    id       INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    flyer    INTEGER NOT NULL REFERENCES flyer (id) ON DELETE CASCADE,
    language TEXT    NOT NULL CHECK (length(language) <= 100),
    title    TEXT    NOT NULL DEFAULT '' CHECK (length(title) <= 10000),
    made     TEXT    NOT NULL DEFAULT '[]' CHECK (length(made) <= 100000)
) STRICT;

CREATE INDEX edition_of_flyer ON edition (flyer);

CREATE TABLE wording (
    id          INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    edition     INTEGER NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    block       INTEGER NOT NULL REFERENCES block (id) ON DELETE CASCADE,
    text        TEXT    NOT NULL CHECK (length(text) <= 1000000),
    marks       TEXT    NOT NULL DEFAULT '[]' CHECK (length(marks) <= 10000000),
    seen        TEXT    NOT NULL CHECK (length(seen) <= 1000000),
    origin      TEXT    NOT NULL CHECK (origin IN ('none', 'machine', 'memory', 'copied', 'person')),
    state       TEXT    NOT NULL CHECK (state IN ('machine', 'edited', 'approved')),
    reviewer    TEXT    NOT NULL DEFAULT '' CHECK (length(reviewer) <= 10000),
    reviewed_at INTEGER CHECK (reviewed_at BETWEEN 0 AND 100000000000000),
    comment     TEXT    NOT NULL DEFAULT '' CHECK (length(comment) <= 1000000)
) STRICT;

CREATE INDEX wording_of_edition ON wording (edition, block);

CREATE INDEX wording_of_block ON wording (block);

CREATE TABLE dismissal (
    id      INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    block   INTEGER NOT NULL REFERENCES block (id) ON DELETE CASCADE,
    edition INTEGER REFERENCES edition (id) ON DELETE CASCADE,
    rule    TEXT    NOT NULL CHECK (length(rule) <= 1000),
    seen    TEXT    NOT NULL CHECK (length(seen) <= 100)
) STRICT;

CREATE INDEX dismissal_of_block ON dismissal (block);

CREATE INDEX dismissal_of_edition ON dismissal (edition);

CREATE TABLE fit (
    id      INTEGER PRIMARY KEY REFERENCES wording (id) ON DELETE CASCADE,
    seen    TEXT    NOT NULL CHECK (length(seen) <= 100),
    scale   INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 1000000),
    over    INTEGER NOT NULL CHECK (over BETWEEN 0 AND 1000000000),
    letters INTEGER NOT NULL CHECK (letters BETWEEN 0 AND 1000000),
    measure TEXT    NOT NULL CHECK (measure IN ('none', 'room', 'hyphens', 'leading', 'condensed', 'smaller')),
    fits    INTEGER NOT NULL CHECK (fits IN (0, 1))
) STRICT;

CREATE TABLE unit (
    id              INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    source          TEXT    NOT NULL CHECK (source <> '' AND length(source) <= 1000000),
    target          TEXT    NOT NULL CHECK (target <> '' AND length(target) <= 1000000),
    source_language TEXT    NOT NULL CHECK (length(source_language) <= 100),
    target_language TEXT    NOT NULL CHECK (length(target_language) <= 100),
    production      TEXT    NOT NULL DEFAULT '' CHECK (length(production) <= 10000),
    reviewer        TEXT    NOT NULL DEFAULT '' CHECK (length(reviewer) <= 10000),
    moment          INTEGER CHECK (moment BETWEEN -100000000000000 AND 1000000000000000),
    previous        TEXT    NOT NULL DEFAULT '' CHECK (length(previous) <= 1000000),
    following       TEXT    NOT NULL DEFAULT '' CHECK (length(following) <= 1000000)
) STRICT;

CREATE INDEX unit_by_source ON unit (source_language, target_language, source);
