# SPDX-License-Identifier: GPL-3.0-or-later
"""kit: everything a line through a process comes to, exact; checked against figures done by hand.
Then shops and check: what each shop still asks of each product."""
import json
import re
from fractions import Fraction

from tool import FINDING, USAGE, add, ask, case, ctl, empty_catalog, ids, main, sample

KEYS = {"box", "tools", "buyer_has", "left_over", "hands_on_min", "elapsed_min", "difficulty",
        "least_age", "warnings", "shipping", "workshop_min", "cost_fen", "price_fen", "shares",
        "weight_g", "volume_ml", "booklet", "findings"}
FRACTION = re.compile(r"^-?\d+(/\d+)?$")


def small_craft():
    """Strips split from a stick (3 of one, a tenth lost), woven into a mat of 7: by hand, a mat
    needs 7 strips, these 7 ÷ (3 × 9/10) runs of splitting, each a stick."""
    catalog = empty_catalog()
    craft = add(catalog, "craft", name="席", category="8")
    stick = add(catalog, "item", craft=craft, name="竹竿", unit="gen", price_fen="200",
                purchase_pack="10", weight_g="300", consumable="yes")
    strip = add(catalog, "item", craft=craft, name="篾条", unit="gen", weight_g="20", portion="1")
    mat = add(catalog, "item", craft=craft, name="席子", unit="ge", weight_g="140")
    knife = add(catalog, "item", craft=craft, name="篾刀", unit="ba", tool="yes", supply="in_box")
    process = ids(catalog, "process") or [add(catalog, "process", craft=craft)]
    ctl("set", process[0], f"craft={craft}", f"target={mat}", catalog=catalog)
    split = add(catalog, "step", process=process[0], title="劈篾", hands_on_min="10", who="anyone")
    weave = add(catalog, "step", process=process[0], title="编席", hands_on_min="30", who="anyone",
                least_age="8", difficulty="2")
    for step, item, direction, quantity, more in (
            (split, stick, "in", "1", {}), (split, strip, "out", "3", {"loss_percent": "10"}),
            (weave, strip, "in", "7", {}), (weave, knife, "in", "1", {}),
            (weave, mat, "out", "1", {})):
        add(catalog, "flow", step=step, item=item, direction=direction, quantity=quantity,
            scaling="scaling", **more)
    kit = add(catalog, "kit", process=process[0], name="编席包", line=weave)
    return {"catalog": catalog, "stick": stick, "strip": strip, "mat": mat, "knife": knife,
            "split": split, "weave": weave, "kit": kit, "process": process[0]}


def by(rows, key):
    return {row[key]: row for row in rows}


@case("a small kit computes to what the hand computes, in exact fractions")
def _():
    world = small_craft()
    sheet = ask("kit", world["kit"], catalog=world["catalog"])
    assert KEYS <= set(sheet), KEYS - set(sheet)
    box = by(sheet["box"], "item")
    assert set(box) == {world["strip"]} and box[world["strip"]]["quantity"] == "7", box
    assert sheet["tools"] == [{"item": world["knife"], "supply": "in_box", "count": 1}], sheet
    assert sheet["booklet"] == [world["weave"]] and sheet["hands_on_min"] == 30
    runs = Fraction(7) / (3 * Fraction(9, 10))
    steps = by(sheet["steps"], "step")
    assert Fraction(steps[world["split"]]["amount"]) == runs, steps
    assert steps[world["weave"]]["side"] == "buyer" and sheet["least_age"] >= 8
    items = by(sheet["items"], "item")
    assert Fraction(items[world["stick"]]["demand"]) == runs, items


@case("the line may be drawn elsewhere without storing it")
def _():
    world = small_craft()
    catalog = world["catalog"]
    before = ask("history", catalog=catalog)
    all_of_it = ask("kit", world["kit"], "--line", world["split"], catalog=catalog)
    assert by(all_of_it["box"], "item").keys() == {world["stick"]}, all_of_it["box"]
    assert all_of_it["booklet"] == [world["split"], world["weave"]]
    both = ask("kit", world["kit"], "--line", world["split"], "--line", world["weave"],
               catalog=catalog)
    assert both["booklet"] == all_of_it["booklet"]
    ctl("kit", world["kit"], "--line", world["kit"], catalog=catalog, code=USAGE).says(
        world["kit"])
    assert ask("history", catalog=catalog) == before
    finished = ask("kit", world["process"], catalog=catalog)
    assert finished["booklet"] == [] and by(finished["box"], "item").keys() == {world["mat"]}


@case("the shopping list of an order grows with the boxes, in whole packs")
def _():
    world = small_craft()
    assert "shopping" not in ask("kit", world["kit"], catalog=world["catalog"])
    for boxes in (1, 10, 1000):
        sheet = ask("kit", world["kit"], "--boxes", boxes, catalog=world["catalog"])
        stick = by(sheet["shopping"], "item")[world["stick"]]
        needed = boxes * Fraction(7) / (3 * Fraction(9, 10))
        assert Fraction(stick["quantity"]) >= needed, (boxes, stick)
        assert Fraction(stick["quantity"]) == 10 * stick["packs"], stick
        assert 10 * (stick["packs"] - 1) < needed + 1, (boxes, stick)


