-- What a house keeps for all its productions: one SQLite file in the user's data folder.
--
-- Several windows and workers use it at once; each transaction is short, and nobody holds it open for long.

-- "SouV"
PRAGMA application_id = 0x536F7556;
PRAGMA user_version = 1;

-- One row: a number that every transaction which writes makes larger.
CREATE TABLE revision (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    value INTEGER NOT NULL
) STRICT;
INSERT INTO revision VALUES (1, 0);

-- Names and terms, as in a production.
CREATE TABLE term (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    source          TEXT    NOT NULL CHECK (source <> '' AND length(source) <= 1000),
    target          TEXT    NOT NULL DEFAULT '' CHECK (length(target) <= 1000),
    source_language TEXT    NOT NULL DEFAULT '' CHECK (length(source_language) <= 100),
    target_language TEXT    NOT NULL DEFAULT '' CHECK (length(target_language) <= 100),
    note            TEXT    NOT NULL DEFAULT '' CHECK (length(note) <= 100000),
    case_sensitive  INTEGER NOT NULL DEFAULT 0 CHECK (case_sensitive IN (0, 1))
) STRICT;

-- Sentences and the translations that people confirmed.  `owner` is the production whose cues they stand in ('': they
-- came from a file); `direction` are the primary tags ("de>en"); `wanted` is the source as it is compared, `place` a
-- digest of its neighbours.  Rows are never changed, only replaced: a larger id is news.
CREATE TABLE unit (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    owner           TEXT    NOT NULL CHECK (length(owner) <= 1000),
    direction       TEXT    NOT NULL CHECK (length(direction) <= 200),
    wanted          TEXT    NOT NULL CHECK (wanted <> '' AND length(wanted) <= 1000000),
    place           TEXT    NOT NULL CHECK (length(place) <= 100),
    source          TEXT    NOT NULL CHECK (length(source) <= 1000000),
    target          TEXT    NOT NULL CHECK (length(target) <= 1000000),
    source_language TEXT    NOT NULL CHECK (length(source_language) <= 100),
    target_language TEXT    NOT NULL CHECK (length(target_language) <= 100),
    production      TEXT    NOT NULL CHECK (length(production) <= 10000),
    reviewer        TEXT    NOT NULL CHECK (length(reviewer) <= 10000),
    moment          INTEGER,  -- milliseconds since 1970 (UTC); NULL: not known
    previous        TEXT    NOT NULL CHECK (length(previous) <= 1000000),
    following       TEXT    NOT NULL CHECK (length(following) <= 1000000)
) STRICT;
CREATE UNIQUE INDEX unit_of_owner ON unit (direction, wanted, place, owner);
CREATE INDEX unit_by_owner ON unit (owner) WHERE owner <> '';
