"""What people and machines get wrong: a clear error with file, line and field, exit code 2, nothing on standard output."""
from shell import CALL, CHINESE, ROOT, ShellTest

START = '{\n  "app": {\n    "direction": "1.5",\n'

# Name, content, and what the message must name beside the file: line and field.
APPLICATIONS = [
    ("unknown field", START + '    "titleZ": "x"\n  }\n}', [":4:", "app.titleZ:", "app.titleZh"]),
    ("unknown section", START + '    "topic": "ai"\n  },\n  "appp": {}\n}', [":6:", "appp"]),
    ("wrong type", START + '    "durationMonths": "three years"\n  }\n}', [":4:", "app.durationMonths"]),
    ("a list for a text", START + '    "titleZh": ["x"]\n  }\n}', [":4:", "app.titleZh"]),
    ("a text for a group", START + '    "budget": "much"\n  }\n}', [":4:", "app.budget"]),
    ("a map for a list", START + '    "topic": "ai"\n  },\n  "org": {"name": "x"}\n}', [":6:", "org"]),
    ("a fraction of a month", START + '    "durationMonths": 24.5\n  }\n}', [":4:", "app.durationMonths"]),
    ("impossible date", START + '    "startDate": "2023-02-30"\n  }\n}', [":4:", "app.startDate", "2023-02-30"]),
    ("date in another form", START + '    "startDate": "1/2/2024"\n  }\n}', [":4:", "app.startDate"]),
    ("NaN", START + '    "budget": {"grant": NaN}\n  }\n}', [":4:", "NaN"]),
    ("NaN as text", START + '    "budget": {"grant": "NaN"}\n  }\n}', [":4:", "app.budget.grant"]),
    ("infinity", START + '    "budget": {"grant": 1e309}\n  }\n}', [":4:", "app.budget.grant"]),
    ("negative money", START + '    "budget": {"grant": "-1.00"}\n  }\n}', [":4:", "app.budget.grant"]),
    ("negative euros", START + '    "budget": {"grant": {"amount": "-1", "currency": "EUR"}}\n  }\n}', [":4:", "app.budget.grant"]),
    ("half a fen", START + '    "budget": {"grant": "0.0000005"}\n  }\n}', [":4:", "app.budget.grant"]),
    ("more money than there is", START + '    "budget": {"grant": "' + "9" * 40 + '"}\n  }\n}', [":4:", "app.budget.grant"]),
    ("unknown currency", START + '    "budget": {"grant": {"amount": "1", "currency": "euro"}}\n  }\n}', [":4:", "app.budget.grant", "euro"]),
    ("unknown country", START + '    "topic": "ai"\n  },\n  "partner": {"country": "Atlantis"}\n}', [":6:", "partner.country", "Atlantis"]),
    ("no choice of the list", '{"app": {"direction": "1.5"},\n "org": [{"name": "x",\n "type": "guild"}]}', [":3:", "org.type", "guild"]),
    ("10 MB of text", START + '    "titleZh": "' + "合" * 3_500_000 + '"\n  }\n}', [":4:", "app.titleZh"]),
    ("a million names", START + '    "topic": "ai"\n  },\n  "org": [' + ",".join(['{"name":"x"}'] * 100_000) + "]\n}", [":6:", "org"]),
    ("10,000 lists in lists", '{"app":\n' + "[" * 10_000 + "]" * 10_000 + "}", [":2:"]),
    ("10,000 maps in maps", '{"app":\n' + '{"a":' * 10_000 + "1" + "}" * 10_000 + "}", [":2:"]),
    ("10,000 brackets never closed", "[" * 10_000, [":1:"]),
    ("invalid UTF-8", START.encode() + b'    "titleZh": "\xff\xfe"\n  }\n}', [":4:", "UTF-8"]),
    ("GB18030", (START + '    "titleZh": "中阿联合实验室"\n  }\n}').encode("gb18030"), [":4:", "UTF-8"]),
    ("UTF-16", (START + '    "topic": "ai"\n  }\n}').encode("utf-16"), ["UTF-8"]),
    ("half a surrogate pair", START + '    "titleZh": "\\ud800"\n  }\n}', [":4:"]),
    ("a raw control character", START + '    "titleZh": "a\x00b"\n  }\n}', [":4:"]),
    ("duplicate key", START + '    "topic": "ai",\n    "topic": "energy"\n  }\n}', [":5:", "topic"]),
    ("unknown topic", '{"app": {\n"direction": "9.9"}}', ["app.direction", "9.9", "1.5"]),
    ("no topic", '{"app": {"titleZh": "x"}}', ["app.direction", "1.5"]),
    ("truncated", START + '    "topic": "a', [":4:"]),
    ("something after the end", '{"app": {"direction": "1.5"}}\n{}', [":2:"]),
    ("not a map", '["1.5"]', [":1:"]),
    ("a comment", '{\n// topic\n"app": {"direction": "1.5"}}', [":2:"]),
    ("empty", b"", [":1:"]),
    ("only space", b" \n\t\n", []),
    ("a binary file", b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 40, []),
    ("zeros", bytes(4096), []),
]


