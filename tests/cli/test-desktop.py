#!/usr/bin/env python3
"""What file managers see of models: their type, by name and by content, and their small pictures.

Usage: test-desktop.py MOAT_THUMBNAILER MOAT_CLI SOURCE
SPDX-License-Identifier: Apache-2.0
"""

import os
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

THUMBNAILER, MOAT_CLI, SOURCE = *map(os.path.abspath, sys.argv[1:3]), Path(sys.argv[3])
APP_ID = "io.github.moat_app.Moat"
MODEL_TYPE = "application/vnd.moat+json"
ASK_TYPE = "import sys; from gi.repository import Gio; print(Gio.content_type_guess(sys.argv[1], sys.stdin.buffer.read())[0])"


def draw(model, picture, *arguments):
    return subprocess.run(
        [THUMBNAILER, *arguments, str(model), str(picture)], capture_output=True, text=True, check=False, timeout=60
    )


def read_size(picture):
    data = picture.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "it is a PNG"
    return struct.unpack(">II", data[16:24])


def test_picture(folder):
    model, picture = SOURCE / "resources/examples/shipping-address.moat", folder / "out.png"
    for asked, width in (("128", 128), ("512", 512), ("1", 16), ("999999", 2048)):
        done = draw(model, picture, "-s", asked)
        assert done.returncode == 0, done.stderr
        assert read_size(picture)[0] == width, asked
        assert read_size(picture)[1] <= width


def test_refused(folder):
    picture = folder / "out.png"
    (folder / "damaged.moat").write_text('{"format": "moat", "version": 1, ')
    (folder / "deep.moat").write_text('{"format": "moat", "version": 1, "model": ' + "[" * 200_000)
    (folder / "other.moat").write_bytes(b"\0" * 5_000_000)
    subprocess.run([MOAT_CLI, "new", folder / "empty.moat"], check=True)
    for name in ("damaged", "deep", "other", "empty", "missing"):
        done = draw(folder / f"{name}.moat", picture)
        assert done.returncode == 2, name
        assert done.stderr.startswith("moat-thumbnailer: ") and done.stderr.count("\n") == 1, done.stderr
        assert not picture.exists(), name


def test_type(folder):
    """The type follows from the name, and without one from how the file begins."""
    packages = folder / "mime" / "packages"
    packages.mkdir(parents=True)
    template = (SOURCE / f"data/{APP_ID}.mime.xml.in").read_text(encoding="utf-8")
    (packages / f"{APP_ID}.xml").write_text(template.replace("@app_id@", APP_ID), encoding="utf-8")
    subprocess.run(["update-mime-database", folder / "mime"], check=True, capture_output=True)
    environment = dict(os.environ, XDG_DATA_HOME=str(folder))
    model = (SOURCE / "resources/examples/shop.moat").read_bytes()
    for name, data, is_model in (
        ("a.moat", b"", True),
        ("a", model, True),
        ("a", b'{"format":"moat","version":1}', True),
        ("a", b'{"format": "other"}', False),
        ("a.json", b'{"summary": {"title": "format: moat"}}', False),
    ):
        done = subprocess.run(["/usr/bin/python3", "-c", ASK_TYPE, name], input=data, env=environment, capture_output=True, check=True)
        assert (done.stdout.decode().strip() == MODEL_TYPE) == is_model, (name, data[:30], done.stdout)


def main():
    tests = [test_picture, test_refused, test_type]
    print(f"1..{len(tests)}")
    for number, test in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(Path(folder))
                print(f"ok {number} {test.__name__}", flush=True)
            except (AssertionError, subprocess.SubprocessError) as error:
                print(f"not ok {number} {test.__name__}\n# " + str(error).replace("\n", "\n# "), flush=True)


if __name__ == "__main__":
    main()
