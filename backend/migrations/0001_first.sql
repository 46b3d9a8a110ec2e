-- Every state that a gateway was ever saved in. The newest revision of a resource is the gateway.
CREATE TABLE revisions (
    resource TEXT    NOT NULL,
    revision INTEGER NOT NULL CHECK (revision > 0),
    author   TEXT    NOT NULL,
    saved_at TEXT    NOT NULL,
    removed  INTEGER NOT NULL CHECK (removed IN (0, 1)),
    snippet  TEXT    NOT NULL,
    gateway  TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    PRIMARY KEY (resource, revision)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER revisions_stay BEFORE UPDATE ON revisions
BEGIN
    SELECT RAISE(ABORT, 'a revision never changes');
END;

CREATE TRIGGER revisions_remain BEFORE DELETE ON revisions
BEGIN
    SELECT RAISE(ABORT, 'a revision is never deleted');
END;

CREATE TABLE accounts (
    name         TEXT    NOT NULL PRIMARY KEY,
    signed_in_at TEXT
) STRICT, WITHOUT ROWID;

-- Tokens are stored hashed: who reads the database cannot sign in with it.
CREATE TABLE sign_in_links (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account    TEXT NOT NULL REFERENCES accounts (name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    token_hash TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- `record` is the whole deployment as JSON; the columns are what it is looked up by.
CREATE TABLE deployments (
    id       TEXT    NOT NULL PRIMARY KEY,
    number   INTEGER NOT NULL UNIQUE,
    resource TEXT    NOT NULL,
    running  INTEGER NOT NULL CHECK (running IN (0, 1)),
    record   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- One deployment of a gateway at a time, whoever asks and however fast.
CREATE UNIQUE INDEX one_runs ON deployments (resource) WHERE running = 1;
