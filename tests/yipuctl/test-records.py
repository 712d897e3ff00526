# SPDX-License-Identifier: GPL-3.0-or-later
"""Single records: new, add, set, remove, list, show, search; then history, undo and redo. Names of
every kind go in and come out as they were typed."""
import re
import unicodedata

from tool import IO, USAGE, add, ask, case, ctl, empty_catalog, fresh, ids, main, sample, tree

UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")

# What people type: beyond the BMP, combining, joined, right to left, paths, dots, markup, formulas.
NAMES = ["𠮷田𬶍染", "e\u0301tude café", "👩🏽‍🌾竹编", "‏אריגה", "/", "..", "a/b\\c", "竹编。。。...",
         "<b>&co</b>", "=1+1", "-- --json", "'; DROP TABLE craft; --", "%s%n", "C:\\NUL",
         "a\"b", "＝全角", "竹" * 30]


@case("new makes an empty catalog for its owner alone")
def _():
    path = fresh("新 库.yipu")
    made = ask("new", path)
    assert made["catalog"] == str(path) and UUID.match(made["id"]), made
    assert path.stat().st_mode & 0o777 == 0o700
    assert (path / "catalog.db").stat().st_mode & 0o777 == 0o600
    assert ask("list", "craft", catalog=path) == []


@case("new never touches what is there")
def _():
    path = empty_catalog()
    before = tree(path)
    ctl("new", path, code=IO).says("c.yipu", "there already")
    ctl("new", path / "catalog.db", code=IO)
    full = fresh("full")
    full.mkdir()
    (full / "letter.txt").write_text("keep")
    ctl("new", full, "--sample", code=IO).says("full")
    assert tree(path) == before and tree(full) == {"letter.txt": b"keep"}


@case("the sample holds two crafts with kits and products")
def _():
    catalog = sample()
    assert len(ids(catalog, "craft")) == 2
    assert len(ids(catalog, "kit")) == 6 and len(ids(catalog, "product")) == 8
    assert ask("verify", "--deep", catalog=catalog)["whole"]


@case("add prints the id; show has the fields by the model's names")
def _():
    catalog = empty_catalog()
    craft = add(catalog, "craft", name="苇席编结", name_en="Reed mat", languages="cmn; hak",
                category="8", season="3; 4", access_asked_on="2026-5-2")
    assert UUID.match(craft), craft
    shown = ask("show", craft, catalog=catalog)
    assert shown == {"kind": "craft", "id": craft, "name": "苇席编结", "name_en": "Reed mat",
                     "category": "8", "languages": ["cmn", "hak"],
                     "season": ["3", "4"], "access_asked_on": "2026-05-02"}, shown
    assert "name: 苇席编结\n" in ctl("show", craft, catalog=catalog).out


@case("quantities are exact, money is fen, yes is true")
def _():
    catalog = empty_catalog()
    item = add(catalog, "item", name="篾条", unit="gen", weight_g="0.1", price_fen="3.5",
               tool="yes", life_uses="200")
    shown = ask("show", item, catalog=catalog)
    assert shown["weight_g"] == "1/10" and shown["tool"] is True and shown["life_uses"] == 200
    assert shown["price_fen"] == "7/2", shown
    ctl("set", item, "weight_g=2/6", catalog=catalog)
    assert ask("show", item, catalog=catalog)["weight_g"] == "1/3"
    for typed, fen in (("¥61.80", 6180), ("61.8", 6180), ("6180", 6180), ("0.005", None)):
        if fen is None:
            ctl("add", "product", f"price_fen={typed}", catalog=catalog, code=USAGE).says(typed)
        else:
            product = add(catalog, "product", price_fen=typed)
            assert ask("show", product, catalog=catalog)["price_fen"] == fen, typed


@case("names of every kind come back as typed, composed")
def _():
    catalog = empty_catalog()
    for name in NAMES:
        craft = add(catalog, "craft", name=name)
        assert ask("show", craft, catalog=catalog)["name"] == unicodedata.normalize("NFC", name), name
        assert ids(catalog, "craft", "--where", f"name={name}") == [craft], name
    assert ask("verify", "--deep", catalog=catalog)["whole"]


