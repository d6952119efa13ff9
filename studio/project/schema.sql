-- A production: one SQLite file (.souffleur) with everything but the media themselves.
--
-- Times are whole milliseconds on the clock of the media file; moments are milliseconds since 1970 (UTC).
-- Tables are STRICT and their CHECKs say what a sane value is: `PRAGMA quick_check` tests both on every row of a file
-- that is opened.  The file holds no triggers, views or generated columns; a file with any is refused.
--
-- Tables that undo covers (history.RECORDED) have an `id` that is never used twice (AUTOINCREMENT), no REAL and no BLOB
-- (old values are kept as JSON) and no UNIQUE column (undo puts rows back in any order).

PRAGMA application_id = 0x536F7566;  -- "Souf"
PRAGMA user_version = 3;

-- WHAT PEOPLE WORK ON (undo covers it) ------------------------------------------------------------------------------

-- A file of the production.  `path` is relative to the production's folder where that is possible, with slashes;
-- size and digest find it again after it was moved.  A removed file keeps its rows until no step can bring it back.
CREATE TABLE media (
    id       INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    kind     TEXT    NOT NULL CHECK (kind IN ('video', 'flyer')),
    path     TEXT    NOT NULL CHECK (path <> '' AND length(path) <= 4096),
    size     INTEGER NOT NULL CHECK (size >= 0),
    digest   TEXT    NOT NULL CHECK (length(digest) = 64),
    removed  INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

-- What is special to a video: `id` is that of its file; `language` is the one spoken, '' while unknown.
CREATE TABLE video (
    id               INTEGER PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE,
    duration         INTEGER NOT NULL CHECK (duration BETWEEN 0 AND 1000000000000),
    rate_numerator   INTEGER NOT NULL CHECK (rate_numerator BETWEEN 1 AND 1000000000),
    rate_denominator INTEGER NOT NULL CHECK (rate_denominator BETWEEN 1 AND 1000000000),
    width            INTEGER NOT NULL CHECK (width BETWEEN 0 AND 1000000),
    height           INTEGER NOT NULL CHECK (height BETWEEN 0 AND 1000000),
    language         TEXT    NOT NULL DEFAULT '' CHECK (length(language) <= 100)
) STRICT;

-- A sound track of a video; `number` counts them from 0.
CREATE TABLE audio_track (
    id          INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    video       INTEGER NOT NULL REFERENCES video (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL CHECK (number BETWEEN 0 AND 10000),
    start       INTEGER NOT NULL CHECK (start BETWEEN -1000000000000 AND 1000000000000),
    channels    INTEGER NOT NULL CHECK (channels BETWEEN 0 AND 10000),
    sample_rate INTEGER NOT NULL CHECK (sample_rate BETWEEN 0 AND 1000000000),
    codec       TEXT    NOT NULL CHECK (length(codec) <= 1000),
    language    TEXT    NOT NULL CHECK (length(language) <= 100),
    title       TEXT    NOT NULL CHECK (length(title) <= 10000)
) STRICT;
CREATE INDEX audio_track_of_video ON audio_track (video, number);

-- The cues of a video in one language.  `source` is the track it was translated from; a read-only track was imported
-- to be compared with, and is never changed.
CREATE TABLE track (
    id        INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    media     INTEGER NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    language  TEXT    NOT NULL CHECK (length(language) <= 100),
    kind      TEXT    NOT NULL CHECK (kind IN ('subtitles', 'captions')),
    profile   TEXT    NOT NULL CHECK (length(profile) <= 1000),
    title     TEXT    NOT NULL DEFAULT '' CHECK (length(title) <= 10000),
    source    INTEGER REFERENCES track (id) ON DELETE SET NULL,
    read_only INTEGER NOT NULL DEFAULT 0 CHECK (read_only IN (0, 1))
) STRICT;
CREATE INDEX track_of_media ON track (media);
CREATE INDEX track_of_source ON track (source);

-- The subtitle file that a track was imported from, as it was.
CREATE TABLE original (
    id    INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    track INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
    name  TEXT    NOT NULL CHECK (length(name) <= 4096),
    text  TEXT    NOT NULL CHECK (length(text) <= 20000000)
) STRICT;
CREATE INDEX original_of_track ON original (track);

-- What is shown, from `start` until `stop`.  The words it was made of are those with the ids from `first_word` to
-- `last_word`; they are evidence and outlive the cue, so no foreign key watches over them.
CREATE TABLE cue (
    id          INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    track       INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
    start       INTEGER NOT NULL CHECK (start BETWEEN 0 AND 1000000000000),
    stop        INTEGER NOT NULL CHECK (stop BETWEEN 0 AND 1000000000000),
    text        TEXT    NOT NULL CHECK (length(text) <= 1000000),
    kind        TEXT    NOT NULL CHECK (kind IN ('speech', 'sound', 'music', 'lyric')),
    speaker     TEXT    NOT NULL DEFAULT '' CHECK (length(speaker) <= 10000),
    state       TEXT    NOT NULL CHECK (state IN ('machine', 'edited', 'approved', 'stale')),
    reviewer    TEXT    NOT NULL DEFAULT '' CHECK (length(reviewer) <= 10000),
    reviewed_at INTEGER CHECK (reviewed_at BETWEEN 0 AND 100000000000000),
    comment     TEXT    NOT NULL DEFAULT '' CHECK (length(comment) <= 1000000),
    first_word  INTEGER CHECK (first_word BETWEEN 1 AND 9007199254740991),
    last_word   INTEGER CHECK (last_word BETWEEN 1 AND 9007199254740991)
) STRICT;
CREATE INDEX cue_by_time ON cue (track, start, stop, id);

-- Which cue of a translated track says what a cue of its source says; one may say what several do, and the other way
-- round.  `seen` is the source's text as it was when the translation was made or last confirmed: where it reads otherwise
-- now, or is gone, the translation is out of date (so no foreign key watches over `source`).
CREATE TABLE pair (
    id     INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    cue    INTEGER NOT NULL REFERENCES cue (id) ON DELETE CASCADE,
    source INTEGER NOT NULL CHECK (source BETWEEN 1 AND 9007199254740991),
    seen   TEXT    NOT NULL CHECK (length(seen) <= 1000000),
    origin TEXT    NOT NULL CHECK (origin IN ('none', 'machine', 'memory', 'copied', 'person'))
) STRICT;
CREATE INDEX pair_of_cue ON pair (cue, source);
CREATE INDEX pair_of_source ON pair (source);

-- Names and terms that must be right everywhere, and what they are in another language: without a `target` they stay as
-- they are; languages are '' for any.
CREATE TABLE term (
    id              INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    source          TEXT    NOT NULL CHECK (source <> '' AND length(source) <= 1000),
    target          TEXT    NOT NULL DEFAULT '' CHECK (length(target) <= 1000),
    source_language TEXT    NOT NULL DEFAULT '' CHECK (length(source_language) <= 100),
    target_language TEXT    NOT NULL DEFAULT '' CHECK (length(target_language) <= 100),
    note            TEXT    NOT NULL DEFAULT '' CHECK (length(note) <= 100000),
    case_sensitive  INTEGER NOT NULL DEFAULT 0 CHECK (case_sensitive IN (0, 1))
) STRICT;

-- A finding that a person left as it is, for the cue as it was then (`seen` is a digest of it).
CREATE TABLE rejection (
    id   INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    cue  INTEGER NOT NULL REFERENCES cue (id) ON DELETE CASCADE,
    rule TEXT    NOT NULL CHECK (length(rule) <= 1000),
    seen TEXT    NOT NULL CHECK (length(seen) <= 100)
) STRICT;
CREATE INDEX rejection_of_cue ON rejection (cue);

-- What is special to a flyer: `id` is that of its file; `language` is the one it is written in, '' while unknown.
-- JSON: `pages` [[width, height, kind, turned], ...], `notes` [sentence, ...]; lengths are hundredths of a point.
CREATE TABLE flyer (
    id       INTEGER PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE,
    format   TEXT    NOT NULL CHECK (length(format) <= 100),
    language TEXT    NOT NULL DEFAULT '' CHECK (length(language) <= 100),
    title    TEXT    NOT NULL DEFAULT '' CHECK (length(title) <= 10000),
    pages    TEXT    NOT NULL DEFAULT '[]' CHECK (length(pages) <= 1000000),
    notes    TEXT    NOT NULL DEFAULT '[]' CHECK (length(notes) <= 1000000)
) STRICT;

-- What is read, corrected and translated as one; `position` orders the blocks of a flyer as they are read aloud.
-- `areas`, `look`, `marks` and `cell` are JSON, see project/flyer_values.py; score counts thousandths.
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

-- A flyer in another language.  `made` says by which packages, JSON: [[name, value], ...].
CREATE TABLE edition (
    id       INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    flyer    INTEGER NOT NULL REFERENCES flyer (id) ON DELETE CASCADE,
    language TEXT    NOT NULL CHECK (length(language) <= 100),
    title    TEXT    NOT NULL DEFAULT '' CHECK (length(title) <= 10000),
    made     TEXT    NOT NULL DEFAULT '[]' CHECK (length(made) <= 100000)
) STRICT;
CREATE INDEX edition_of_flyer ON edition (flyer);

-- What a block says in an edition.  `seen` is the block's text as it was when this was written or last confirmed: where
-- it reads otherwise now, the wording is out of date.
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

-- A finding that a person left as it is, for a block (and with an edition, its wording there) as it was then.
CREATE TABLE dismissal (
    id      INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    block   INTEGER NOT NULL REFERENCES block (id) ON DELETE CASCADE,
    edition INTEGER REFERENCES edition (id) ON DELETE CASCADE,
    rule    TEXT    NOT NULL CHECK (length(rule) <= 1000),
    seen    TEXT    NOT NULL CHECK (length(seen) <= 100)
) STRICT;
CREATE INDEX dismissal_of_block ON dismissal (block);
CREATE INDEX dismissal_of_edition ON dismissal (edition);

-- EVIDENCE: what was heard and seen (outside undo, never edited) ----------------------------------------------------

-- One recognition of a video, or of a stretch of it; `given` counts the cues made of it so far, whatever became of
-- them, so that a killed recognition goes on without giving any twice.
CREATE TABLE run (
    id          INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    video       INTEGER NOT NULL REFERENCES video (id) ON DELETE CASCADE,
    track       INTEGER,
    engine      TEXT    NOT NULL CHECK (length(engine) <= 1000),
    model       TEXT    NOT NULL CHECK (length(model) <= 1000),
    language    TEXT    NOT NULL CHECK (length(language) <= 100),
    practice    INTEGER NOT NULL CHECK (practice IN (0, 1)),
    settings    TEXT    NOT NULL CHECK (length(settings) <= 100000),  -- JSON: [[name, value], ...]
    audio_track INTEGER NOT NULL DEFAULT 0 CHECK (audio_track BETWEEN 0 AND 10000),
    start       INTEGER NOT NULL DEFAULT 0 CHECK (start BETWEEN 0 AND 1000000000000),
    stop        INTEGER CHECK (stop BETWEEN 0 AND 1000000000000),     -- NULL: to the end
    given       INTEGER NOT NULL DEFAULT 0 CHECK (given BETWEEN 0 AND 100000000),
    finished    INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1))
) STRICT;
CREATE INDEX run_of_video ON run (video);

