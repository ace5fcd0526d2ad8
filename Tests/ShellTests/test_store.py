"""hefu backup, restore, move, files: what they refuse, and a store's way there and back."""
import json
import os
import sqlite3
import subprocess
import unittest

from shell import CHINESE, PROGRAM, ShellTest


class Refusals(ShellTest):
    def setUp(self):
        super().setUp()
        self.store = self.folder / "var"
        self.backup = self.folder / "backup"

    def test_where_there_is_no_store_nothing_is_backed_up(self):
        self.refuses("backup", self.backup, "--store", self.store, "--lang", "en", says=["no store"])
        self.assertFalse(self.backup.exists())
        self.assertRegex(self.refuses("backup", self.backup, "--store", self.store, "--lang", "zh").err, CHINESE)

    def test_what_is_no_backup_is_not_restored(self):
        self.refuses("restore", self.folder, "--store", self.store, "--lang", "en", says=["manifest.json"])
        self.assertFalse(self.store.exists())

    def test_places_have_a_form(self):
        self.refuses("move", "var/hefu.sqlite", "sqlite:b", says=["sqlite:PATH"])
        self.refuses("backup", self.backup, "--database", "mysql://x", "--store", self.store, says=["postgres://"])

    def test_a_database_of_something_else_is_left_alone(self):
        self.store.mkdir()
        with sqlite3.connect(self.store / "hefu.sqlite") as database:
            database.execute("CREATE TABLE stranger (a)")
        self.refuses("backup", self.backup, "--store", self.store, "--lang", "en", says=["migration"])
        self.assertEqual([file.name for file in self.folder.iterdir()], ["var"])


@unittest.skipUnless((bench := os.path.join(os.path.dirname(PROGRAM), "hefu-bench")) and os.path.exists(bench), "needs hefu-bench")
class ThereAndBack(ShellTest):
    """A store with a journal, as the benchmark leaves one."""

    def setUp(self):
        super().setUp()
        self.store = self.folder / "var"
        self.store.mkdir()
        subprocess.run([bench, "durable", self.store / "hefu.sqlite", "4", "0.3", "shared"], check=True, stdout=subprocess.DEVNULL)
        with sqlite3.connect(self.store / "hefu.sqlite") as database:
            [[self.entries]] = database.execute("SELECT COUNT(*) FROM journal")

    def restored(self, *options):
        target = self.folder / "restored"
        return target, self.hefu("restore", self.folder / "backup", "--store", target, "--lang", "en", *options)

    def test_a_backup_is_restored_with_its_root(self):
        answer = self.succeeds("backup", self.folder / "backup", "--store", self.store, "--lang", "en")
        manifest = json.loads((self.folder / "backup" / "manifest.json").read_text())
        self.assertEqual(manifest["journal"]["size"], self.entries)
        self.assertIn(manifest["journal"]["root"], answer.out)
        target, answer = self.restored()
        self.assertEqual(answer.code, 0, str(answer))
        self.assertIn(manifest["journal"]["root"], answer.out)
        with sqlite3.connect(target / "hefu.sqlite") as database:
            self.assertEqual(database.execute("SELECT COUNT(*) FROM journal").fetchall(), [(self.entries,)])
        self.refuses("backup", self.folder / "backup", "--store", self.store, "--lang", "en", says=["there already"])
        self.refuses("restore", self.folder / "backup", "--store", target, "--lang", "en", says=["there already"])

    def test_a_damaged_backup_is_answered_with_no(self):
        self.succeeds("backup", self.folder / "backup", "--store", self.store)
        with open(self.folder / "backup" / "hefu.sqlite", "r+b") as file:
            file.seek(5000)
            file.write(b"x")
        target, answer = self.restored()
        self.assertEqual(answer.code, 1, str(answer))
        self.assertFalse((target / "hefu.sqlite").exists())

    def test_a_move_brings_every_entry(self):
        source, target = f"sqlite:{self.store}/hefu.sqlite", f"sqlite:{self.folder}/moved.sqlite"
        self.assertIn(f"{self.entries} entries", self.succeeds("move", source, target, "--lang", "en").out)
        self.refuses("move", source, target, "--lang", "en", says=["there already"])

    def test_attachments_are_verified_and_orphans_collected(self):
        self.succeeds("files", "collect", "--store", self.store)
        self.assertIn("0", self.succeeds("files", "verify", "--store", self.store, "--lang", "en").out)
        name = "ab/" + "0" * 62
        (self.store / "files" / name).write_bytes(b"x")
        self.assertIn(name.replace("/", ""), self.says_no("files", "verify", "--store", self.store, "--lang", "en").err)
        os.utime(self.store / "files" / name, (0, 0))
        self.assertIn("removed 1", self.succeeds("files", "collect", "--store", self.store, "--lang", "en").out)
