#!/usr/bin/env python3
"""Counts what a Meson test run did, case by case from its TAP output, and shows what failed.

Usage: tally.py TESTLOG.JSON

The last line is "N passed, N failed", with ", N skipped" when some were. Exits 1 when anything failed.
SPDX-License-Identifier: Apache-2.0
"""

import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b(?:\s+\d+)?(?:\s*-?\s*([^#]*))?(?:#\s*(\w+))?", re.IGNORECASE)
TAIL = 30


def count_cases(run):
    """Returns (passed, failed, skipped) of one test program."""
    passed = failed = skipped = 0
    for line in run.get("stdout", "").splitlines():
        case = CASE.match(line)
        if not case:
            continue
        directive = (case.group(3) or "").upper()
        if directive.startswith("SKIP"):
            skipped += 1
        elif case.group(1) and directive != "TODO":
            failed += 1
        else:
            passed += 1

    result = run["result"]
    if result in ("OK", "EXPECTEDFAIL"):
        passed += passed + skipped == 0
    elif result in ("SKIP", "IGNORED"):
        skipped += skipped == 0
    else:
        # A crash or a time-out has no "not ok" line of its own.
        failed += failed == 0
    return passed, failed, skipped


def failed_cases(lines):
    """The lines of cases that failed, with the comments that follow and say why."""
    is_failed = False
    for line in lines:
        is_failed = line.startswith("not ok") or (is_failed and line.startswith("#"))
        if is_failed:
            yield line


def show_failure(run):
    print(f"\n{run['name']}: {run['result']} (exit status {run.get('returncode')})")
    lines = run.get("stdout", "").splitlines()
    for line in list(failed_cases(lines)) or lines[-TAIL:]:
        print("  " + line)
    for line in run.get("stderr", "").splitlines()[-TAIL:]:
        print("  | " + line)


def main(path):
    total = [0, 0, 0]
    try:
        with open(path, encoding="utf-8", errors="replace") as log:
            runs = [json.loads(line) for line in log if line.strip()]
    except FileNotFoundError:
        runs = []
    for run in runs:
        counts = count_cases(run)
        total = [sum(pair) for pair in zip(total, counts)]
        if counts[1]:
            show_failure(run)

    passed, failed, skipped = total
    if not runs:
        print("No test ran: is the suite's name right?")
        failed = 1
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
