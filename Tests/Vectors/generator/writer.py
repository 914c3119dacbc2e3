"""The text of a vector file: one line per member of a case, so that a change shows as one line."""

import json

SCHEMA_VERSION = 1


def member(name, value):
    return f"      {json.dumps(name)}: {json.dumps(value, separators=(', ', ': '))}"


def text_of(stem, cases):
    blocks = []
    for case in cases:
        members = ",\n".join(member(name, value) for name, value in case.items())
        blocks.append("    {\n" + members + "\n    }")
    head = f'{{\n  "schema": {SCHEMA_VERSION},\n  "stem": {json.dumps(stem)},\n  "cases": [\n'
    return head + ",\n".join(blocks) + "\n  ]\n}\n"
