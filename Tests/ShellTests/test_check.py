"""hefu check: verdicts, reasons, exit codes, many at once, context."""
import json
import subprocess

from shell import CALL, PROGRAM, ROOT, ShellTest

OMAN = {"app": {"direction": "1.5", "topic": "ai"}, "partner": {"country": "OM"}}
FRANCE = {"app": {"direction": "1.5", "topic": "ai"}, "partner": {"country": "FR"}}
FORCES = {"must", "principle", "general", "encourage", "fact"}
KINDS = {"violated", "missing", "waiting", "ambiguous", "guide"}


class Shape(ShellTest):
    def test_the_answer_has_the_shape_of_the_contract(self):
        answer = self.check(FRANCE)
        self.assertEqual((answer["call"], answer["topic"], answer["stage"]), ("2024-2", "1.5", "draft"))
        counts = {"satisfied": 0, "violated": 0, "undetermined": 0}
        for clause in answer["clauses"]:
            self.assertNotEqual(clause["quote"].strip(), "")
            self.assertIn(clause["force"], FORCES)
            for reason in clause["reasons"]:
                self.assertIn(reason["kind"], KINDS)
                self.assert_bilingual(reason["text"])
            if clause.get("verdict") in counts:
                counts[clause["verdict"]] += 1
                if clause["verdict"] != "satisfied":
                    self.assertTrue(clause["reasons"], f"{clause['clause']} gives no reason")
            if "message" in clause:
                self.assert_bilingual(clause["message"])
        summary = {verdict: answer["summary"][verdict] for verdict in counts}
        self.assertEqual(summary, counts)
        self.assertGreater(sum(counts.values()), 30)

    def test_no_clause_is_answered_twice(self):
        clauses = [clause["clause"] for clause in self.check(OMAN)["clauses"]]
        self.assertEqual(len(clauses), len(set(clauses)))

    def test_every_topic_answers(self):
        for topic in ("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "2.0", "2.1", "2.2", "2.3", "2.4"):
            with self.subTest(topic):
                answer = self.check({"app": {"direction": topic}})
                self.assertEqual(answer["topic"], topic)
                own = {c["clause"] for c in answer["clauses"] if c["clause"].startswith(topic)}
                self.assertGreater(len(own), 2)
                others = {c["clause"] for c in answer["clauses"]} - own
                self.assertTrue(all(clause.startswith(("P.", "N.")) for clause in others), others)


class Verdicts(ShellTest):
    def test_a_partner_of_the_topic_satisfies_and_another_violates(self):
        self.assertEqual(self.verdict("1.5(3)a", OMAN)["verdict"], "satisfied")
        refused = self.verdict("1.5(3)a", FRANCE)
        self.assertEqual(refused["verdict"], "violated")
        self.assertEqual(refused["reasons"][0]["field"], "partner.country")

    def test_what_is_not_stated_is_missing_and_becomes_violated_at_submission(self):
        application = {"app": {"direction": "1.5"}}
        draft = self.verdict("1.5.F", application)
        self.assertEqual((draft["verdict"], draft["reasons"][0]["kind"]), ("undetermined", "missing"))
        self.assertEqual(draft["reasons"][0]["field"], "app.topic")
        late = self.verdict("1.5.F", application, "--stage", "submit")
        self.assertEqual((late["verdict"], late["reasons"][0]["kind"]), ("violated", "missing"))

    def test_readings_that_disagree_leave_a_verdict_ambiguous(self):
        brussels = {"app": {"direction": "1.7"}, "partner": {"country": "BE", "region": "BE-BRU"}}
        found = self.verdict("1.7.T", brussels)
        self.assertEqual(found["verdict"], "undetermined")
        self.assertIn("ambiguous", {reason["kind"] for reason in found["reasons"]})
        self.assertTrue({"R1", "R2"} & {reason.get("reading") for reason in found["reasons"]})
        ruled = self.file({"rulings": {"1.7.T": "R1"}}, "context.json")
        self.assertEqual(self.verdict("1.7.T", brussels, "--context", ruled)["verdict"], "violated")
        walloon = {"app": {"direction": "1.7"}, "partner": {"country": "BE", "region": "BE-WAL"}}
        self.assertEqual(self.verdict("1.7.T", walloon)["verdict"], "satisfied")

    def test_the_other_sides_list_is_waited_for_and_then_decides(self):
        application = {
            "app": {"direction": "1.7"},
            "leader": {"nameZh": "示例甲", "namePinyin": "Shili Jia", "foreignName": "Demo Leader"},
            "org": [
                {"name": "示例研究所", "side": "CN", "role": "lead"},
                {"name": "Demo Institute", "side": "BE", "role": "foreignLead"},
            ],
        }
        waiting = self.verdict("1.7(3)", application, "--stage", "cross")
        self.assertEqual((waiting["verdict"], waiting["reasons"][0]["kind"]), ("undetermined", "waiting"))
        record = {
            "reference": "DEMO-1", "leaderCn": "Shili Jia", "leaderForeign": "Demo Leader",
            "organisationCn": "示例研究所", "organisationForeign": "Demo Institute"}
        for records, verdict in (([record], "satisfied"), ([], "violated")):
            context = self.file({"counterparts": {"1.7": {"status": "final", "records": records}}}, "context.json")
            found = self.verdict("1.7(3)", application, "--stage", "cross", "--context", context)
            self.assertEqual(found["verdict"], verdict)

    def test_a_soft_clause_asks_for_a_justification(self):
        application = {"app": {"direction": "1.1", "durationMonths": 48}}
        found = self.verdict("P.14", application)
        self.assertNotEqual(found["force"], "must")
        self.assertNotEqual(found["verdict"], "violated")

    def test_one_clause_alone(self):
        answer = self.check(OMAN, "--clause", "1.5(3)a")
        self.assertEqual([clause["clause"] for clause in answer["clauses"]], ["1.5(3)a"])
        self.refuses("check", "--call", CALL, "--clause", "9.9.X", self.file(OMAN), says=["9.9.X"])


class ExitCodes(ShellTest):
    def test_violations_say_no(self):
        self.says_no("check", "--call", CALL, self.file(FRANCE))

    def test_nothing_violated_is_success(self):
        answer = self.succeeds("check", "--call", CALL, "--json", self.file(OMAN))
        self.assertEqual(answer.json["summary"]["violated"], 0)

    def test_bad_usage(self):
        application = self.file(OMAN)
        for arguments in (
            ["check", application],
            ["check", "--call", CALL],
            ["check", "--call", CALL, "--stage", "tomorrow", application],
            ["check", "--call", CALL, "--on", "2024-02-30", application],
            ["check", "--call", CALL, "--lang", "fr", application],
            ["check", "--call", CALL, "--colour", application],
            ["guess"],
            ["guide", "translate", CALL],
        ):
            with self.subTest(arguments):
                self.refuses(*arguments)


class Readable(ShellTest):
    def test_verdict_and_quote_in_the_language_asked_for(self):
        application = self.file(FRANCE)
        english = self.says_no("check", "--call", CALL, "--lang", "en", application)
        chinese = self.says_no("check", "--call", CALL, "--lang", "zh", application)
        self.assertIn("1.5(3)a", english.out)
        self.assertIn("France", english.out)
        self.assertRegex(chinese.out, "法国")
        self.assertIn("阿拉伯国家", chinese.out)

    def test_colour_only_where_asked_for(self):
        application = self.file(FRANCE)
        self.assertNotIn("\x1b", self.hefu("check", "--call", CALL, application).out)
        self.assertNotIn("\x1b", self.hefu("check", "--call", CALL, "--color", "never", application).out)
        self.assertIn("\x1b[", self.hefu("check", "--call", CALL, "--color", "always", application).out)

    def test_a_reader_that_goes_away_is_no_error(self):
        command = f'"{PROGRAM}" check --call {CALL} "{self.file(OMAN)}" | head -n 1'
        done = subprocess.run(["bash", "-c", command], cwd=ROOT, timeout=60, capture_output=True)
        self.assertEqual((len(done.stdout.splitlines()), done.stderr), (1, b""))

    def test_standard_input(self):
        answer = self.hefu("check", "--call", CALL, "--json", "-", stdin=json.dumps(OMAN).encode())
        self.assertEqual((answer.code, answer.json["topic"]), (0, "1.5"), str(answer))

    def test_every_command_shows_an_example(self):
        for command in (
            ["check"], ["guide"], ["guide", "cover"], ["guide", "lint"], ["guide", "draft"], ["guide", "diff"],
            ["schema"], ["form"], ["serve"],
        ):
            with self.subTest(command):
                answer = self.succeeds(*command, "--help")
                self.assertRegex(answer.out, r"hefu " + " ".join(command) + r" \S")
                self.assertRegex(answer.out.lower(), "example|示例|例如|如：")


class Many(ShellTest):
    def lines(self, *lines):
        return self.file("\n".join(l if isinstance(l, str) else json.dumps(l, ensure_ascii=False) for l in lines) + "\n", "many.ndjson")

    def test_one_answer_a_line_in_order(self):
        answer = self.hefu("check", "--call", CALL, "--json", "--many", self.lines(OMAN, FRANCE, {"app": {"direction": "2.4"}}))
        self.assertEqual(answer.code, 1, str(answer))
        found = [json.loads(line) for line in answer.out.splitlines()]
        self.assertEqual([one["topic"] for one in found], ["1.5", "1.5", "2.4"])
        self.assertEqual(found[0]["summary"]["violated"], 0)
        self.assertGreater(found[1]["summary"]["violated"], 0)

    def test_the_same_verdicts_as_one_by_one(self):
        many = self.hefu("check", "--call", CALL, "--json", "--many", self.lines(OMAN, FRANCE))
        for line, application in zip(many.out.splitlines(), (OMAN, FRANCE)):
            self.assertEqual(json.loads(line)["clauses"], self.check(application)["clauses"])

    def test_a_broken_line_is_named(self):
        for broken in ('{"app": {"direction": "1.5"', '{"app": {"direction": "1.5", "nope": 1}}', "NaN"):
            with self.subTest(broken):
                answer = self.hefu("check", "--call", CALL, "--json", "--many", self.lines(OMAN, broken, OMAN), "--lang", "en")
                self.assertEqual(answer.code, 2, str(answer))
                self.assertIn("many.ndjson:2:", answer.err)
                for line in answer.out.splitlines():
                    json.loads(line)
