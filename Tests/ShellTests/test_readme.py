"""What the READMEs show is what the program prints: their console blocks are run."""
import os
import re
import subprocess

from shell import PROGRAM, ROOT, ShellTest

BLOCK = re.compile(r"^```console\n(.*?)^```", re.M | re.S)


class Readme(ShellTest):
    def test_shown_output_is_real_output(self):
        for name in ("README.md", "README.zh.md"):
            blocks = BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))
            self.assertGreater(len(blocks), 2)
            for block in blocks:
                for command, output in self.commands(block):
                    with self.subTest(name, command=command):
                        self.assertEqual(self.run_shell(command), output)

    def test_files_linked_from_the_documents_exist(self):
        for name in ("README.md", "README.zh.md", "ARCHITECTURE.md", "CONTRIBUTING.md"):
            for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8")):
                if "://" not in target:
                    with self.subTest(name, target=target):
                        self.assertTrue((ROOT / target).exists())

    @staticmethod
    def commands(block):
        """Commands (`$ …`, continued by `> …`) with the lines they print."""
        found = []
        for line in block.splitlines(keepends=True):
            if line.startswith("$ "):
                found.append([line[2:], ""])
            elif line.startswith("> ") and not found[-1][1]:
                found[-1][0] += line[2:]
            else:
                found[-1][1] += line
        return found

    def run_shell(self, command):
        environment = {k: v for k, v in os.environ.items() if k not in ("LANG", "LC_ALL", "LC_MESSAGES")}
        done = subprocess.run(
            ["bash", "-c", command.replace("bin/hefu", f'"{PROGRAM}"')], cwd=ROOT, env=environment, timeout=120,
            capture_output=True)
        self.assertEqual(done.stderr.decode(), "")
        return done.stdout.decode()
