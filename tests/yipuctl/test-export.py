# SPDX-License-Identifier: GPL-3.0-or-later
"""export: the bundle, confirmed by tools that are not ours; the same catalog, the same bytes; and
what fails or is cancelled leaves the old file as it was and nothing beside it."""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import unicodedata
import zipfile

from tool import (CANCELLED, DONE, FINDING, IO, USAGE, Skip, ask, case, ctl, empty_catalog, fresh,
                  ids, interrupt, main, sample, write)

DAY = ("--date", "2026-06-01")
ALL = ("--shop", "woocommerce", "--shop", "taobao", "--shop", "sheet", *DAY)


def export(catalog, *words, code=DONE, output=None):
    output = output or fresh("b.zip")
    return output, ask("export", *words, "--output", output, catalog=catalog, code=code)


def alone(path):
    """That nothing lies beside the file."""
    assert sorted(os.listdir(path.parent)) == [path.name], os.listdir(path.parent)


@case("the bundle is confirmed by unzip and sha256sum alone")
def _():
    if not shutil.which("unzip"):
        raise Skip("unzip is not here")
    bundle, told = export(sample(), *ALL)
    assert told["left_out"] == 0 and told["products"] == 8 and told["reviewed"] is False, told
    assert told["bytes"] == bundle.stat().st_size
    folder = fresh("out")
    subprocess.run(["unzip", "-q", bundle, "-d", folder], check=True)
    assert os.listdir(folder) == [told["bag"]]
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", manifest],
                       cwd=folder / told["bag"], check=True, stdout=subprocess.PIPE)
    listed = (folder / told["bag"] / "manifest-sha256.txt").read_text().splitlines()
    files = [path for path in (folder / told["bag"] / "data").rglob("*") if path.is_file()]
    assert len(listed) == len(files), "payload and manifest differ"
    assert ask("verify", folder / told["bag"])["whole"] and ask("verify", bundle)["whole"]


@case("the payload has the page, the crate and a folder a shop")
def _():
    bundle, told = export(sample(), *ALL)
    with zipfile.ZipFile(bundle) as bag:
        names = bag.namelist()
        assert bag.testzip() is None and names == sorted(names)
        payload = [name.removeprefix(told["bag"] + "/data/") for name in names if "/data/" in name]
        for wanted in ("open-me.html", "ro-crate-metadata.json", "woocommerce/products.csv",
                       "taobao/products.csv"):
            assert wanted in payload, wanted
        assert {name.split("/")[0] for name in payload if "/" in name} == {"sheet", "taobao",
                                                                            "woocommerce"}
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in bag.infolist())
        crate = json.loads(bag.read(told["bag"] + "/data/ro-crate-metadata.json"))
        assert "https://w3id.org/ro/crate/1.1/context" in crate["@context"]
        table = bag.read(told["bag"] + "/data/woocommerce/products.csv").decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(table)))
        assert {row["Type"] for row in rows} == {"simple", "variable", "variation", "grouped"}
        images = {name.rpartition("/")[2] for name in payload if name.startswith("woocommerce/")}
        for row in rows:
            for image in filter(None, row["Images"].split(", ")):
                assert image in images, image


@case("the same catalog gives the same bytes, again and elsewhere")
def _():
    catalog = sample()
    copy = fresh("elsewhere.yipu")
    shutil.copytree(catalog, copy)
    first, told = export(catalog, *ALL)
    second, _ = export(catalog, *ALL)
    third, again = export(copy, *ALL, output=fresh("别名.zip"))
    assert first.read_bytes() == second.read_bytes() == third.read_bytes()
    assert told["bag"] == again["bag"] and re.match(r"yipu-[0-9a-f]{8}$", told["bag"])
    ctl("set", ids(catalog, "product")[0], "stock=1", catalog=catalog)
    other, changed = export(catalog, *ALL)
    assert other.read_bytes() != first.read_bytes() and changed["bag"] != told["bag"]


