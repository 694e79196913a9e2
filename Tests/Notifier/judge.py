"""Judges `teams notifier` as a process: beside Local Teams, beside a sink with a truth log, killed and refused.

usage: judge.py [--soak] [--seed N] [--configuration debug|release] [--table FILE] [PART …]
       PART: floor, burst, fairness, kills, fleet, outages, rows, troubles, reach, people, events, operating, scale;
       all of them without one
"""

import argparse
import pathlib
import random
import sys
import threading
import time

import fleet
import floors
import kills
import operating
import outages
import promises
import reach
import rows
import scale
import troubles
from harness import Programs
from verdicts import Verdicts

arguments = argparse.ArgumentParser(description="Judges teams notifier.")
arguments.add_argument("--soak", action="store_true", help="the whole: ten times as many of everything, and longer")
arguments.add_argument("--seed", type=int, default=random.randrange(1 << 32))
arguments.add_argument("--configuration", choices=("debug", "release"), default="debug")
arguments.add_argument("--table", help="write what was measured into this file")
arguments.add_argument("parts", nargs="*")
chosen = arguments.parse_args()
soak, seed = chosen.soak, chosen.seed

PARTS = {
    "floor": lambda verdicts: floors.main(verdicts, 10_000 if soak else 1_000, 1.02 if soak else 1.1),
    "burst": lambda verdicts: promises.burst(verdicts, 2_000 if soak else 200, 60 if soak else 5),
    "fairness": lambda verdicts: promises.fairness(verdicts, 1_000 if soak else 150, 0.01 if soak else 0.15),
    "kills": lambda verdicts: kills.main(verdicts, 1_000 if soak else 100, seed),
    "fleet": lambda verdicts: fleet.main(verdicts, 100 if soak else 5, seed),
    "outages": outages.main,
    "rows": rows.main,
    "troubles": troubles.main,
    "reach": lambda verdicts: reach.main(verdicts, 10_000 if soak else 1_000),
    "people": lambda verdicts: promises.people(verdicts, soak, seed),
    "events": lambda verdicts: promises.events(verdicts, 10_000 if soak else 500, 20 if soak else 4, seed),
    "operating": operating.main,
    "scale": lambda verdicts: scale.main(verdicts, soak, chosen.configuration == "release"),
}
#: What runs side by side: mostly it waits, and what measures time has company that waits too.
PHASES = [
    ["floor"],
    ["burst", "fairness"],
    ["kills", "troubles"],
    ["fleet", "outages"],
    ["rows", "reach"],
    ["people", "events", "operating"],
    ["scale"],
]

for unknown in set(chosen.parts) - set(PARTS):
    sys.exit(f"judge.py: no part {unknown}; there are {', '.join(PARTS)}")
Programs.find(chosen.configuration)
# With it a run can be had again.
print(f"seed {seed}", flush=True)
verdicts = Verdicts()
began = time.monotonic()
for phase in [[name] for name in PARTS] if soak else PHASES:
    threads = [
        threading.Thread(target=verdicts.part, args=(name, lambda name=name: PARTS[name](verdicts)))
        for name in phase
        if not chosen.parts or name in chosen.parts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
if chosen.table:
    scale.table(verdicts, pathlib.Path(chosen.table), "make soak" if soak else "make bench")
# What whoever ran it looks for.
print(f"{verdicts.passed} passed, {len(verdicts.failed)} failed in {time.monotonic() - began:.0f} s (seed {seed})")
sys.exit(f"failed: {'; '.join(verdicts.failed)}" if verdicts.failed else 0)
