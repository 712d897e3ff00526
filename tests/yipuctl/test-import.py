# SPDX-License-Identifier: GPL-3.0-or-later
"""Importing tables: in any encoding, real and broken; then photos, whole and lying."""
import os
import struct
import zlib

from tool import (CANCELLED, DONE, FINDING, IO, USAGE, ask, case, ctl, empty_catalog, fresh,
                  ids, interrupt, main, shared, tree, write)

LIST = "name,name_en,summary\n南通蓝印花布,Blue cloth,以豆粉石灰为浆\n竹编,Bamboo,\n"
NAMES = ["南通蓝印花布", "竹编"]


def imported(content, *words, code=DONE, encoding="utf-8"):
    """The catalog a table was imported into, and what was said."""
    catalog = empty_catalog()
    told = ask("import", write("表.csv", content, encoding), "--as", "craft", *words,
               catalog=catalog, code=code)
    return catalog, told[0]


def names(catalog):
    return [record["name"] for record in ask("list", "craft", catalog=catalog)]


@case("a table is read in any encoding, with any separator")
def _():
    for encoding, said in (("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"),
                           ("utf-16", "UTF-16LE"), ("utf-16-be", None)):
        text = ("\ufeff" if encoding == "utf-16-be" else "") + LIST
        catalog, told = imported(text, encoding=encoding)
        assert names(catalog) == NAMES, encoding
        assert (told["rows"], told["new"], told["bad"]) == (2, 2, 0), told
        assert said is None or told["encoding"] == said, told
    for separator in ";\t":
        assert names(imported(LIST.replace(",", separator))[0]) == NAMES
    assert names(imported(LIST.replace("\n", "\r\n"))[0]) == NAMES
    assert names(imported(LIST.replace("\n", "\r"))[0]) == NAMES
    assert names(imported(LIST.rstrip("\n"))[0]) == NAMES


@case("cells hold quotes, lines and formulas as they are")
def _():
    catalog, _ = imported('name,summary\n=1+1,"一行\n二行, ""引"""\n@SUM(A1),+1\n\'=x,-2\n')
    crafts = ask("list", "craft", catalog=catalog)
    assert [craft["name"] for craft in crafts] == ["=1+1", "@SUM(A1)", "=x"], crafts
    assert crafts[0]["summary"].replace("\n", "/") in ("一行/二行, \"引\"", "一行 二行, \"引\"")
    assert crafts[1]["summary"] == "+1" and crafts[2]["summary"] == "-2"


@case("rows that do not fit are told by file, row and column, and nothing is imported")
def _():
    catalog = empty_catalog()
    table = write("村.csv", "name,name_en,summary\n甲,A\n乙,B,c\n丙,C,d,e\n丁,D,\"open\n")
    result = ctl("import", table, "--as", "craft", catalog=catalog, code=FINDING)
    result.says("村.csv", "Row 2", "Row 4", "Row 5, column 3")
    assert names(catalog) == [] and ask("history", catalog=catalog) == []
    told = ask("import", table, "--as", "craft", "--leave-out-bad-rows", catalog=catalog,
               code=FINDING)[0]
    assert (told["new"], told["bad"]) == (1, 3) and names(catalog) == ["乙"], told


@case("a value that does not fit its field is told by row and field")
def _():
    table = write("t.csv", "name,category,access_asked_on\n甲,8,2026-05-12\n乙,no,2026-02-30\n")
    said = ctl("import", table, "--as", "craft", catalog=empty_catalog(), code=FINDING)
    said.says("t.csv", "Row 3", "category")


@case("a cell of a megabyte is refused, a long one is kept whole and told")
def _():
    catalog = empty_catalog()
    table = write("t.csv", "name,summary\n大," + "大" * 1_000_000 + "\n")
    ctl("import", table, "--as", "craft", catalog=catalog, code=FINDING).says("Row 2, column 2")
    assert names(catalog) == []
    catalog, told = imported("name,summary\n大," + "长" * 90_000 + "\n")
    assert len(ask("list", "craft", catalog=catalog)[0]["summary"]) == 90_000
    finding = told["findings"][0]
    assert (finding["severity"], finding["field"]) == ("hint", "summary"), finding


