#!/usr/bin/env python3
"""Runs the scenarios of one file and reports them as TAP. Knows nothing of Moat.

A scenario is a function whose name begins with "scenario_" and whose docstring says the rule. It fails by an exception,
and Skip says why it cannot be played here.
SPDX-License-Identifier: Apache-2.0
"""

import inspect
import os
import sys
import traceback

from driver import Skip


def main(module_name="__main__"):
    module = sys.modules[module_name]
    prefix = os.path.splitext(os.path.basename(module.__file__))[0].removeprefix("test-")
    scenarios = [
        (name.removeprefix("scenario_").replace("_", "-"), function)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("scenario_") and function.__module__ == module_name
    ]
    scenarios.sort(key=lambda each: each[1].__code__.co_firstlineno)
    wanted = sys.argv[1:]
    if wanted:
        scenarios = [each for each in scenarios if each[0] in wanted]

    print(f"1..{len(scenarios)}", flush=True)
    failures = 0
    for number, (name, function) in enumerate(scenarios, 1):
        os.environ["MOAT_E2E_SCENARIO"] = f"{prefix}-{name}"
        try:
            function()
        except Skip as reason:
            print(f"ok {number} - /e2e/{prefix}/{name} # SKIP {reason}", flush=True)
        except Exception as error:  # whatever goes wrong is this scenario's failure, and the next one runs
            failures += 1
            print(f"not ok {number} - /e2e/{prefix}/{name}")
            print("".join(f"# {line}\n" for line in str(error).splitlines()), end="")
            print("".join(f"#   {line}\n" for line in traceback.format_exc().splitlines()), end="", flush=True)
        else:
            print(f"ok {number} - /e2e/{prefix}/{name}", flush=True)
    sys.exit(1 if failures else 0)
