#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the results of test runs and prints them as one line: N passed, N failed, N skipped.

Usage: count-results.py STEM...   where STEM.json and STEM.junit.xml are the logs of one run.
Ends with 1 when a test failed or none ran."""
import json
import sys
import xml.etree.ElementTree as ElementTree


def outcome(case):
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "skipped" if case.find("skipped") is not None else "passed"


def count_run(stem, counts):
    seen_failing = set()
    for suite in ElementTree.parse(stem + ".junit.xml").iter("testsuite"):
        for case in suite.iter("testcase"):
            counts[outcome(case)] += 1
            if outcome(case) == "skipped":
                print("skipped:", case.get("name"))
            if outcome(case) == "failed":
                print("FAILED:", suite.get("name"), case.get("name"))
                seen_failing.add(suite.get("name").split(".")[-1])
    # A program that crashed or ran out of time may have no failing case of its own.
    for line in open(stem + ".json", encoding="utf-8"):
        test = json.loads(line)
        name = test["name"].split(" / ")[-1]
        if test["result"] in ("FAIL", "ERROR", "TIMEOUT") and name not in seen_failing:
            print("FAILED:", name, test["result"])
            counts["failed"] += 1


counts = {"passed": 0, "failed": 0, "skipped": 0}
for stem in sys.argv[1:]:
    count_run(stem, counts)
line = f"{counts['passed']} passed, {counts['failed']} failed"
if counts["skipped"]:
    line += f", {counts['skipped']} skipped"
print(line)
sys.exit(1 if counts["failed"] or not counts["passed"] else 0)
