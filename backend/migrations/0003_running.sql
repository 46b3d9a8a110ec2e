-- What each node got of a gateway by its last deployment; what it has instead is a drift. `goal` is JSON.
CREATE TABLE deployed (
    resource TEXT NOT NULL,
    node     TEXT NOT NULL,
    goal     TEXT NOT NULL,
    PRIMARY KEY (resource, node)
) STRICT, WITHOUT ROWID;

-- Nodes that are kept from running gateways.
CREATE TABLE maintenance (
    node TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
