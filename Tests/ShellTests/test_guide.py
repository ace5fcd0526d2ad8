"""hefu guide: coverage, lint, draft, diff."""
import json
import re

from shell import CALL, CHINESE, ROOT, ShellTest


class Cover(ShellTest):
    def test_every_character_of_the_guide_is_quoted_by_one_of_210_clauses(self):
        answer = self.succeeds("guide", "cover", CALL)
        self.assertIn("210 clauses, 7598 of 7598 characters", answer.out)

    def test_it_says_the_same_in_chinese(self):
        answer = self.succeeds("guide", "cover", CALL, "--lang", "zh")
        self.assertRegex(answer.out, CHINESE)
        for number in ("210", "7598"):
            self.assertIn(number, answer.out)

    def test_a_character_nobody_quotes_is_refused_with_its_line(self):
        guide = (ROOT / CALL / "guide.txt").read_text(encoding="utf-8")
        folder = self.call(guide=guide + "\n漏网之鱼。\n")
        line = str(len(guide.splitlines()) + 1)
        answer = self.hefu("guide", "cover", folder, "--lang", "en")
        self.assertIn(answer.code, (1, 2), str(answer))
        self.assertIn("guide.txt", answer.err + answer.out)
        self.assertRegex(answer.err + answer.out, f"guide.txt:({line}|{int(line) + 1})")
        self.assertIn("漏网之鱼", answer.err + answer.out)

    def test_a_quote_that_is_not_in_the_guide_names_its_clause(self):
        call = (ROOT / CALL / "call.yaml").read_text(encoding="utf-8")
        wrong = call.replace("quote: 1.1 中国和新西兰政府间科技合作项目", "quote: 1.1 中国和旧西兰政府间科技合作项目")
        self.assertNotEqual(call, wrong)
        line = str(wrong[: wrong.index("旧西兰")].count("\n"))
        answer = self.hefu("guide", "cover", self.call(call=wrong), "--lang", "en")
        self.assertIn(answer.code, (1, 2), str(answer))
        for text in ("call.yaml", "1.1.T", line):
            self.assertIn(text, answer.err + answer.out)


class Lint(ShellTest):
    def test_it_finds_what_the_guide_contradicts_itself_in(self):
        answer = self.hefu("guide", "lint", CALL, "--lang", "zh")
        self.assertIn(answer.code, (0, 1), str(answer))
        for text in ("19490", "20990", "1500"):
            self.assertIn(text, answer.out.replace(",", "").replace(" ", ""))

    def test_findings_are_one_json_document_in_both_languages(self):
        answer = self.hefu("guide", "lint", CALL, "--json")
        self.assertIn(answer.code, (0, 1), str(answer))
        found = answer.json
        findings = found["findings"] if isinstance(found, dict) else found
        self.assertGreater(len(findings), 20)
        for finding in findings:
            self.assertIn("rule", finding)
            self.assert_bilingual(finding.get("text") or finding.get("message"))
        words = json.dumps(findings, ensure_ascii=False).replace(",", "")
        for number in ("14", "18", "126", "19490", "20990", "1500"):
            self.assertIn(number, words)


class Draft(ShellTest):
    def draft(self, *arguments):
        folder = self.folder / "drafted"
        self.succeeds("guide", "draft", *arguments, "-o", folder, timeout=300)
        self.assertTrue((folder / "call.yaml").is_file())
        return folder

    def test_the_draft_of_the_guide_covers_it_and_can_be_linted(self):
        folder = self.draft(ROOT / CALL / "guide.txt")
        self.assertRegex(self.succeeds("guide", "cover", folder).out, r"\d+ clauses, 7598 of 7598 characters")
        self.assertIn(self.hefu("guide", "lint", folder).code, (0, 1))
        self.assertIn("confirm: needed", (folder / "call.yaml").read_text(encoding="utf-8"))

    def test_the_draft_answers_an_application(self):
        folder = self.draft(ROOT / CALL / "guide.txt")
        application = self.file({"app": {"direction": "1.5"}, "partner": {"country": "OM"}})
        answer = self.hefu("check", "--call", folder, "--json", application)
        self.assertIn(answer.code, (0, 1), str(answer))
        self.assertEqual(answer.json["topic"], "1.5")

    def test_another_small_guide_becomes_a_call(self):
        guide = """附件

示例专项2030年度第一批项目申报指南

本批指南共2个方向，拟支持3个项目，国拨经费总概算700万元。

1.1 中国和示例国政府间科技合作项目

合作协议：《示例协议》。

领域方向：农业、能源。

拟支持项目数：2个。

共拟支持经费：400万元人民币。

其他要求：

1）项目执行期一般为2～3年。

2）须由双方单位共同申报，单方申报项目无效。

1.2 中国和另一国政府间科技合作项目

领域方向：不限领域。

拟支持项目数：不超过1个。

共拟支持经费：300万元人民币，每个项目不超过300万元。

其他要求：

① 鼓励企业参与。
"""
        folder = self.draft(self.file(guide, "small.txt"))
        self.assertRegex(self.succeeds("guide", "cover", folder).out, r"\d+ clauses, (\d+) of \1 characters")
        self.assertIn(self.hefu("guide", "lint", folder).code, (0, 1))
        text = (folder / "call.yaml").read_text(encoding="utf-8")
        for topic in ("1.1", "1.2"):
            self.assertRegex(text, rf'id: "?{re.escape(topic)}"?\n')

    def test_an_existing_call_is_not_overwritten_silently(self):
        folder = self.call()
        before = (folder / "call.yaml").read_bytes()
        answer = self.hefu("guide", "draft", ROOT / CALL / "guide.txt", "-o", folder)
        if answer.code == 0:
            self.fail(f"a call with hand-made clauses was overwritten\n{answer}")
        self.assertEqual((folder / "call.yaml").read_bytes(), before)

    def test_a_text_that_cannot_be_read_leaves_nothing_behind(self):
        for name, content in (("empty.txt", b""), ("binary.txt", b"\x7fELF\x02\x01\x00\xff\xfe" * 50)):
            with self.subTest(name):
                target = self.folder / "out"
                self.refuses("guide", "draft", self.file(content, name), "-o", target, says=[name])
                self.assertFalse((target / "call.yaml").exists())


class Diff(ShellTest):
    def test_a_changed_number_is_named_with_its_clause(self):
        guide = (ROOT / CALL / "guide.txt").read_text(encoding="utf-8")
        call = (ROOT / CALL / "call.yaml").read_text(encoding="utf-8")
        folder = self.call(
            guide=guide.replace("1080万元", "1180万元", 1), call=call.replace("1080万元人民币", "1180万元人民币", 1))
        answer = self.says_no("guide", "diff", CALL, folder)
        self.assertIn("1.1.B", answer.out)

    def test_a_call_is_equal_to_itself(self):
        answer = self.succeeds("guide", "diff", CALL, CALL)
        self.assertNotIn("1.1.B", answer.out)


class Cases(ShellTest):
    def test_the_calls_scenarios_hold_and_leave_no_clause_out(self):
        answer = self.succeeds("cases", CALL, "--lang", "en")
        clauses = [line.split("\t") for line in answer.out.splitlines() if "\t" in line]
        self.assertGreater(len(clauses), 200)
        self.assertTrue(all(len(row) >= 5 for row in clauses))
