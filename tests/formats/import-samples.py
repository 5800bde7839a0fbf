#!/usr/bin/env python3
# Imports what other tools wrote and counts, with readers of its own, whether
# all of it arrived: elements, flows, trust boundaries, threats. Every export to
# the same format is imported again and must say the same.
#
#   import-samples.py MOAT_CLI FOLDER
#
# SPDX-License-Identifier: Apache-2.0

import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    print('python3-yaml is not installed')
    sys.exit(77)


class Loader(yaml.SafeLoader):
    """Dates stay text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith(':timestamp')]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(path):
    text = path.read_text()
    return json.loads(text) if text.lstrip().startswith(('{', '[')) else yaml.load(text, Loader)


def some(value):
    return value or []


# Each gives: elements, flows, boundaries, threats.


def count_otm(model):
    owners = some(model.get('components')) + some(model.get('dataflows'))
    named = [threat['threat'] for owner in owners for threat in some(owner.get('threats'))]
    defined = {threat['id'] for threat in some(model.get('threats'))}
    return (len(some(model.get('components'))), len(some(model.get('dataflows'))),
            len(some(model.get('trustZones'))), len(named) + len(defined - set(named)))


def count_threatforge(model):
    elements = [element for element in some(model.get('elements')) if element.get('type') != 'text']
    return (len(elements), len(some(model.get('data_flows'))), len(some(model.get('trust_boundaries'))),
            len(some(model.get('threats'))))


def count_pytm(model):
    return (len(model['elements']), len(model['flows']), len(model['boundaries']),
            len(model.get('findings', [])))


def count_threagile(model):
    assets = some(model.get('technical_assets'))
    links = sum(len(some(asset.get('communication_links'))) for asset in assets.values())
    written = sum(len(some(category.get('risks_identified')))
                  for category in some(model.get('individual_risk_categories'))
                  and model['individual_risk_categories'].values())
    generated = sum(map(len, some(model.get('generated_risks_by_category'))
                        and model['generated_risks_by_category'].values()))
    return (len(assets), links, len(some(model.get('trust_boundaries'))),
            len(some(model.get('risk_tracking'))) + written + generated
            + len(some(model.get('abuse_cases'))))


FORMATS = {
    'otm': (count_otm, True),
    'threatforge': (count_threatforge, True),
    'pytm': (count_pytm, False),
    'threagile': (count_threagile, False),
}


def dump(path):
    """What a model says, without what was kept and what follows from how it was read."""
    model = json.loads(path.read_text())
    model['model'].pop('id', None)
    for value in model.values():
        for record in value if isinstance(value, list) else [value]:
            if isinstance(record, dict):
                for name in FORMATS:
                    record.pop(name, None)
    return model


class Run:
    def __init__(self, cli, scratch):
        self.cli = cli
        self.scratch = scratch
        self.failures = 0

    def fail(self, path, what):
        print(f'not ok - {path.name}: {what}')
        self.failures += 1

    def call(self, *arguments):
        return subprocess.run([self.cli, *map(str, arguments)], capture_output=True, text=True, timeout=60)

    def check_round_trip(self, path, name, model):
        # The way of every file name: the title of a model without one is its file's.
        again, more = self.scratch / 'again', self.scratch / path.name
        result = self.call('export', model, '-o', more, '--format', name)
        if result.returncode != 0:
            return self.fail(path, result.stderr)
        result = self.call('import', more, '-o', again, '--from', name)
        if result.returncode not in (0, 1):
            return self.fail(path, result.stderr)
        before, after = dump(model), dump(again)
        for kind in before:
            if before[kind] != after.get(kind):
                changed = next(((a, b) for a, b in zip(before[kind], after.get(kind, [])) if a != b), '')
                self.fail(path, f'{kind} differ after a round trip: {changed}'[:2000])
        return None

    def check(self, path, name, count, is_written):
        model = self.scratch / 'model'
        try:
            raw = load(path)
            expected = count(raw) if isinstance(raw, dict) else None
        except yaml.YAMLError:
            expected = None
        result = self.call('import', path, '-o', model)
        if expected is None:
            if result.returncode != 2 or not result.stderr.startswith('moat-cli: '):
                self.fail(path, f'not refused with a reason: {result.returncode} {result.stderr}')
            return
        if result.returncode not in (0, 1):
            self.fail(path, result.stderr)
            return
        said = json.loads(model.read_text())
        found = tuple(len(said.get(kind, [])) for kind in ('elements', 'flows', 'boundaries', 'threats'))
        if found != expected:
            self.fail(path, f'elements, flows, boundaries, threats are {found}, not {expected}')
        if is_written:
            self.check_round_trip(path, name, model)


def main():
    samples = pathlib.Path(sys.argv[2])
    if not samples.is_dir():
        print(f'there is no folder {samples}')
        return 77
    with tempfile.TemporaryDirectory() as scratch:
        run = Run(sys.argv[1], pathlib.Path(scratch))
        n_files = 0
        for name, (count, is_written) in FORMATS.items():
            for path in sorted((samples / name).glob('*')):
                run.check(path, name, count, is_written)
                n_files += 1
        print(f'{n_files} files, {run.failures} failures')
    return 1 if run.failures else 0


sys.exit(main())
