"""hefu log and hefu witness: an operator's journal, and a partner agency that signs it by files alone."""
import shutil
import sqlite3

from shell import CHINESE, ROOT, ShellTest

SOME_KEY = (ROOT / "Tests" / "LedgerTests" / "golden.key").read_text().split()[0]


class Exchange(ShellTest):
    def setUp(self):
        super().setUp()
        self.store = self.folder / "var"
        self.seat = self.folder / "seat"
        self.register(self.key("first.example", self.folder / "first"))
        self.journal = self.succeeds("log", "key", "--store", self.store).out.strip()

    def key(self, name, folder, journal=None):
        answer = self.succeeds("witness", "init", name, "--journal", journal or SOME_KEY, "--in", folder)
        return answer.out.strip()

    def register(self, key):
        self.succeeds("log", "witness", "add", key.split("+")[0], key, "--store", self.store)

    def saved(self, name, *arguments):
        file = self.folder / name
        file.write_text(self.succeeds(*arguments).out, encoding="utf-8")
        return file

    def checkpoint(self, name):
        return self.saved(name, "log", "checkpoint", "--store", self.store)

    def grow(self, name):
        self.register(self.key(name, self.folder / name))

    def test_a_witness_signs_what_continues_and_the_journal_shows_it(self):
        own = self.key("agency.example", self.seat, self.journal)
        self.register(own)
        cosigned = self.saved("one.txt", "witness", "sign", self.checkpoint("a.txt"), "--in", self.seat)
        self.assertIn("agency.example", self.succeeds("log", "accept", cosigned, "--store", self.store, "--lang", "en").out)
        self.assertEqual(cosigned.read_text(), self.checkpoint("b.txt").read_text())
        self.grow("third.example")
        newer = self.checkpoint("c.txt")
        refused = self.says_no("witness", "sign", newer, "--in", self.seat, "--lang", "en")
        self.assertIn("/log/consistency?from=2&to=3", refused.err)
        proof = self.saved("proof.txt", "log", "consistency", "--from", 2, "--to", 3, "--store", self.store)
        cosigned = self.saved("two.txt", "witness", "sign", newer, "--proof", proof, "--in", self.seat)
        shown = self.succeeds("witness", "verify", cosigned, "--key", self.journal, "--witness", own, "--lang", "en").out
        self.assertIn("3 entries", shown)
        self.says_no("witness", "sign", self.folder / "a.txt", "--in", self.seat)
        self.succeeds("witness", "sign", newer, "--in", self.seat)

    def test_a_fork_is_refused_with_both_checkpoints_shown(self):
        self.key("agency.example", self.seat, self.journal)
        shutil.copytree(self.store, self.folder / "other")
        self.grow("left.example")
        left = self.checkpoint("left.txt")
        self.store = self.folder / "other"
        self.grow("right.example")
        right = self.checkpoint("right.txt")
        self.succeeds("witness", "sign", left, "--in", self.seat)
        refused = self.says_no("witness", "sign", right, "--in", self.seat, "--lang", "zh")
        self.assertRegex(refused.err, CHINESE)
        for file in (left, right):
            self.assertIn(file.read_text().split("\n")[2], refused.err)
        self.assertEqual(refused.out, "")

    def test_a_checkpoint_of_another_journal_is_not_signed(self):
        self.key("agency.example", self.seat)
        self.says_no("witness", "sign", self.checkpoint("a.txt"), "--in", self.seat, "--lang", "en")

    def test_the_audit_agrees_until_the_database_is_touched(self):
        self.grow("second.example")
        self.assertIn("2 entries", self.succeeds("log", "verify", "--store", self.store, "--lang", "en").out)
        with sqlite3.connect(self.store / "hefu.sqlite") as database:
            database.execute("UPDATE journal SET entry = replace(entry, 'first', 'fifth') WHERE position = 0")
        database.close()
        answer = self.says_no("log", "verify", "--store", self.store, "--lang", "en")
        self.assertIn("entry 0", answer.err)
        self.assertEqual(answer.out, "")

    def test_keys_others_may_read_are_not_used(self):
        (self.store / "journal.key").chmod(0o644)
        self.refuses("log", "key", "--store", self.store, "--lang", "en", says=["journal.key", "chmod 600"])

    def test_bad_input_is_named(self):
        self.refuses("log", "verify", "--store", self.folder / "none", "--lang", "en", says=["none"])
        self.refuses("log", "witness", "add", "other.name", self.key("a.example", self.seat), "--store", self.store, says=["a.example"])
        self.refuses("witness", "init", "two words", "--journal", self.journal, "--in", self.folder / "x", says=["two words"])
        self.refuses("witness", "verify", self.store / "journal.key", "--key", self.journal, says=["journal.key:"])
        self.says_no("log", "consistency", "--from", 0, "--to", 9, "--store", self.store)
        self.says_no("log", "checkpoint", "--size", 9, "--store", self.store)
