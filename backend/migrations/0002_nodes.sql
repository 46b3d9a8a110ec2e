-- Nodes that were added to the running server. Each is a folder of the data directory, and none is two nodes.
CREATE TABLE nodes (
    name   TEXT NOT NULL PRIMARY KEY,
    folder TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
