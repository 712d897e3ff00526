# SPDX-License-Identifier: GPL-3.0-or-later
"""order: boxes ordered, their work in whole runs, given out, undone, and what is said of rows that
cannot be."""
import json
import os
import pathlib
import shutil
import subprocess
from fractions import Fraction

from tool import FINDING, IO, USAGE, Skip, add, ask, case, ctl, empty_catalog, fresh, ids, main, \
    sample, write

FIELDS = {"id", "kit", "boxes", "due_on", "note", "steps", "households", "assignments", "surplus",
          "shopping", "labour_fen", "findings", "unplaced"}
DATE = ("--date", "2026-03-01")


def ordered(boxes=12, due="2026-03-29"):
    catalog = sample()
    order = ask("order", ids(catalog, "kit")[0], "--boxes", boxes, "--due", due, *DATE,
                catalog=catalog)
    return catalog, order


@case("an order is made, and shown again by its id")
def _():
    catalog, order = ordered()
    assert FIELDS <= set(order), FIELDS - set(order)
    assert order["boxes"] == 12 and order["due_on"] == "2026-03-29" and order["steps"], order
    assert ids(catalog, "work_order") == [order["id"]]
    again = ask("order", order["id"], *DATE, catalog=catalog)
    assert again == order
    more = ask("order", order["id"], "--boxes", 13, *DATE, catalog=catalog)
    assert more["boxes"] == 13 and ids(catalog, "work_order") == [order["id"]]


@case("runs and batches are whole, never fewer than wanted")
def _():
    _, order = ordered(boxes=7)
    for step in order["steps"]:
        assert 0 <= step["runs"] - Fraction(step["amount"]) < 1, step
        assert step["missing_runs"] == step["runs"] and step["assigned_runs"] == 0, step


@case("what is proposed is stored, adds up to the price bar, and is one undo")
def _():
    catalog, order = ordered()
    given = ask("order", order["id"], "--propose", *DATE, catalog=catalog)
    assert given["assignments"] and not given["unplaced"], given["unplaced"]
    paid = sum(row["boxes_fen"] for row in given["assignments"])
    paid += sum(row["unassigned_fen"] for row in given["steps"])
    assert paid == sum(given["labour_fen"].values()), given["labour_fen"]
    for home in given["households"]:
        if home["free_min"] is not None:
            assert Fraction(home["used_min"]) <= home["free_min"], home
    for step in given["steps"]:
        assert step["missing_runs"] == 0 and step["ahead_runs"] == 0, step
    kit = ask("kit", given["kit"], catalog=catalog)
    bar = sum(share["fen"] for share in kit["shares"] if share["party"] == "household")
    assert sum(home["share_fen"] for home in given["households"]) == 12 * bar
    ctl("undo", catalog=catalog)
    assert not ids(catalog, "assignment")
    ctl("redo", catalog=catalog)
    assert len(ids(catalog, "assignment")) == len(given["assignments"])


@case("orders and what is given out are in history, search and dump")
def _():
    catalog, order = ordered()
    ctl("set", order["id"], "note=端午前要的一批货", catalog=catalog)
    ctl("order", order["id"], "--propose", *DATE, catalog=catalog)
    assert order["id"] in ctl("search", "端午", catalog=catalog).out
    labels = ctl("history", "--limit", 5, catalog=catalog).out
    assert "Give out the work of an order" in labels, labels
    dump = ctl("dump", catalog=catalog).out
    kinds = [json.loads(line).get("kind") for line in dump.splitlines()]
    assert kinds.count("work_order") == 1
    assert kinds.count("assignment") == len(ids(catalog, "assignment")) > 5
    again = empty_catalog()
    ctl("load", write("all.jsonl", dump), catalog=again)
    shown = ask("order", ids(again, "work_order")[0], *DATE, catalog=again)
    was = ask("order", order["id"], *DATE, catalog=catalog)
    assert [row["runs"] for row in shown["assignments"]] == \
        [row["runs"] for row in was["assignments"]]
    assert shown["labour_fen"] == was["labour_fen"]


@case("what does not fit is said, with the step and why")
def _():
    catalog, order = ordered(boxes=5000)
    given = ask("order", order["id"], "--propose", *DATE, catalog=catalog)
    steps = {step["step"] for step in given["steps"]}
    assert given["unplaced"] and all(row["id"] in steps for row in given["unplaced"]), given
    assert {row["rule"] for row in given["unplaced"]} == {"order.no-room"}, given["unplaced"]
    again = ask("order", order["id"], "--propose", *DATE, catalog=catalog)
    assert again["assignments"] == given["assignments"], "nobody had room left"