@case("a text over its limit is kept whole")
def _():
    catalog = empty_catalog()
    long = "竹" * 200
    craft = add(catalog, "craft", name=long)
    assert ask("show", craft, catalog=catalog)["name"] == long


@case("set changes what it names; an empty value clears")
def _():
    catalog = empty_catalog()
    craft = add(catalog, "craft", name="一", summary="甲")
    ctl("set", craft, "name=二", "code=er", catalog=catalog)
    ctl("set", craft, "summary=", catalog=catalog)
    assert ask("show", craft, catalog=catalog) == {"kind": "craft", "id": craft, "name": "二",
                                                   "code": "er"}


@case("a value that does not fit says the field and stores nothing")
def _():
    catalog = empty_catalog()
    craft = add(catalog, "craft", name="一")
    before = ask("history", catalog=catalog)
    for value in ("category=blah", "access_asked_on=2026-02-30", "season=13", "place=x", "nam=2",
                  "name"):
        ctl("set", craft, "code=ok", value, catalog=catalog, code=USAGE).says(value.split("=")[0])
        ctl("add", "craft", "name=三", value, catalog=catalog, code=USAGE)
    for value in ("quantity=abc", "quantity=1/0", "direction=up"):
        ctl("add", "flow", value, catalog=catalog, code=USAGE).says(value.split("=")[0])
    assert ask("history", catalog=catalog) == before
    assert ask("show", craft, catalog=catalog) == {"kind": "craft", "id": craft, "name": "一"}


@case("what is not there is named, and nothing is done by halves")
def _():
    catalog = empty_catalog()
    craft = add(catalog, "craft", name="一")
    for words in (("show", "nobody"), ("set", "nobody", "name=x"), ("remove", craft, "nobody"),
                  ("kit", "nobody"), ("history", "nobody")):
        ctl(*words, catalog=catalog, code=USAGE).says("nobody")
    assert ids(catalog, "craft") == [craft]


@case("remove takes many, undo brings all of them back")
def _():
    catalog = empty_catalog()
    crafts = [add(catalog, "craft", name=f"第{n}") for n in range(3)]
    ctl("remove", *crafts[:2], catalog=catalog)
    assert ids(catalog, "craft") == crafts[2:]
    ctl("undo", catalog=catalog)
    assert sorted(ids(catalog, "craft")) == sorted(crafts)


@case("list narrows by field and limit")
def _():
    catalog = empty_catalog()
    one = add(catalog, "craft", name="一", category="8", season="3; 4")
    two = add(catalog, "craft", name="二", category="8")
    add(catalog, "craft", name="三", category="10")
    assert ids(catalog, "craft", "--where", "category=8") == [one, two]
    assert ids(catalog, "craft", "--where", "season=4") == [one]
    assert ids(catalog, "craft", "--where", "summary=") == [one, two, ids(catalog, "craft")[2]]
    ctl("list", "craft", "--where", "season=3; 4", catalog=catalog, code=USAGE).says("season")
    assert len(ids(catalog, "craft", "--limit", "2")) == 2
    assert ids(catalog, "craft", "--limit", "0") == []
    place = add(catalog, "place", name="村")
    ctl("set", two, f"place={place}", catalog=catalog)
    assert ids(catalog, "craft", "--where", f"place={place}") == [two]
    assert ctl("list", "craft", "--limit", "1", catalog=catalog).out == f"{one}\t一\n"


@case("search finds one character, pinyin, initials, numbers, both languages")
def _():
    catalog = empty_catalog()
    craft = add(catalog, "craft", name="蓝印花布", name_en="Indigo cloth")
    listing = add(catalog, "listing", name="南通蓝印花布印染技艺", number="Ⅷ-24")
    add(catalog, "craft", name="竹编")
    for words in (["蓝"], ["印花"], ["lanyinhuabu"], ["lyhb"]):
        found = [hit["id"] for hit in ask("search", *words, catalog=catalog)]
        assert sorted(found) == sorted([craft, listing]), (words, found)
    for words in (["VIII—24"], ["Ⅷ-24"], ["viii-24"]):
        assert [hit["id"] for hit in ask("search", *words, catalog=catalog)] == [listing], words
    assert [hit["id"] for hit in ask("search", "indigo", "clo", catalog=catalog)] == [craft]
    assert ask("search", "没有这个", catalog=catalog) == []
    hit = ask("search", "竹", catalog=catalog)[0]
    assert set(hit) == {"kind", "id", "title"} and hit["title"] == "竹编"