-- A stretch that was listened to: what makes a killed run go on behind it.
CREATE TABLE window (
    id    INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    run   INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    start INTEGER NOT NULL CHECK (start BETWEEN 0 AND 1000000000000),
    stop  INTEGER NOT NULL CHECK (stop BETWEEN start AND 1000000000000)
) STRICT;
CREATE UNIQUE INDEX window_by_time ON window (run, start, stop);

-- Where a voice was found in a window.
CREATE TABLE speech (
    window INTEGER NOT NULL REFERENCES window (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start  INTEGER NOT NULL CHECK (start BETWEEN 0 AND 1000000000000),
    stop   INTEGER NOT NULL CHECK (stop BETWEEN start AND 1000000000000),
    PRIMARY KEY (window, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment (
    id              INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    window          INTEGER NOT NULL REFERENCES window (id) ON DELETE CASCADE,
    language        TEXT    NOT NULL CHECK (length(language) <= 100),
    log_probability REAL    NOT NULL
) STRICT;
CREATE INDEX segment_of_window ON segment (window, id);

-- A guard's doubt about a segment.
CREATE TABLE flag (
    segment  INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    doubt    TEXT    NOT NULL CHECK (length(doubt) <= 100),
    evidence TEXT    NOT NULL CHECK (length(evidence) <= 100000),
    PRIMARY KEY (segment, number)
) STRICT, WITHOUT ROWID;

-- The ids of a run's words ascend in the order they were heard.
CREATE TABLE word (
    id          INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    segment     INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
    text        TEXT    NOT NULL CHECK (text <> '' AND length(text) <= 10000),
    start       INTEGER NOT NULL CHECK (start BETWEEN 0 AND 1000000000000),
    stop        INTEGER NOT NULL CHECK (stop BETWEEN start AND 1000000000000),
    probability REAL    NOT NULL CHECK (probability BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX word_of_segment ON word (segment, id);

-- A hard cut in the picture.  A video with a row in `shot_search` was searched: no cuts is an answer, too.
CREATE TABLE shot (
    video INTEGER NOT NULL REFERENCES video (id) ON DELETE CASCADE,
    time  INTEGER NOT NULL CHECK (time BETWEEN 0 AND 1000000000000),
    score REAL    NOT NULL,
    PRIMARY KEY (video, time)
) STRICT, WITHOUT ROWID;
CREATE TABLE shot_search (
    id INTEGER PRIMARY KEY REFERENCES video (id) ON DELETE CASCADE
) STRICT;

-- How a wording fits on its page, as the page was made last; `seen` is a digest of what it was measured for.
-- Scale and over are thousandths.
CREATE TABLE fit (
    id      INTEGER PRIMARY KEY REFERENCES wording (id) ON DELETE CASCADE,
    seen    TEXT    NOT NULL CHECK (length(seen) <= 100),
    scale   INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 1000000),
    over    INTEGER NOT NULL CHECK (over BETWEEN 0 AND 1000000000),
    letters INTEGER NOT NULL CHECK (letters BETWEEN 0 AND 1000000),
    measure TEXT    NOT NULL CHECK (measure IN ('none', 'room', 'hyphens', 'leading', 'condensed', 'smaller')),
    fits    INTEGER NOT NULL CHECK (fits IN (0, 1))
) STRICT;

-- Sentences that came from files into the production's own memory, with the translations that people confirmed.
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

-- THE REST ----------------------------------------------------------------------------------------------------------

-- How the window was left (JSON by name); never handed over.
CREATE TABLE view (
    name  TEXT NOT NULL PRIMARY KEY CHECK (length(name) <= 1000),
    value TEXT NOT NULL CHECK (length(value) <= 1000000)
) STRICT, WITHOUT ROWID;

-- Undo: a step that people made, and each row that it touched, as it was before and after (JSON arrays in the order
-- of the columns; NULL: there was no such row).  Never handed over.
CREATE TABLE step (
    id      INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    label   TEXT    NOT NULL CHECK (length(label) <= 1000),
    undone  INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    changes INTEGER NOT NULL DEFAULT 0 CHECK (changes BETWEEN 0 AND 1000000000)
) STRICT;
CREATE TABLE change (
    step       INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
    table_name TEXT    NOT NULL CHECK (length(table_name) <= 100),
    row_id     INTEGER NOT NULL,
    old        TEXT,
    new        TEXT,
    PRIMARY KEY (step, table_name, row_id)
) STRICT, WITHOUT ROWID;