class Applications(ShellTest):
    def test_each_is_refused_with_its_place(self):
        for name, content, says in APPLICATIONS:
            for arguments in ([], ["--json"]):
                with self.subTest(name, arguments=arguments):
                    path = self.file(content, "wrong.json")
                    self.refuses(
                        "check", "--call", CALL, "--lang", "en", *arguments, path, says=["wrong.json", *says], timeout=30)

    def test_in_chinese_too(self):
        for name, content, says in APPLICATIONS:
            with self.subTest(name):
                path = self.file(content, "wrong.json")
                places = [text for text in says if text.startswith(":")]
                answer = self.refuses("check", "--call", CALL, "--lang", "zh", path, says=["wrong.json", *places], timeout=30)
                self.assertRegex(answer.err, CHINESE)

    def test_messages_stay_short(self):
        for name, content, _ in APPLICATIONS:
            with self.subTest(name):
                answer = self.hefu("check", "--call", CALL, self.file(content, "wrong.json"), timeout=30)
                self.assertLess(len(answer.err), 4000)

    def test_all_problems_of_a_file_at_once(self):
        path = self.file(START + '    "startDate": "2023-02-30",\n    "nope": 1,\n    "durationMonths": "x"\n  }\n}')
        self.refuses("check", "--call", CALL, path, says=["app.startDate", "app.nope", "app.durationMonths"])

    def test_what_is_harmless_is_accepted(self):
        for name, content in (
            ("byte order mark", b"\xef\xbb\xbf" + b'{"app": {"direction": "1.5"}}'),
            ("Windows line ends", b'{\r\n"app": {"direction": "1.5"}\r\n}\r\n'),
            ("nothing stated", b'{"app": {"direction": "1.5", "titleZh": null, "topic": ""}}'),
            ("a country by its name", '{"app": {"direction": "1.5"}, "partner": {"country": "阿曼"}}'.encode()),
        ):
            with self.subTest(name):
                self.succeeds("check", "--call", CALL, self.file(content))


class Files(ShellTest):
    def test_a_missing_application(self):
        self.refuses("check", "--call", CALL, self.folder / "absent.json", says=["absent.json"])

    def test_a_folder_for_an_application(self):
        self.refuses("check", "--call", CALL, self.folder, says=[self.folder.name])

    def test_a_missing_call(self):
        path = self.file({"app": {"direction": "1.5"}})
        self.refuses("check", "--call", self.folder / "absent", path, says=["absent"])

    def test_a_folder_without_call_yaml(self):
        (self.folder / "empty").mkdir()
        path = self.file({"app": {"direction": "1.5"}})
        for arguments in (
            ["check", "--call", self.folder / "empty", path], ["guide", "cover", self.folder / "empty"],
            ["guide", "lint", self.folder / "empty"], ["schema", "--call", self.folder / "empty"],
            ["form", "--call", self.folder / "empty", "1.5"],
        ):
            with self.subTest(arguments):
                self.refuses(*arguments, says=["call.yaml"])


