#!/usr/bin/env python3
"""Makes a manual page of what a command says with --help, so that there is one text to keep right.

Usage: manual.py VERSION PROGRAM [COMMAND]   (writes the page to standard output)

Lines that are not indented are headings; what stands below them is set as it is, with options and programs in bold.
SPDX-License-Identifier: Apache-2.0
"""

import os
import re
import subprocess
import sys

PURPOSE = "work with threat models from scripts and continuous integration"
BOLD = re.compile(r"(?<![\w-])(--?[a-z][\w-]*|moat-cli)")


def escape(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text.startswith((".", "'")) else text


def set_line(line):
    return "".join(
        f"\\fB{escape(part)}\\fR" if BOLD.fullmatch(part) else escape(part) for part in BOLD.split(line)
    )


def read_sections(text):
    """Yields (heading, lines) of a help text."""
    heading, lines = None, []
    for line in text.splitlines():
        if line and not line[0].isspace() and line.isupper():
            if heading:
                yield heading, lines
            heading, lines = line, []
        else:
            lines.append(line.removeprefix("  "))
    if heading:
        yield heading, lines


def main(version, program, command=None):
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", COLUMNS="80")
    text = subprocess.run(
        [program, *([command] if command else []), "--help"], check=True, capture_output=True, env=environment
    ).stdout.decode()
    title = f"moat-cli-{command}" if command else "moat-cli"

    print(f'.TH {title.upper()} 1 "" "Moat {version}" "User Commands"')
    if not command:
        print(f".SH NAME\nmoat-cli \\- {PURPOSE}")
    for heading, lines in read_sections(text):
        print(f".SH {heading}")
        if heading == "NAME":
            name = " ".join(line.strip() for line in lines if line.strip())
            print(escape(re.sub(r"^moat-cli (\S+) – ", r"moat-cli-\1 - ", name)).replace(" \\- ", " \\- ", 1))
            continue
        print(".nf")
        print("\n".join(set_line(line) for line in lines).strip("\n"))
        print(".fi")
    print(".SH SEE ALSO")
    print(".BR moat-cli (1),\n.BR moat (1)" if command else ".BR moat (1)")


if __name__ == "__main__":
    main(*sys.argv[1:])
