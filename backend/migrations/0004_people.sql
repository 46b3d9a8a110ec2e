-- What an account may, and how its owner is known. `password` is a hash as PHC has it (argon2id).
ALTER TABLE accounts ADD COLUMN role TEXT NOT NULL DEFAULT 'viewer'
    CHECK (role IN ('viewer', 'reviewer', 'operator', 'admin'));
ALTER TABLE accounts ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1));
ALTER TABLE accounts ADD COLUMN password TEXT;
-- Issuer and subject of an account that another server knows (OpenID Connect).
ALTER TABLE accounts ADD COLUMN issuer TEXT;
ALTER TABLE accounts ADD COLUMN subject TEXT;
CREATE UNIQUE INDEX one_subject ON accounts (issuer, subject) WHERE issuer IS NOT NULL;

-- Whoever could sign in could do everything.
UPDATE accounts SET role = 'admin';

ALTER TABLE sign_in_links ADD COLUMN expires_at INTEGER NOT NULL DEFAULT 0;
-- A password can be set without the old one in a session that a link has begun.
ALTER TABLE sessions ADD COLUMN by_link INTEGER NOT NULL DEFAULT 0 CHECK (by_link IN (0, 1));

-- Failures to sign in, by account or address, so that nobody guesses for long.
CREATE TABLE attempts (
    name     TEXT    NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tokens (
    id         TEXT    NOT NULL PRIMARY KEY,
    token_hash TEXT    NOT NULL UNIQUE,
    account    TEXT    NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
    name       TEXT    NOT NULL,
    role       TEXT    NOT NULL CHECK (role IN ('viewer', 'reviewer', 'operator', 'admin')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT, WITHOUT ROWID;

-- What the author of a revision says about it.
ALTER TABLE revisions ADD COLUMN message TEXT NOT NULL DEFAULT '';

-- Who changed what. `hash` is SHA-256 of `previous` and the bytes of `entry`, so that no entry can be changed, added in
-- between or taken away without breaking the chain.
CREATE TABLE audit (
    number   INTEGER NOT NULL PRIMARY KEY,
    entry    TEXT    NOT NULL,
    previous TEXT    NOT NULL,
    hash     TEXT    NOT NULL UNIQUE,
    at       TEXT    GENERATED ALWAYS AS (entry ->> '$.at') VIRTUAL,
    account  TEXT    GENERATED ALWAYS AS (entry ->> '$.account') VIRTUAL,
    action   TEXT    GENERATED ALWAYS AS (entry ->> '$.action') VIRTUAL,
    subject  TEXT    GENERATED ALWAYS AS (coalesce(entry ->> '$.subject', '')) VIRTUAL
) STRICT;

CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_subject ON audit (subject);

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'an entry of the audit log never changes');
END;

CREATE TRIGGER audit_remains BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'an entry of the audit log is never deleted');
END;

CREATE TABLE shares (
    id         TEXT    NOT NULL PRIMARY KEY,
    token_hash TEXT    NOT NULL UNIQUE,
    resource   TEXT    NOT NULL,
    -- The revision that it shows; the newest one where there is none.
    revision   INTEGER,
    author     TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE comments (
    id       TEXT    NOT NULL PRIMARY KEY,
    number   INTEGER NOT NULL UNIQUE,
    resource TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    line     INTEGER,
    author   TEXT    NOT NULL,
    at       TEXT    NOT NULL,
    text     TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- What each reviewer says last about a content. `content` is a keyed hash: revisions with the same content share it.
CREATE TABLE verdicts (
    resource TEXT    NOT NULL,
    content  TEXT    NOT NULL,
    account  TEXT    NOT NULL,
    approved INTEGER NOT NULL CHECK (approved IN (0, 1)),
    revision INTEGER NOT NULL,
    at       TEXT    NOT NULL,
    message  TEXT    NOT NULL,
    PRIMARY KEY (resource, content, account)
) STRICT, WITHOUT ROWID;