@case("only the products that are named go out")
def _():
    catalog = sample()
    product = ids(catalog, "product")[1]
    bundle, told = export(catalog, "--shop", "sheet", product, *DAY)
    assert told["products"] == 1
    with zipfile.ZipFile(bundle) as bag:
        sheets = [name for name in bag.namelist() if re.search(r"/sheet/.*\.html$", name)]
    assert len(sheets) == 1, sheets


@case("what is left out is said, and ends with 1")
def _():
    catalog = sample()
    first = ids(catalog, "product")[0]
    ctl("set", first, "sku=", catalog=catalog)
    _, told = export(catalog, "--shop", "woocommerce", *DAY, code=FINDING)
    assert told["left_out"] == 1 and told["products"] == 7, told
    said = ctl("export", "--shop", "woocommerce", "--output", fresh("b.zip"), *DAY,
               catalog=catalog, code=FINDING)
    said.says("woocommerce", ask("show", first, catalog=catalog)["title"])


@case("a warning waits for a reason; with one it goes on and is kept")
def _():
    catalog = sample()
    product = ids(catalog, "product")[0]
    ctl("set", product, "brand=", catalog=catalog)
    words = ("--shop", "taobao", product, *DAY)
    state = ask("check", *words, catalog=catalog)[0]
    assert state["state"] == "asks", state
    path = fresh("b.zip")
    ctl("export", *words, "--output", path, catalog=catalog, code=FINDING)
    _, told = export(catalog, *words, "--reason", "谈过了")
    assert told["left_out"] == 0 and told["products"] == 1
    assert {one["reason"] for one in ask("list", "allowance", catalog=catalog)} == {"谈过了"}


NAMES = ["𠮷田𬶍染👩🏽‍🌾", "e\u0301tude", "竹" * 200, "a/b\\c", "..", "竹编...", "CON",
         "<script>alert(1)</script>"]


@case("names of every kind go out safely")
def _():
    catalog = sample()
    products = ids(catalog, "product")
    for name, product in zip(NAMES, products):
        ctl("set", product, f"title=【苇汀坞】{name}", f"sku={name}", f"name={name}",
            catalog=catalog)
    for craft, name in zip(ids(catalog, "craft"), ("=cmd|' /C calc'!A0", "a\u202egpj")):
        ctl("set", craft, f"name={name}", f"code={name}", catalog=catalog)
    path = fresh("b.zip")
    said = ctl("export", "--shop", "sheet", "--shop", "taobao", *DAY, "--output", path,
               catalog=catalog, code=FINDING)
    said.says("“..” needs a letter or a digit", "竹竹竹: Title in shops: 410 bytes")
    assert said.err.count("Left out of") == 3, said
    with zipfile.ZipFile(path) as bag:
        for entry in bag.namelist():
            assert len(entry.encode()) <= 100, entry
            assert entry == unicodedata.normalize("NFC", entry)
            for part in entry.split("/"):
                assert part and part not in (".", "..") and part == part.rstrip(". "), entry
                assert part.partition(".")[0].upper() not in ("CON", "NUL"), entry
                assert not re.search(r'[\x00-\x1f<>:"\\|?*\u202a-\u202e]', part), entry
        assert len({entry.lower() for entry in bag.namelist()}) == len(bag.namelist())
        pages = b"".join(bag.read(entry) for entry in bag.namelist() if entry.endswith(".html"))
    assert b"<script>alert(1)" not in pages and "𠮷田𬶍染".encode() in pages
    assert ask("verify", path)["whole"]


@case("wrong use is told before anything is written")
def _():
    catalog = sample()
    path = write("b.zip", "old")
    for words, said in (((), "--shop"), (("--shop", "ebay"), "ebay"),
                        (("--shop", "sheet", "nobody"), "nobody"),
                        (("--shop", "sheet", "--date", "soon"), "soon")):
        ctl("export", *words, "--output", path, catalog=catalog, code=USAGE).says(said)
    ctl("export", "--shop", "sheet", catalog=catalog, code=USAGE).says("--output")
    assert path.read_text() == "old"
    alone(path)