class Calls(ShellTest):
    """A call file that is wrong, said with its line and clause."""

    def cover(self, says, **files):
        return self.refuses("guide", "cover", self.call(**files), "--lang", "en", says=says)

    def setUp(self):
        super().setUp()
        self.yaml = (ROOT / CALL / "call.yaml").read_text(encoding="utf-8")

    def test_truncated_in_the_middle_of_a_text(self):
        cut = self.yaml.index("quote: 1.1 中国")
        self.cover(["call.yaml:"], call=self.yaml[:cut] + 'quote: "1.1 中国')

    def test_truncated_between_clauses(self):
        cut = self.yaml.index('  - id: "1.6"')
        answer = self.hefu("guide", "cover", self.call(call=self.yaml[:cut]), "--lang", "en")
        self.assertIn(answer.code, (1, 2), str(answer))
        self.assertIn("guide.txt:", answer.err + answer.out)

    def test_duplicate_key(self):
        twice = self.yaml.replace("  id: 2024-2\n", "  id: 2024-2\n  id: 2024-3\n", 1)
        self.cover(["call.yaml:", "id"], call=twice)

    def test_unknown_key_names_line_and_clause(self):
        wrong = self.yaml.replace("      - id: 1.1.N\n", "      - id: 1.1.N\n        colour: red\n", 1)
        line = wrong[: wrong.index("colour: red")].count("\n") + 1
        self.cover([f"call.yaml:{line}:", "1.1.N", "colour"], call=wrong)

    def test_unknown_field_and_requirement_name_their_clause(self):
        for right, wrong, word in (
            ("{member: {field: partner.country, of: [BE]}}", "{member: {field: partner.planet, of: [BE]}}", "partner.planet"),
            ("{member: {field: partner.country, of: [BE]}}", "{guess: {field: partner.country}}", "guess"),
        ):
            with self.subTest(word):
                self.assertIn(right, self.yaml)
                folder = self.call(call=self.yaml.replace(right, wrong, 1))
                path = self.file({"app": {"direction": "1.7"}})
                self.refuses("check", "--call", folder, "--lang", "en", path, says=["call.yaml:", "1.7.T", word])
                self.refuses("guide", "cover", folder, "--lang", "en", says=["call.yaml:", "1.7.T", word])

    def test_invalid_utf8_empty_and_binary(self):
        for content in (b"call:\n  id: \xff\n", b"", b"\x7fELF" + bytes(range(256)) * 10, bytes(512)):
            with self.subTest(content[:8]):
                self.cover(["call.yaml"], call=content)

    def test_deep_nesting_and_multiplying_aliases(self):
        bomb = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12))
        for content in ("call: " + "[" * 10_000, "call: " + "[" * 3_000 + "]" * 3_000 + "\n", bomb):
            with self.subTest(content[:20]):
                self.cover(["call.yaml"], call=content)

    def test_a_document_that_is_not_there(self):
        self.cover(["guide.txt"], guide=None)

    def test_a_guide_that_is_not_utf8(self):
        self.cover(["guide.txt", "UTF-8"], guide=b"\xb1\xb1\xbe\xa9\n")


class Contexts(ShellTest):
    def test_each_is_refused_with_its_place(self):
        application = self.file({"app": {"direction": "1.7"}})
        for name, content, says in (
            ("unknown key", '{\n"answer": {}}', [":2:", "answer"]),
            ("no answer", '{"answers":\n{"1.7(2)": {"explicit": "maybe"}}}', [":2:", "yes, no or unclear"]),
            ("unknown status", '{"counterparts":\n{"1.7": {"status": "done"}}}', [":2:", "status"]),
            ("bad facts of another", '{"applications": [{"id": "A2",\n"facts": {"app": {"nope": 1}}}]}', [":2:", "app.nope"]),
            ("truncated", '{"answers": ', [":1:"]),
            ("empty", "", []),
        ):
            with self.subTest(name):
                context = self.file(content, "context.json")
                self.refuses(
                    "check", "--call", CALL, "--lang", "en", "--context", context, application,
                    says=["context.json", *says])
