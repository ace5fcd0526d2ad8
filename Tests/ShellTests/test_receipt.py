"""hefu receipt verify: offline, with nothing but the journal's public key."""
import subprocess
import sys

from shell import CHINESE, ROOT, ShellTest

GOLDEN = ROOT / "Tests" / "LedgerTests" / "golden.receipt"
KEY, WITNESS = (ROOT / "Tests" / "LedgerTests" / "golden.key").read_text().split()


class Verify(ShellTest):
    def altered(self, old, new):
        text = GOLDEN.read_text(encoding="utf-8")
        self.assertIn(old, text)
        file = self.folder / "altered.receipt"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return file

    def test_a_receipt_is_verified_and_its_entry_shown(self):
        answer = self.succeeds("receipt", "verify", GOLDEN, "--key", KEY, "--witness", WITNESS, "--lang", "en")
        for text in ("valid", '"subject":"A6"', "11 entries", "witness.example"):
            self.assertIn(text, answer.out)

    def test_the_key_may_stand_in_a_file(self):
        file = self.folder / "journal.key"
        file.write_text(KEY + "\n")
        self.assertRegex(self.succeeds("receipt", "verify", GOLDEN, "--key", file, "--lang", "zh").out, CHINESE)

    def test_an_altered_entry_is_refused(self):
        answer = self.says_no("receipt", "verify", self.altered('"A6"', '"A7"'), "--key", KEY, "--lang", "en")
        self.assertEqual(answer.out, "")
        self.assertIn("altered", answer.err)

    def test_an_altered_checkpoint_is_refused(self):
        answer = self.says_no("receipt", "verify", self.altered("\n11\n", "\n12\n"), "--key", KEY, "--lang", "en")
        self.assertIn("signature", answer.err)

    def test_another_key_is_refused(self):
        self.says_no("receipt", "verify", GOLDEN, "--key", WITNESS, "--lang", "en")

    def test_what_is_no_receipt_names_its_line(self):
        file = self.altered("index 6", "index six")
        self.refuses("receipt", "verify", file, "--key", KEY, "--lang", "en", says=["altered.receipt:2"])
        self.refuses("receipt", "verify", ROOT / "LICENSE", "--key", KEY, "--lang", "en", says=["LICENSE:1"])
        self.refuses("receipt", "verify", GOLDEN, "--key", "nonsense", "--lang", "en", says=["--key"])

    def test_a_program_that_knows_nothing_of_hefu_agrees(self):
        def independent(file):
            verify = ROOT / "Tests" / "LedgerTests" / "verify.py"
            return subprocess.run([sys.executable, verify, file, KEY, WITNESS], capture_output=True, text=True).returncode

        self.assertEqual(independent(GOLDEN), 0)
        for old, new in (('"A6"', '"A7"'), ("\n11\n", "\n12\n"), ("index 6", "index 7"), ("— witness", "— someone")):
            self.assertEqual(independent(self.altered(old, new)), 1)
