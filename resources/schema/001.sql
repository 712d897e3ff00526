-- SPDX-License-Identifier: GPL-3.0-or-later
-- The log, and what stands beside it. records-001.sql follows with the record tables; from the log
-- alone all of those can be made anew (log.md).
CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,   -- id: the catalog's own; sealed: newest seq that left, by replica
  value ANY
) STRICT;
CREATE TABLE job (
  id TEXT NOT NULL PRIMARY KEY,    -- group of the edits of a job that runs; swept at the next start
  label TEXT NOT NULL,
  replica INTEGER NOT NULL,
  started INTEGER NOT NULL
) STRICT;
CREATE TABLE replica (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL
) STRICT;
CREATE TABLE edit (
  id INTEGER PRIMARY KEY,          -- order of arrival, here only
  replica INTEGER NOT NULL,
  seq INTEGER NOT NULL,            -- from 1 without gaps
  lamport INTEGER NOT NULL,
  person TEXT NOT NULL,
  time INTEGER NOT NULL,           -- seconds since 1970, UTC; for people only
  label TEXT NOT NULL,
  act TEXT NOT NULL,               -- do, undo, redo, drop
  undoes INTEGER,
  "group" TEXT,
  seen TEXT,                       -- JSON {replica id: seq}
  schema INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX edit_place ON edit (replica, seq);
CREATE INDEX edit_undoes ON edit (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX edit_group ON edit ("group") WHERE "group" IS NOT NULL;
CREATE TABLE change (
  id INTEGER PRIMARY KEY,          -- edit.id << 16 | n
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  op TEXT NOT NULL,                -- add, set, undo, forget
  field TEXT NOT NULL,             -- '' for the whole record
  bases TEXT,                      -- JSON array of change ids
  new ANY,
  salt ANY,
  digest BLOB
) STRICT;
CREATE INDEX change_field ON change (record, field, op, bases);
CREATE TABLE question (
  record TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (record, field)
) STRICT;