@case("search takes whatever is typed")
def _():
    catalog = empty_catalog()
    for words in ("\"", "*", "( NEAR", "a AND", "-", "'", "\\", "%", "x" * 5000, "竹" * 800, " "):
        ask("search", "--", words, catalog=catalog)


@case("undo and redo work over restarts and say what")
def _():
    catalog = empty_catalog()
    craft = add(catalog, "craft", name="一")
    for name in "二三":
        ctl("set", craft, f"name={name}", catalog=catalog)
    undone = ask("undo", catalog=catalog)
    assert undone["kind"] == "craft" and undone["id"] == craft and undone["label"], undone
    assert ask("show", craft, catalog=catalog)["name"] == "二"
    ctl("undo", catalog=catalog)
    assert ask("show", craft, catalog=catalog)["name"] == "一"
    ctl("redo", catalog=catalog)
    ctl("redo", catalog=catalog)
    assert ask("show", craft, catalog=catalog)["name"] == "三"
    ctl("redo", catalog=catalog, code=USAGE).says("nothing")
    assert ask("verify", "--deep", catalog=catalog)["whole"]


@case("nothing to undo is said")
def _():
    ctl("undo", catalog=empty_catalog(), code=USAGE).says("nothing")


@case("undo of an older edit leaves what was typed since")
def _():
    catalog = empty_catalog()
    craft = add(catalog, "craft", name="一")
    ctl("set", craft, "name=二", catalog=catalog)
    ctl("set", craft, "summary=甲", catalog=catalog)
    number = ask("history", craft, catalog=catalog)[1]["edit"]
    ctl("undo", number, catalog=catalog)
    shown = ask("show", craft, catalog=catalog)
    assert shown["name"] == "一" and shown["summary"] == "甲", shown
    ctl("undo", "77777", catalog=catalog, code=USAGE).says("77777")
    ctl("undo", "0", catalog=catalog, code=USAGE).says("yipuctl history")


@case("history tells each change, newest first, of all or of one")
def _():
    catalog = empty_catalog()
    craft = add(catalog, "craft", name="一")
    other = add(catalog, "craft", name="别的")
    ctl("set", craft, "name=二", catalog=catalog)
    edits = ask("history", catalog=catalog)
    assert [edit["edit"] for edit in edits] == [3, 2, 1]
    change = edits[0]["changes"][0]
    assert (change["kind"], change["id"], change["field"]) == ("craft", craft, "name"), change
    assert (change["before"], change["value"]) == ("一", "二"), change
    assert [edit["edit"] for edit in ask("history", other, catalog=catalog)] == [2]
    assert len(ask("history", "--limit", "1", catalog=catalog)) == 1
    ctl("undo", "3", catalog=catalog)
    lines = ctl("history", catalog=catalog).out.splitlines()
    assert re.match(r"3\t\d{4}-\d\d-\d\d \d\d:\d\d\tChange a record\t\(undone\)$", lines[1]), lines


@case("people read Chinese where the desk speaks Chinese, --json stays")
def _():
    catalog = empty_catalog()
    add(catalog, "craft", name="一")
    said = ctl("show", "nobody", catalog=catalog, code=USAGE, env={"LANGUAGE": "zh_CN"}).err
    plain = ctl("show", "nobody", catalog=catalog, code=USAGE).err
    assert plain == "yipuctl: There is no record nobody in this catalog.\n"
    assert "nobody" in said
    assert ask("list", "craft", catalog=catalog, env={"LANGUAGE": "zh_CN"})[0]["name"] == "一"


@case("results that cannot be written are an error")
def _():
    catalog = empty_catalog()
    add(catalog, "craft", name="一")
    for words in (("list", "craft"), ("dump",), ("shops",)):
        ctl(*words, catalog=catalog, code=IO, before=("sh", "-c", "exec \"$@\" >/dev/full", "sh"))


main()
