# SPDX-License-Identifier: GPL-3.0-or-later
"""booklet: what is printed of a kit, read back by other programs: text, pages, fonts, pictures,
codes. Golden texts lie in tests/data/booklets; YIPU_UPDATE_GOLDEN=1 rewrites them."""
import os
import pathlib
import re
import shutil
import struct
import subprocess
import zlib

from tool import (CANCELLED, DONE, ENVIRONMENT, FINDING, USAGE, WORLD, add, ask, case, ctl, fresh,
                  ids, interrupt, main, sample)

GOLDEN = pathlib.Path(__file__).parent.parent / "data" / "booklets"
CARDS = ("begin", "skilled", "teach")
# Steps the sample's family keeps to itself, and what they say.
PRIVATE = ("起缸", "配浆粉", "养七天", "Startthevat", "judgeddaily", "弯口圈")


def output(*words):
    return subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, check=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}).stdout


def text_of(path, *options):
    """The text in the order it was written. Without its spaces: each version of the reader finds
    them by a measure of its own."""
    raw = output("pdftotext", "-raw", *options, path, "-").decode("utf-8")
    pages = [["".join(line.split()) for line in page.splitlines() if line.strip()]
             for page in raw.split("\f")]
    return "\n---\n".join("\n".join(page) for page in pages if page) + "\n"


def info(path):
    return dict(re.findall(r"^([^:]+): +(.*)$", output("pdfinfo", path).decode("utf-8"), re.M))


def booklet(catalog, kit, name="o.pdf", *words, **options):
    """Writes one, gives its path and what was said."""
    path = fresh(name)
    said = ask("booklet", kit, "--date", "2026-11-24", "--output", path, *words, catalog=catalog,
               **options)
    return path, said


def rules(said):
    return {(one["severity"], one["rule"]) for one in said["findings"]}


def streams(path):
    """Every stream of a PDF, unpacked."""
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.S):
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            yield packed