@case("people read names, not ids")
def _():
    catalog, order = ordered()
    out = ctl("order", order["id"], "--propose", *DATE, catalog=catalog).out
    first = ask("show", given_home(catalog), catalog=catalog)
    assert first["name_en"] in out, out
    for row in order["steps"]:
        assert row["step"] not in out, out


@case("a slip a household, in both languages, and nothing without work")
def _():
    catalog, order = ordered()
    ctl("slips", order["id"], *DATE, catalog=catalog, code=FINDING)
    path = fresh("slips.pdf")
    ctl("slips", order["id"], "--output", path, *DATE, catalog=catalog, code=FINDING).says(
        "propose")
    assert not path.exists()
    given = ask("order", order["id"], "--propose", *DATE, catalog=catalog)
    homes = [home for home in given["households"] if home["used_min"] != "0"]
    for language in ("zh", "en"):
        printed = ask("slips", order["id"], "--output", path, "--language", language, *DATE,
                      catalog=catalog)
        assert printed["pages"] >= len(homes) and path.read_bytes()[:5] == b"%PDF-", printed
        assert not printed["findings"], printed["findings"]
        golden(f"slips/{language}.txt", pdf_text(path))
    again = fresh("again.pdf")
    ctl("slips", order["id"], "--output", again, "--language", "en", *DATE, catalog=catalog)
    assert again.read_bytes() == path.read_bytes(), "the same order, other bytes"


@case("what the slips cannot show is said before they are printed")
def _():
    catalog, order = ordered()
    given = ask("order", order["id"], "--propose", *DATE, catalog=catalog)
    step = given["assignments"][0]["step"]
    ctl("set", step, "title=染\ue123", "title_en=Dye\ue123", catalog=catalog)
    findings = ask("slips", order["id"], *DATE, catalog=catalog, code=FINDING)["findings"]
    block = [row for row in findings if row["severity"] == "block"]
    assert block and (block[0]["kind"], block[0]["id"]) == ("step", step), findings
    path = fresh("slips.pdf")
    ctl("slips", order["id"], "--output", path, *DATE, catalog=catalog, code=FINDING)
    assert not path.exists()
    loose = add(catalog, "work_order", boxes="3")
    ctl("slips", loose, *DATE, catalog=catalog, code=FINDING)
    ctl("slips", given["kit"], *DATE, catalog=catalog, code=(USAGE, IO))


def pdf_text(path):
    if not shutil.which("pdftotext"):
        raise Skip("pdftotext is not here")
    return subprocess.run(["pdftotext", "-raw", path, "-"], check=True,
                          stdout=subprocess.PIPE).stdout.decode("utf-8")


def golden(name, text):
    path = pathlib.Path(__file__).parent.parent / "data" / name
    if os.environ.get("YIPU_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    # Where lines break is the fonts' doing.
    kept = path.read_text(encoding="utf-8")
    assert "".join(kept.split()) == "".join(text.split()), text


def given_home(catalog):
    return next(row["household"] for row in ask("list", "assignment", catalog=catalog)
                if row.get("household"))


@case("an order of nothing, too much or of no kit is refused or a finding")
def _():
    catalog, order = ordered()
    kit = order["kit"]
    ctl("order", kit, catalog=catalog, code=USAGE).says("--boxes")
    ctl("order", kit, "--boxes", "-3", catalog=catalog, code=USAGE)
    ctl("order", kit, "--boxes", "3", "--due", "soon", catalog=catalog, code=USAGE)
    ctl("order", ids(catalog, "craft")[0], "--boxes", 3, catalog=catalog, code=USAGE)
    ctl("set", order["id"], f"boxes={10 ** 18}", catalog=catalog)
    huge = ask("order", order["id"], *DATE, catalog=catalog, code=(0, FINDING))
    assert all(fen is None for fen in huge["labour_fen"].values()), huge["labour_fen"]
    loose = add(catalog, "work_order", boxes="3")
    asked = ask("order", loose, *DATE, catalog=catalog, code=FINDING)
    assert [row["rule"] for row in asked["findings"]][:1] == ["order.no-due"], asked["findings"]
    assert "order.no-kit" in [row["rule"] for row in asked["findings"]]


main()
