"""Runs the program and says what a caller may rely on."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("HEFU_BIN") or str(ROOT / "bin" / "hefu")
CALL = "Calls/2024-2"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Answer:
    def __init__(self, command, code, out, err):
        self.command, self.code, self.out, self.err = command, code, out, err

    @property
    def json(self):
        return json.loads(self.out)

    def __str__(self):
        return f"{' '.join(self.command)}\nexit {self.code}\nstdout: {self.out[:2000]}\nstderr: {self.err[:2000]}"


class ShellTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hefu-shell-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def hefu(self, *arguments, timeout=120, stdin=None):
        """Runs the program in the checkout; a signal or a hang fails the test."""
        command = [PROGRAM, *map(str, arguments)]
        environment = {k: v for k, v in os.environ.items() if k not in ("LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR")}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, timeout=timeout, capture_output=True,
            **({"input": stdin} if stdin is not None else {"stdin": subprocess.DEVNULL}))
        answer = Answer(command, done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"))
        self.assertGreaterEqual(answer.code, 0, f"ended by signal {-answer.code}\n{answer}")
        return answer

    def succeeds(self, *arguments, **options):
        answer = self.hefu(*arguments, **options)
        self.assertEqual(answer.code, 0, str(answer))
        return answer

    def says_no(self, *arguments, **options):
        answer = self.hefu(*arguments, **options)
        self.assertEqual(answer.code, 1, str(answer))
        return answer

    def refuses(self, *arguments, says=(), **options):
        """Exit code 2, nothing on standard output, and every text of `says` on standard error."""
        answer = self.hefu(*arguments, **options)
        self.assertEqual(answer.code, 2, str(answer))
        self.assertEqual(answer.out, "", str(answer))
        self.assertNotEqual(answer.err.strip(), "", str(answer))
        for text in says:
            self.assertIn(text, answer.err, str(answer))
        return answer

    def file(self, content, name="application.json"):
        """A file with this content: bytes, text, or anything that JSON can say."""
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return path

    def call(self, **files):
        """A copy of the call folder in which some files are replaced; `None` leaves one out."""
        target = pathlib.Path(tempfile.mkdtemp(prefix="call-", dir=self.folder))
        shutil.copytree(ROOT / CALL, target, ignore=shutil.ignore_patterns("scenarios"), dirs_exist_ok=True)
        for name, content in files.items():
            path = target / {"call": "call.yaml", "guide": "guide.txt", "notice": "notice.txt"}[name]
            if content is None:
                path.unlink()
            elif isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(content, encoding="utf-8")
        return target

    def check(self, application, *arguments):
        """The answer of `hefu check --json` for an application, whatever its verdicts."""
        answer = self.hefu("check", "--call", CALL, "--json", *arguments, self.file(application))
        self.assertIn(answer.code, (0, 1), str(answer))
        return answer.json

    def verdict(self, clause, application, *arguments):
        found = [c for c in self.check(application, *arguments)["clauses"] if c["clause"] == clause]
        self.assertEqual(len(found), 1, f"{clause} is not answered once")
        return found[0]

    def assert_bilingual(self, text):
        self.assertEqual(set(text), {"zh", "en"})
        self.assertRegex(text["zh"], CHINESE)
        self.assertNotEqual(text["en"].strip(), "")