@case("nothing to export is said, and the old file stays")
def _():
    path = write("b.zip", "old")
    ctl("export", "--shop", "sheet", "--output", path, catalog=empty_catalog(),
        code=FINDING).says("product")
    assert path.read_text() == "old"
    alone(path)


@case("a place that cannot be written is named, and nothing lies there afterwards")
def _():
    catalog = sample()
    folder = fresh("folder")
    folder.mkdir()
    for path in (folder, folder / "none" / "b.zip"):
        ctl("export", "--shop", "sheet", "--output", path, *DAY, catalog=catalog, code=IO).says(
            str(path).rpartition("/")[2])
    assert os.listdir(folder) == []


@case("a bundle that replaces one is whole, and nothing lies beside it")
def _():
    path = write("b.zip", "old")
    export(sample(), "--shop", "sheet", *DAY, output=path)
    assert ask("verify", path)["whole"] and path.stat().st_mode & 0o077 == 0
    alone(path)


@case("Ctrl+C while pictures are made, files written or checked ends with 4 and changes nothing")
def _():
    catalog = sample()
    path = write("b.zip", "old")
    edits = ask("history", catalog=catalog)
    for at in ("Photo 2 of ", "Writing taobao", "Checking "):
        code, shown = interrupt("export", *ALL, "--output", path, catalog=catalog, at=at)
        assert code == CANCELLED and "yipuctl: " in shown, (at, code, shown)
        assert path.read_text() == "old", at
        alone(path)
    frozen = [edit for edit in ask("history", catalog=catalog) if edit not in edits]
    assert not [edit for edit in frozen if "exported" in edit["label"]], frozen
    export(catalog, *ALL, output=path)
    assert ask("verify", path)["whole"]


@case("progress is a share of the whole, and gone before the result")
def _():
    catalog = sample()
    path = fresh("b.zip")
    _, shown = interrupt("export", "--shop", "sheet", *DAY, "--output", path, catalog=catalog,
                         at="Checking ")
    shares = [int(share) for share in re.findall(r"\r\x1b\[K\x1b\[\?7l *(\d+) %", shown)]
    assert shares and shares == sorted(shares) and shares[-1] <= 100, shares


@case("a photo that was damaged on the disk keeps its products out, whatever lies in the cache")
def _():
    catalog = sample()
    product = ids(catalog, "product")[0]
    slot = ask("list", "slot", "--where", f"product={product}", catalog=catalog)[0]
    digest = ask("show", slot["file"], catalog=catalog)["hash"]
    medium = catalog / "media" / digest[:2] / digest[2:]
    content = bytearray(medium.read_bytes())
    content[len(content) // 2] ^= 0xff
    os.chmod(medium, 0o600)
    medium.write_bytes(content)
    for more in ({}, {"XDG_CACHE_HOME": str(fresh("cache"))}):
        path = fresh("b.zip")
        said = ctl("export", *ALL, "--output", path, catalog=catalog, code=FINDING, env=more)
        said.says(ask("show", product, catalog=catalog)["title"], "damaged")
        assert ask("verify", path)["whole"]
    said = ask("verify", "--deep", catalog=catalog, code=FINDING)
    assert digest[:8] in json.dumps(said), said


@case("an export writes no edit but its own notes, which undo leaves alone")
def _():
    catalog = sample()
    export(catalog, "--shop", "sheet", *DAY)
    kinds = {change["kind"] for edit in ask("history", catalog=catalog)[:-1]
             for change in edit["changes"]}
    assert kinds <= {"release", "shop_state"}, kinds
    assert ask("verify", "--deep", catalog=catalog)["whole"]


main()
