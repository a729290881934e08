"""Verifies DKIM signatures with python3-dkim: a JSON object {keys: {name: record}, files: [path]} on standard input,
{path: [verdict of each signature, topmost first]} on standard output. A verdict is "algorithm result"."""
import json
import sys

import dkim

given = json.load(sys.stdin)
keys = {name: record.encode() for name, record in given["keys"].items()}


def find(name, timeout=5):
    return keys.get(name.decode().rstrip("."))


found = {}
for path in given["files"]:
    with open(path, "rb") as file:
        message = file.read()
    verdicts = []
    while True:
        reader = dkim.DKIM(message)
        try:
            holds = reader.verify(idx=len(verdicts), dnsfunc=find)
        except dkim.DKIMException as error:
            verdicts.append(f"error {error}")
            continue
        # No field was read: there is no such signature.
        if not reader.signature_fields:
            break
        algorithm = reader.signature_fields[b"a"].decode()
        verdicts.append(f"{algorithm} {'pass' if holds else 'fail'}")
    found[path] = verdicts
json.dump(found, sys.stdout)