def fractions_of(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("quantity", "portion", "amount", "runs", "demand", "made", "surplus"):
                yield key, value
            yield from fractions_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from fractions_of(value)


@case("every kit of the sample adds up: exact fractions, shares to the fen")
def _():
    catalog = sample()
    for kit in ids(catalog, "kit"):
        text = ctl("kit", kit, "--boxes", 7, catalog=catalog, as_json=True).out
        sheet = json.loads(text, parse_float=lambda number: 1 / 0)
        for key, value in fractions_of(sheet):
            assert FRACTION.match(value), (key, value)
            assert str(Fraction(value)) == value, f"{value} is not in lowest terms"
        assert sum(share["fen"] for share in sheet["shares"]) == sheet["price_fen"], sheet
        assert sheet["price_fen"] >= sheet["cost_fen"] > 0
        assert not [one for one in sheet["findings"] if one["severity"] == "block"], sheet


@case("people read names, units and words; ids are for --json")
def _():
    world = small_craft()
    out = ctl("kit", world["kit"], "--boxes", 3, catalog=world["catalog"]).out
    for name in ("篾条", "篾刀", "编席", "劈篾", "竹竿"):
        assert name in out, f"{name} is missing:\n{out}"
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-7", out.partition("findings:")[0]), out
    assert "in the box" in out and "null" not in out and "findings: \n" not in out, out


@case("a process that goes in a circle is a finding, not a crash")
def _():
    world = small_craft()
    catalog = world["catalog"]
    add(catalog, "flow", step=world["split"], item=world["mat"], direction="in", quantity="1")
    sheet = ask("kit", world["kit"], catalog=catalog, code=FINDING)
    blocks = [one for one in sheet["findings"] if one["severity"] == "block"]
    assert blocks and all(one["message"] and one.get("kind") for one in blocks), sheet["findings"]


@case("a kit of nothing is a finding that says what is missing")
def _():
    catalog = empty_catalog()
    kit = add(catalog, "kit", name="空")
    sheet = ask("kit", kit, catalog=catalog, code=FINDING)
    block = [one for one in sheet["findings"] if one["severity"] == "block"][0]
    assert (block["kind"], block["id"]) == ("kit", kit) and sheet["box"] == [], sheet


@case("what is private is not the buyer's: the finding names the step")
def _():
    world = small_craft()
    ctl("set", world["weave"], "private=yes", "private_reason=家传", catalog=world["catalog"])
    sheet = ask("kit", world["kit"], catalog=world["catalog"], code=FINDING)
    block = [one for one in sheet["findings"] if one["severity"] == "block"][0]
    assert (block["kind"], block["id"]) == ("step", world["weave"]), block
    assert "编席" in block["message"], block


@case("shops lists each with its word, name, version and day")
def _():
    shops = ask("shops")
    assert [shop["shop"] for shop in shops] == ["sheet", "taobao", "woocommerce"], shops
    for shop in shops:
        assert shop["name"] and re.match(r"\d{4}-\d\d-\d\d$", shop["checked"]), shop
    assert ctl("shops").out.startswith("sheet\t")


@case("the sample is ready for every shop")
def _():
    catalog = sample()
    cells = ask("check", "--date", "2026-06-01", catalog=catalog)
    assert len(cells) == 3 * 8 and {cell["state"] for cell in cells} == {"ready"}, cells
    one = ask("check", "--shop", "taobao", ids(catalog, "product")[0], "--date", "2026-06-01",
              catalog=catalog)
    assert [cell["shop"] for cell in one] == ["taobao"]


@case("what blocks is told by shop, record and field, to people in one sentence each")
def _():
    catalog = sample()
    product = ids(catalog, "product")[0]
    ctl("set", product, "sku=", catalog=catalog)
    words = ("check", "--shop", "woocommerce", product, "--date", "2026-06-01")
    cell = ask(*words, catalog=catalog, code=FINDING)[0]
    assert cell["state"] == "blocked" and cell["product"] == product, cell
    block = [one for one in cell["findings"] if one["severity"] == "block"][0]
    assert (block["kind"], block["id"], block["field"]) == ("product", product, "sku"), block
    assert block["shop"] == "woocommerce"
    lines = ctl(*words, catalog=catalog, code=FINDING).out.splitlines()
    assert lines[0].startswith("blocked\twoocommerce\t") and block["message"] in lines[1], lines
    assert len(lines) == len(set(lines)), "the same sentence twice"


@case("a membership that is over blocks on the day asked for, not before")
def _():
    catalog = sample()
    said = ctl("check", "--date", "2031-01-01", catalog=catalog, code=FINDING).out
    assert "2031-01-01" in said and "product.membership" in said
    lines = said.splitlines()
    for cell, after in zip(lines, lines[1:]):
        assert cell != after, f"said twice: {cell}"


@case("an unknown product or shop is wrong use, by name")
def _():
    catalog = sample()
    craft = ids(catalog, "craft")[0]
    ctl("check", "nothing", catalog=catalog, code=USAGE).says("nothing")
    ctl("check", craft, catalog=catalog, code=USAGE).says(craft)
    ctl("check", "--shop", "ebay", catalog=catalog, code=USAGE).says("ebay", "taobao")


main()
