-- SPDX-License-Identifier: GPL-3.0-or-later
-- A second version of the schema, as none is yet: something new in the log.
ALTER TABLE job ADD COLUMN note TEXT;