@case("what is no table is refused, with its name")
def _():
    catalog = empty_catalog()
    for name, content, code in (("empty.csv", b"", IO), ("bytes.csv", bytes(range(256)) * 64, IO),
                                ("nul.csv", b"name,code\na\0b,c\n", FINDING),
                                ("page.csv", b"<html><body>\n" * 50, USAGE)):
        ctl("import", write(name, content), "--as", "craft", catalog=catalog, code=code).says(name)
    ctl("import", "/dev/zero", "--as", "craft", catalog=catalog, code=IO).says("zero")
    ctl("import", fresh("x").parent, "--as", "craft", catalog=catalog, code=IO)
    assert names(catalog) == []


@case("a missing file stops all of them before anything is done")
def _():
    catalog = empty_catalog()
    table = write("t.csv", LIST)
    ctl("import", table, fresh("none.csv"), "--as", "craft", catalog=catalog, code=IO).says(
        "none.csv", "nothing was imported")
    assert names(catalog) == []


@case("columns that fit no kind ask for one; a kind that is none lists them")
def _():
    table = write("t.csv", "foo,bar\n1,2\n")
    ctl("import", table, catalog=empty_catalog(), code=USAGE).says("t.csv", "--as KIND")
    ctl("import", table, "--as", "craft", catalog=empty_catalog(), code=USAGE).says("t.csv")
    ctl("import", table, "--as", "boat", catalog=empty_catalog(), code=USAGE).says("boat", "craft")


@case("a mapping says which column is which field")
def _():
    catalog = empty_catalog()
    table = write("t.csv", "名,代号,多余\n甲,jia,x\n")
    good = write("map.json", '{"名": "name", "代号": "code"}')
    ctl("import", table, "--as", "craft", "--map", good, catalog=catalog)
    craft = ask("list", "craft", catalog=catalog)[0]
    assert (craft["name"], craft["code"]) == ("甲", "jia") and "summary" not in craft
    for content, words, code in (('{"谁": "name"}', ["map.json", "谁"], USAGE),
                                 ('{"名": "nam"}', ["map.json", "nam"], USAGE),
                                 ('{"名": ', ["map.json", "line 1"], IO),
                                 ("[" * 100_000, ["map.json"], IO)):
        bad = write("map.json", content)
        ctl("import", table, "--as", "craft", "--map", bad, catalog=catalog, code=code).says(*words)
    ctl("import", table, "--as", "craft", "--map", fresh("no.json"), catalog=catalog,
        code=IO).says("no.json")


@case("a dry run says the same and writes nothing")
def _():
    catalog = empty_catalog()
    table = write("t.csv", LIST)
    before = tree(catalog)
    dry = ask("import", table, "--as", "craft", "--dry-run", catalog=catalog)
    assert names(catalog) == [] and ask("history", catalog=catalog) == []
    assert tree(catalog)["catalog.db"] == before["catalog.db"]
    assert dry == ask("import", table, "--as", "craft", catalog=catalog)


@case("a second import knows the rows, one undo takes all of one back")
def _():
    catalog, _ = imported(LIST)
    again = ask("import", write("t.csv", LIST), "--as", "craft", catalog=catalog)[0]
    assert (again["new"], again["known"]) == (0, 2), again
    ctl("undo", catalog=catalog)
    assert names(catalog) == []
    ctl("redo", catalog=catalog)
    assert names(catalog) == NAMES


@case("the official list of 3,610 rows comes in by itself, once, and is found")
def _():
    catalog = empty_catalog()
    table = shared("national-ich.csv")
    told = ask("import", table, "--as", "listing", catalog=catalog)[0]
    assert (told["rows"], told["new"], told["bad"]) == (3610, 3610, 0), told
    assert len(ids(catalog, "listing")) == 3610
    first = ask("list", "listing", "--where", "name=南通蓝印花布印染技艺", catalog=catalog)[0]
    assert first["level"] == "national" and first["status"] == "unknown", first
    assert first["number"] and first["province"] == "江苏省", first
    assert len(ask("search", "lanyinhuabu", catalog=catalog)) == 4
    assert ask("import", table, "--as", "listing", catalog=catalog)[0]["known"] == 3610
    ctl("undo", catalog=catalog)
    assert ids(catalog, "listing") == []
    assert ask("verify", catalog=catalog)["whole"]