def compare(name, text):
    golden = GOLDEN / name
    if os.environ.get("YIPU_UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    expected = golden.read_text(encoding="utf-8")
    assert text == expected, f"{name} differs:\n{text}"


@case("the sample's booklets say what they said before, in both languages")
def _():
    catalog = sample()
    for number, kit in enumerate(ids(catalog, "kit"), 1):
        for language in ("zh", "en"):
            path, said = booklet(catalog, kit, "o.pdf", "--language", language)
            text = text_of(path)
            assert int(info(path)["Pages"]) == said["pages"] == said["sheets"]
            assert said["bytes"] == path.stat().st_size and said["findings"] == [], said
            compare(f"kit{number}-{language}.txt", text)


@case("training cards at three depths hold every step that may be taught, a card each")
def _():
    catalog = sample()
    kit = ids(catalog, "kit")[0]
    for form in CARDS:
        path, said = booklet(catalog, kit, "o.pdf", "--form", form, "--language", "zh")
        assert said["findings"] == [], said
        compare(f"cards-{form}-zh.txt", text_of(path))
        compare(f"cards-{form}-en.txt",
                text_of(booklet(catalog, kit, "o.pdf", "--form", form, "--language", "en")[0]))


@case("folded, the cover lies beside the back on an A4 sheet, and every page is there once")
def _():
    catalog = sample()
    kit = ids(catalog, "kit")[2]
    flat, said = booklet(catalog, kit, "o.pdf", "--language", "zh")
    path, folded = booklet(catalog, kit, "o.pdf", "--language", "zh", "--form", "fold")
    assert folded["pages"] == said["pages"] and folded["sheets"] == (said["pages"] + 3) // 4 * 2
    assert info(path)["Page size"].startswith("839.055 x 595.276"), info(path)
    assert int(info(path)["Pages"]) == folded["sheets"]
    outer = text_of(path, "-f", "1", "-l", "1")
    assert "手上有水有竹" in outer and "刮好浆的布" in outer, outer
    lines = sorted(line for line in text_of(path).splitlines() if line != "---")
    assert lines == sorted(line for line in text_of(flat).splitlines() if line != "---")


@case("a PDF says nothing of who made it, where and on what")
def _():
    catalog = sample()
    path, _said = booklet(catalog, ids(catalog, "kit")[0], "o.pdf", "--language", "zh")
    known = info(path)
    assert known["Title"] == "刮灰见花小包" and known["Creator"] == "Yipu", known
    assert not {"Author", "Subject", "Keywords"} & set(known), known
    assert known["CreationDate"].startswith("Tue Nov 24 12:00:00 2026"), known
    for stream in [path.read_bytes(), *streams(path)]:
        for word in (str(WORLD), str(catalog), "/home/", "/root"):
            assert word.encode() not in stream, word


@case("all fonts are in the file, and 如 is drawn")
def _():
    catalog = sample()
    path, _said = booklet(catalog, ids(catalog, "kit")[0], "o.pdf", "--language", "zh")
    fonts = output("pdffonts", path).decode("utf-8").splitlines()[2:]
    assert fonts and all(re.search(r" yes +(yes|no) +yes ", font) for font in fonts), fonts
    boxes = output("pdftotext", "-bbox", path, "-").decode("utf-8")
    page = boxes[:boxes.index("如石灰")].count("<page ")
    box = re.search(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>[^<]*含碱性物（如', boxes)
    assert box, boxes
    word = re.search(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">'
                     r'([^<]*含碱性物（如[^<]*)<', boxes)
    left, top, right, bottom = (float(edge) for edge in word.groups()[:4])
    each = (right - left) / len(word.group(5))
    at = left + each * word.group(5).index("如")
    cut = [round(150 / 72 * edge) for edge in (at, top, each, bottom - top)]
    grey = output("pdftoppm", "-gray", "-r", 150, "-f", page, "-l", page, "-x", cut[0], "-y",
                  cut[1], "-W", cut[2], "-H", cut[3], path)
    pixels = grey.split(b"\n", 3)[3]
    dark = sum(1 for pixel in pixels if pixel < 128)
    assert dark > len(pixels) / 40, f"{dark} of {len(pixels)} pixels are dark"


@case("the box's card is a sound PNG of 300 dots an inch")
def _():
    catalog = sample()
    for language in ("zh", "en"):
        path, said = booklet(catalog, ids(catalog, "kit")[0], "o.png", "--form", "box-card",
                             "--language", language)
        assert said["pages"] == 1 and said["findings"] == [], said
        assert b"No errors detected" in output("pngcheck", "-v", path)
        data = path.read_bytes()
        width, height = struct.unpack(">II", data[16:24])
        assert (width, height) == (1748, 1240)
        x, y, unit = struct.unpack(">IIB", data[data.index(b"pHYs") + 4:][:9])
        assert (x, y, unit) == (11811, 11811, 1)
        for chunk in (b"tEXt", b"iTXt", b"zTXt", b"tIME", b"eXIf"):
            assert chunk not in data, chunk


@case("the same catalog gives the same bytes, wherever the desk stands")
def _():
    catalog = sample()
    kit = ids(catalog, "kit")[0]
    for form, name in (("screen", "o.pdf"), ("fold", "o.pdf"), ("teach", "o.pdf"),
                       ("box-card", "o.png")):
        made = [booklet(catalog, kit, name, "--form", form, "--language", "zh",
                        env=environment)[0].read_bytes()
                for environment in ({}, {"TZ": "Pacific/Kiritimati", "LANGUAGE": "zh_CN"},
                                    {"LC_ALL": "en_US.UTF-8", "TZ": "America/New_York"})]
        assert len(set(made)) == 1, form


@case("what the family keeps is in no byte of any form")
def _():
    catalog = sample()
    for kit in ids(catalog, "kit")[:2]:
        for form in ("screen", *CARDS):
            for language in ("zh", "en"):
                path, _said = booklet(catalog, kit, "o.pdf", "--form", form, "--language",
                                      language)
                text = text_of(path)
                for word in PRIVATE:
                    assert word not in text, f"{word} in {form}"
                    for stream in streams(path):
                        assert word.encode() not in stream


@case("a private step on the buyer's side blocks, by name, and writes nothing")
def _():
    catalog = sample()
    kit = ids(catalog, "kit")[0]
    step = ask("kit", kit, catalog=catalog)["booklet"][1]
    ctl("set", step, "private=yes", "private_reason=家传", catalog=catalog)
    found = ask("booklet", kit, "--language", "zh", catalog=catalog, code=FINDING)["findings"]
    assert {"block"} == {one["severity"] for one in found if one["id"] == step}, found
    path = fresh("o.pdf")
    ctl("booklet", kit, "--output", path, catalog=catalog, code=FINDING).says("Rinse")
    assert os.listdir(path.parent) == []


@case("a withdrawn consent keeps steps, story, name and photos off the paper")
def _():
    catalog = sample()
    kit = ids(catalog, "kit")[0]
    for consent in ask("list", "consent", catalog=catalog):
        purpose = ask("show", consent["id"], catalog=catalog)["purpose"]
        if purpose in ("story", "name", "works"):
            ctl("set", consent["id"], "withdrawn_on=2026-06-01", catalog=catalog)
    path, said = booklet(catalog, kit, "o.pdf", "--language", "zh")
    text = text_of(path)
    assert "沈阿禾" not in text and "账本" not in text, text
    assert ("hint", "print.consent") in rules(said), said
    assert not re.search(rb"/Subtype */Image[^>]*DCTDecode", path.read_bytes())
    for consent in ask("list", "consent", catalog=catalog):
        if ask("show", consent["id"], catalog=catalog)["purpose"] == "steps":
            ctl("set", consent["id"], "withdrawn_on=2026-06-01", catalog=catalog)
    found = ask("booklet", kit, "--date", "2026-11-24", catalog=catalog, code=FINDING)
    assert ("block", "print.step") in rules(found), found


@case("a character no font has blocks, and is named with its field")
def _():
    catalog = sample()
    kit = ids(catalog, "kit")[0]
    ctl("set", kit, "name=刮灰\ue123小包", catalog=catalog)
    found = ask("booklet", kit, "--language", "zh", catalog=catalog, code=FINDING)["findings"][0]
    assert (found["severity"], found["rule"]) == ("block", "print.glyph"), found
    assert (found["kind"], found["id"], found["field"]) == ("kit", kit, "name"), found
    assert "U+E123" in found["message"], found
    path = fresh("o.pdf")
    ctl("booklet", kit, "--language", "zh", "--output", path, catalog=catalog,
        code=FINDING).says("U+E123")
    assert os.listdir(path.parent) == []


@case("a text longer than its place is said before it is cut")
def _():
    catalog = sample()
    kit = ids(catalog, "kit")[0]
    step = ask("kit", kit, catalog=catalog)["booklet"][0]
    ctl("set", step, "instruction=" + "\n".join(["一刀一刀慢慢地刮，不要急。" * 20] * 5),
        catalog=catalog)
    _path, said = booklet(catalog, kit, "o.pdf", "--language", "zh")
    found = [one for one in said["findings"] if one["rule"] == "print.overflow"]
    assert len(found) == 1 and found[0]["severity"] == "warn", said
    assert (found[0]["id"], found[0]["field"]) == (step, "instruction"), found


@case("a photo gone missing is a hint, and the booklet does without")
def _():
    catalog = sample()
    kit = ids(catalog, "kit")[0]
    shutil.rmtree(pathlib.Path(catalog) / "media")
    shutil.rmtree(ENVIRONMENT["XDG_CACHE_HOME"], ignore_errors=True)
    path, said = booklet(catalog, kit, "o.pdf", "--language", "zh")
    assert rules(said) == {("hint", "print.photo")}, said
    assert "布绷平" in text_of(path) and said["pages"] > 8
    assert not re.search(rb"/Subtype */Image", path.read_bytes())


@case("a text without English stands in Chinese, and says so")
def _():
    catalog = sample()
    kit = ids(catalog, "kit")[0]
    ctl("set", kit, "blurb_en=", catalog=catalog)
    path, said = booklet(catalog, kit, "o.pdf", "--language", "en")
    assert "布已染好" in text_of(path), said
    assert [(one["rule"], one["field"]) for one in said["findings"]] == [
        ("print.language", "blurb_en")], said


@case("the code on the back leads to the shop, while it is online")
def _():
    catalog = sample()
    kit = ids(catalog, "kit")[0]
    product = ids(catalog, "product", "--where", f"kit={kit}")[0]
    link = "https://shop.example/刮灰见花?id=1"
    state = add(catalog, "shop_state", product=product, shop="taobao", online_at=link)
    path, said = booklet(catalog, kit, "o.pdf", "--language", "zh")
    page = fresh("back")
    output("pdftoppm", "-png", "-r", 150, "-f", said["pages"], "-singlefile", path, page)
    assert output("zbarimg", "-q", "--raw", f"{page}.png").decode("utf-8").strip() == link
    card, _said = booklet(catalog, kit, "o.png", "--language", "zh", "--form", "box-card")
    assert output("zbarimg", "-q", "--raw", card).decode("utf-8").strip() == link
    ctl("set", state, "taken_down_on=2026-11-01", catalog=catalog)
    path, _said = booklet(catalog, kit, "o.pdf", "--language", "zh")
    assert "扫码到店" not in text_of(path)


@case("teaching cards need a yes to teaching")
def _():
    catalog = sample()
    kit = ids(catalog, "kit")[0]
    for consent in ask("list", "consent", catalog=catalog):
        if ask("show", consent["id"], catalog=catalog)["purpose"] == "train":
            ctl("set", consent["id"], "answer=no", catalog=catalog)
    found = ask("booklet", kit, "--form", "begin", catalog=catalog, code=FINDING)
    assert ("block", "print.train") in rules(found), found
    booklet(catalog, kit)


@case("Ctrl+C leaves nothing behind, and an older file as it was")
def _():
    catalog = sample()
    kit = ids(catalog, "kit")[0]
    shutil.rmtree(ENVIRONMENT["XDG_CACHE_HOME"], ignore_errors=True)
    path = fresh("o.pdf")
    path.write_text("older")
    code, _shown = interrupt("booklet", kit, "--output", path, catalog=catalog, at="Photo")
    assert code in (CANCELLED, DONE), code
    assert os.listdir(path.parent) == ["o.pdf"]
    assert code == DONE or path.read_text() == "older"


@case("wrong use is said by name")
def _():
    catalog = sample()
    kit = ids(catalog, "kit")[0]
    ctl("booklet", kit, "--form", "poster", catalog=catalog, code=USAGE).says("poster", "box-card")
    ctl("booklet", kit, "--language", "fr", catalog=catalog, code=USAGE).says("fr")
    ctl("booklet", "nothing", catalog=catalog, code=USAGE).says("nothing")
    piece = ids(catalog, "process")[0]
    ctl("booklet", piece, catalog=catalog, code=USAGE).says("kit")
    ctl("booklet", kit, "--output", "/nowhere/o.pdf", catalog=catalog, code=3).says("/nowhere")


main()
