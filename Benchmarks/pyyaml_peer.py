"""Parses a YAML file with PyYAML on libyaml, once, cold. usage: pyyaml_peer.py FILE"""

import json
import sys
import time

import yaml

start = time.process_time()
with open(sys.argv[1], "rb") as file:
    yaml.load(file, Loader=yaml.CBaseLoader)
print(json.dumps({"milliseconds": (time.process_time() - start) * 1e3}))
