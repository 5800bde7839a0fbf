#!/usr/bin/env python3
"""Counts what is in the XML files of other tools by itself, and compares with what moat-cli makes of them.

    count-samples.py MOAT-CLI FOLDER-OF-SAMPLES

Shares nothing with the readers but the files. Skips, saying so, where there are no samples.

SPDX-License-Identifier: Apache-2.0
"""
import base64
import collections
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zlib

TYPE = '{http://www.w3.org/2001/XMLSchema-instance}type'
SKIP = 77


def local(element):
    return element.tag.rsplit('}', 1)[-1]


def child(element, name):
    return next((c for c in element if local(c) == name), None)


def text_of(element, name):
    found = child(element, name)
    return (found.text or '').strip() if found is not None else ''


def count_tm7(path):
    """Things by their type, threats by their entries."""
    counts = collections.Counter()
    words = []
    root = ElementTree.parse(path).getroot()
    annotations = {text_of(e, 'Id') for e in root.iter() if local(e) == 'ElementType'
                   and text_of(e, 'Representation') == 'Annotation'} | {'GE.A'}
    kinds = {'StencilEllipse': 'process', 'StencilParallelLines': 'data-store', 'Connector': 'flow',
             'BorderBoundary': 'zone', 'LineBoundary': 'line'}
    for surface in (e for e in root.iter() if local(e) == 'DrawingSurfaceModel'):
        counts['use case'] += 1
        for value in (e for e in surface.iter() if local(e) == 'Value' and e.get(TYPE)):
            kind = value.get(TYPE).strip()
            if kind == 'StencilRectangle':
                counts['note' if text_of(value, 'GenericTypeId') in annotations else 'external-entity'] += 1
            elif kind in kinds:
                counts[kinds[kind]] += 1
    threats = child(root, 'ThreatInstances')
    for entry in threats if threats is not None else []:
        counts['threat'] += 1
        words += [text_of(p, 'Value') for p in entry.iter() if text_of(p, 'Key') == 'Title']
    return counts, words


def pages_of(path):
    root = ElementTree.parse(path).getroot()
    for diagram in root.findall('diagram') if root.tag == 'mxfile' else [root]:
        model = diagram if diagram.tag == 'mxGraphModel' else diagram.find('mxGraphModel')
        if model is None and (diagram.text or '').strip():
            packed = base64.b64decode(diagram.text)
            model = ElementTree.fromstring(urllib.parse.unquote(zlib.decompress(packed, -15).decode()))
        if model is not None:
            yield model


def style_of(cell):
    pairs = (part.partition('=') for part in (cell.get('style') or '').split(';') if part)
    return {name: value for name, _, value in pairs}


def count_drawio(path):
    """Shapes that say what they are, and every label; a plain box means what people say it does."""
    counts = collections.Counter()
    words = []
    for model in pages_of(path):
        counts['use case'] += 1
        for wrap in model.find('root'):
            cell = wrap if wrap.tag == 'mxCell' else wrap.find('mxCell')
            if cell is None:
                continue
            style = style_of(cell)
            label = wrap.get('label') or cell.get('value') or ''
            words.append(re.sub(r'<[^>]*>', '\n', label))
            if cell.get('edge') == '1' and (cell.get('source') or cell.get('target')):
                counts['flow'] += 1
            elif 'ellipse' in style or style.get('shape') == 'ellipse':
                counts['process'] += 1
            elif style.get('shape') == 'partialRectangle' and style.get('top') != '0':
                counts['data-store'] += 1
            elif style.get('dashed') == '1' and cell.get('vertex') == '1' and 'text' not in style \
                    and 'shape' not in style:
                counts['zone'] += 1
    return counts, words


def count_model(model):
    counts = collections.Counter()
    counts['use case'] = len(model.get('useCases', []))
    counts['flow'] = len(model.get('flows', []))
    counts['note'] = len(model.get('notes', []))
    counts['threat'] = len(model.get('threats', []))
    for element in model.get('elements', []):
        counts[element.get('type', 'process')] += 1
    for boundary in model.get('boundaries', []):
        counts[boundary.get('shape', 'zone')] += 1
    return counts


def flatten(value):
    """All strings of a model, as one."""
    if isinstance(value, dict):
        return '\n'.join(flatten(v) for v in value.values())
    if isinstance(value, list):
        return '\n'.join(flatten(v) for v in value)
    return str(value)


def plain(text):
    return re.sub(r'\W+', ' ', html.unescape(html.unescape(text))).strip().lower()


def convert(program, path, folder):
    out = folder / 'out.moat'
    run = subprocess.run([program, 'import', str(path), '-o', str(out), '--report'], capture_output=True, text=True,
                         timeout=60)
    if run.returncode == 2:
        return None, run.stderr.strip()
    return json.loads(out.read_text(encoding='utf-8')), run.stdout


def check_words(model, words, report):
    """Every label stands somewhere, in the model or in what is said to be left out."""
    everything = ' ' + plain(flatten(model) + '\n' + report) + ' '
    lines = {plain(line) for word in words for line in word.split('\n')}
    return sorted(line for line in lines if line and f' {line} ' not in everything)


# What a flow may lose: both ends on texts, which says nothing; the report counts them.
EXACT = {'tm7': {'use case', 'process', 'data-store', 'external-entity', 'flow', 'zone', 'line', 'note', 'threat'},
         'drawio': {'use case', 'process', 'data-store', 'zone', 'flow'}}
# A page that shows what symbols mean has a box that is a trust boundary; arrows between texts are decoration.
LOOSE = {'equinor': {'flow', 'process', 'data-store', 'zone'},
         'cairis': {'zone', 'process'},
         'iriusrisk__startleft__drawio': {'process', 'data-store', 'zone'},
         'michenriksen__drawio-threatmodeling__examples_attacktree': {'process'},
         'OWASP__threat-model-cookbook': {'process'}}


def check_file(program, path, kind, count, folder):
    model, report = convert(program, path, folder)
    try:
        expected, words = count(path)
    except Exception:  # whatever Python's parser or decoder says: it is no such file
        expected, words = None, []
    if model is None:
        return [] if expected is None or not any(expected.values()) else [f'was refused: {report}']
    if expected is None:
        return ['was read, but is no such file']
    found = count_model(model)
    loose = next((value for key, value in LOOSE.items() if path.name.startswith(key)), set())
    problems = [f'{name}: {expected[name]} in the file, {found[name]} in the model'
                for name in sorted(EXACT[kind] - loose) if expected[name] != found[name]]
    missing = check_words(model, words, report)
    return problems + [f'“{word}” is nowhere' for word in missing[:5]]


def main():
    program, samples = sys.argv[1], pathlib.Path(sys.argv[2])
    failed = checked = 0
    with tempfile.TemporaryDirectory() as name:
        for kind, folder, count in (('tm7', 'mstmt', count_tm7), ('drawio', 'drawio', count_drawio)):
            for path in sorted((samples / folder).glob('*')):
                problems = check_file(program, path, kind, count, pathlib.Path(name))
                checked += 1
                failed += bool(problems)
                for problem in problems:
                    print(f'{path.name}: {problem}')
    print(f'{checked} files, {failed} that differ')
    if checked == 0:
        return SKIP
    return 1 if failed else 0


sys.exit(main())
