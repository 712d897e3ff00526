#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page of the sample: each control has a name, none says it twice, and GTK complains of
nothing on the way.

Usage: names.py YIPU YIPUCTL   inside tests/with-display, once a language."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import (ask, desk, done, go, ok, open_record, unnamed_controls,  # noqa: E402
                  walk, window)

PLACES = ("today", "crafts", "products", "brand", "export", "library", "history", "search",
          "import")
KINDS = ("craft", "kit", "product", "brand", "person", "place", "item", "file", "organisation")


def said_twice(application):
    """Names like “story story”, which a label both set and labelled by gives."""
    for node in walk(application.root):
        name = node.get_name() or ""
        half = len(name) // 2
        if len(name) > 3 and name[:half].strip() and name[:half].strip() == name[half:].strip():
            yield name


def check(application, page):
    found = unnamed_controls(application)
    assert not found, (page, found)
    assert not list(said_twice(application)), (page, list(said_twice(application)))
    assert not application.complaints(), (page, application.complaints())
    ok(f"{page}: every control has one name")


with desk("空", "试 --sample") as (home, empty, catalog):
    with window(empty) as application:
        check(application, "first run")
    with window(catalog) as application:
        for place in PLACES:
            go(application, place)
            check(application, place)
        for kind in KINDS:
            record = ask(catalog, "list", kind)[0]["id"]
            open_record(application, kind, record)
            check(application, f"a {kind}")
done()
