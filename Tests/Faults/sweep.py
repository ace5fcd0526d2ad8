#!/usr/bin/env python3
"""Kills a submission at every write, fsync and rename it makes, and servers under load at random: nothing acknowledged may be
lost, nothing doubled, and whoever asks again gets the same answer.

  Tests/Faults/sweep.py BENCH [--every N] [--random SECONDS] [--database postgres://…]

BENCH is a built hefu-bench. --every N takes every N-th system call only. Needs strace. Prints one JSON line; exit code 1 when
something was lost.
"""

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CALL = ROOT / "Calls" / "2024-2"
CALLS = "write,pwrite64,writev,pwritev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,ftruncate"


def run(*command, **options):
    return subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, text=True, **options)


class Sweep:
    def __init__(self, bench, folder, database):
        self.bench, self.folder, self.database = bench, Path(folder), database
        self.acknowledged = {}
        self.kills = self.lost = self.doubled = self.differing = self.unacknowledged = 0

    def seed(self, count):
        drafts = self.folder / "drafts.tsv"
        run(self.bench, "seed", self.folder, self.database, CALL, count, drafts, check=True)
        return [line.split("\t")[0] for line in drafts.read_text().splitlines()]

    def submit(self, number, application, *tracer):
        done = run(*tracer, self.bench, "submit", self.folder, self.database, CALL, application, f"leader{number}",
                   stderr=subprocess.DEVNULL, timeout=120)
        return done.returncode, re.findall(r"^submitted .*$", done.stdout, re.M)

    def killed_at(self, number, application, ordinal):
        """Submits under a tracer that kills at the ordinal-th system call; then asks again, whole."""
        tracer = ("strace", "-f", "-qq", "-e", f"trace={CALLS}", "-e", "signal=none", "-o", "/dev/null",
                  "-e", f"inject={CALLS}:signal=SIGKILL:when={ordinal}")
        code, said = self.submit(number, application, *tracer)
        self.kills += code != 0
        again, answer = self.submit(number, application)
        if again != 0 or not answer:
            self.lost += 1
            return code != 0
        if said and said[0] != answer[0]:
            self.differing += 1
        if not said:
            self.unacknowledged += 1
        self.acknowledged[application] = answer[0]
        return code != 0

    def audit(self):
        done = run(self.bench, "audit", self.folder, self.database, check=True)
        rows = [line.split() for line in done.stdout.splitlines()]
        for row in rows:
            if row[0] == "journal":
                if row[3] != "0" or row[5] != "true":
                    self.lost += 1
                continue
            versions, entries, entry = int(row[1]), int(row[2]), row[3]
            known = self.acknowledged.get(row[0])
            self.doubled += versions > 1 or entries > 1
            if known and (versions != 1 or known.split()[2] != entry):
                self.lost += 1
        return rows[-1]


def count_calls(sweep, number, application):
    """How many of the system calls one whole submission makes."""
    log = sweep.folder / "calls.txt"
    sweep.submit(number, application, "strace", "-f", "-qq", "-e", f"trace={CALLS}", "-e", "signal=none", "-o", log)
    return sum(1 for line in log.read_text().splitlines() if "resumed>" not in line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--random", type=float, default=0, help="seconds of submissions killed at random")
    parser.add_argument("--database", default="-")
    options = parser.parse_args()
    bench = Path(options.bench).resolve()
    began = time.time()
    with tempfile.TemporaryDirectory() as folder:
        sweep = Sweep(bench, folder, options.database)
        applications = sweep.seed(2600)
        taken = iter(enumerate(applications))
        # The first to open the store after it was filled also moves the whole log into the database.
        sweep.submit(*next(taken))
        total = count_calls(sweep, *next(taken))
        for _ in range(options.rounds):
            for ordinal in range(1, total + 5, options.every):
                number, application = next(taken)
                sweep.killed_at(number, application, ordinal)
        swept = sweep.kills
        at_random(sweep, taken, options.random)
        journal = sweep.audit()
    result = {
        "calls": total, "sweptKills": swept, "randomKills": sweep.kills - swept, "lost": sweep.lost, "doubled": sweep.doubled,
        "otherAnswerOnRetry": sweep.differing, "durableOrRetried": sweep.unacknowledged, "journal": int(journal[1]),
        "seconds": round(time.time() - began, 1),
    }
    print(json.dumps(result))
    raise SystemExit(1 if sweep.lost or sweep.doubled or sweep.differing or not swept else 0)


def at_random(sweep, taken, seconds):
    """Four submitters at once on one store, each killed after a random moment; then every one asks again."""
    seed = random.randrange(1 << 32)
    print(f"seed {seed}", file=sys.stderr)
    chance = random.Random(seed)
    end = time.time() + seconds
    while time.time() < end:
        batch = [next(taken, None) for _ in range(4)]
        if None in batch:
            return
        running = []
        for number, application in batch:
            command = [sweep.bench, "submit", sweep.folder, sweep.database, CALL, application, f"leader{number}"]
            running.append((number, application, subprocess.Popen(
                [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)))
        for _, _, process in running:
            try:
                process.wait(chance.random() * 0.4)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                sweep.kills += 1
        for number, application, process in running:
            said = re.findall(r"^submitted .*$", process.communicate()[0], re.M)
            code, answer = sweep.submit(number, application)
            if code or not answer:
                sweep.lost += 1
                continue
            sweep.differing += bool(said) and said[0] != answer[0]
            sweep.unacknowledged += not said
            sweep.acknowledged[application] = answer[0]


if __name__ == "__main__":
    main()
