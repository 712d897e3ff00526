-- SPDX-License-Identifier: GPL-3.0-or-later
-- One that fails when half of it is done.
ALTER TABLE job ADD COLUMN note TEXT;
CREATE TABLE job (id TEXT) STRICT;