@case("Ctrl+C in the middle of an import ends with 4 and leaves nothing of it")
def _():
    catalog = empty_catalog()
    table = shared("national-ich.csv")
    code, shown = interrupt("import", table, "--as", "listing", catalog=catalog,
                            at="Importing row 501 ")
    assert code == CANCELLED, (code, shown)
    assert "%" in shown and "yipuctl: " in shown, shown
    assert ids(catalog, "listing") == [] and ask("verify", catalog=catalog)["whole"]
    ctl("import", table, "--as", "listing", catalog=catalog)


def png(width, height, rows=1):
    """A PNG whose header claims this size."""
    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0,
                                                             0))
            + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + b"\xc8\x64\x32" * min(width, 4096)
                                                    for _ in range(rows)))) + chunk(b"IEND", b""))


@case("photos of every kind come in once each, by what they are")
def _():
    folder = shared("photos")
    photos = sorted(folder.iterdir())
    catalog = empty_catalog()
    told = ask("import", *photos, catalog=catalog, code=FINDING)[0]
    assert len(told["files"]) == len(photos) - 1, told
    assert [finding["rule"] for finding in told["findings"]] == ["photo.refused"]
    assert told["findings"][0]["message"].startswith("corrupted.jpg: "), told["findings"]
    again = ask("import", *photos, catalog=catalog, code=FINDING)[0]
    assert sorted(again["files"]) == sorted(told["files"]), "a photo came in twice"
    shown = ask("show", told["files"][0], catalog=catalog)
    assert shown["kind"] == "file" and len(shown["hash"]) == 64 and shown["width_px"] > 0, shown
    assert ask("verify", "--deep", catalog=catalog)["whole"]
    ctl("undo", catalog=catalog)
    assert ids(catalog, "file") == []


@case("lying and broken photos are refused by name, with what to do, and leave nothing")
def _():
    catalog = empty_catalog()
    whole = png(64, 64, 64)
    for name, content, word in (("huge.png", png(60_000, 60_000), "3600 megapixels"),
                                ("cut.png", whole[:len(whole) // 2], "damaged"),
                                ("text.jpg", b"hello\n", "JPEG"),
                                ("empty.jpg", b"", "empty.jpg"),
                                ("script.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", ".svg"),
                                ("zeros.heic", bytes(5000), "JPEG")):
        told = ask("import", write(name, content), catalog=catalog, code=FINDING)[0]
        message = told["findings"][0]["message"]
        assert message.startswith(name + ": ") and word in message, message
        assert told["files"] == []
    assert ids(catalog, "file") == []
    assert not [path for path in tree(catalog) if path.startswith("media/")], tree(catalog).keys()


@case("a dry run of photos tells the ones that are none")
def _():
    catalog = empty_catalog()
    good, bad = write("a.png", png(64, 64, 64)), write("b.png", png(60_000, 60_000))
    told = ask("import", good, bad, "--dry-run", catalog=catalog, code=FINDING)[0]
    assert told["new"] == 1 and "b.png" in told["findings"][0]["message"], told
    assert ids(catalog, "file") == []


@case("tables and photos may be given together; --json is one document")
def _():
    catalog = empty_catalog()
    photo = write("a.png", png(64, 64, 64))
    told = ask("import", photo, write("t.csv", LIST), "--as", "craft", catalog=catalog)
    assert [set(one) & {"rows", "files"} for one in told] == [{"rows"}, {"files"}], told
    assert names(catalog) == NAMES and len(ids(catalog, "file")) == 1
    os.rename(photo, photo.with_suffix(".csv"))
    again = ask("import", photo.with_suffix(".csv"), catalog=catalog)[0]
    assert again["files"] == told[1]["files"], "known by its name, not by what it is"


main()
