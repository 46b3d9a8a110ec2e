-- How the values of other tables are sealed. The key that keyed hashes are made with is sealed, too.
-- While `unswept` is 1, free pages may still hold what was there before it was sealed.
CREATE TABLE seal (
    id       INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    hash_key TEXT    NOT NULL,
    unswept  INTEGER NOT NULL CHECK (unswept IN (0, 1))
) STRICT;

-- The keys of the key file that may have sealed something here. Without one of them, something is lost.
CREATE TABLE seal_keys (
    id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Columns whose every value is sealed. One of an older version is in plain text until the database is opened.
CREATE TABLE sealed_columns (
    place TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
