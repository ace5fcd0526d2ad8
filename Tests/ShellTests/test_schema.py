"""hefu schema and hefu form: what other programs build their forms from."""
import json
import unittest

from shell import CALL, CHINESE, ShellTest

try:
    import jsonschema
except ImportError:
    jsonschema = None

# Applications such as the call's scenarios have them: every shape of value once.
EXAMPLES = [
    {"app": {"direction": "1.5", "topic": "ai"}, "partner": {"country": "EG"},
     "doc": {"recognition": {"file": "letter.pdf", "issuerLevel": "regional", "issuerCountry": "EG", "sealed": True}}},
    {"app": {"direction": "1.5", "budget": {"grant": "300.00"}, "startDate": "2024-09-01", "durationMonths": 36}},
    {"app": {"direction": "1.9"}, "effort": {
        "personMonths": {"cn": "30", "foreign": "28"},
        "budget": {"cn": "100", "foreign": {"amount": "90.00", "currency": "EUR"}}}},
    {"app": {"direction": "1.7"}, "org": [
        {"name": "示例研究所", "side": "CN", "role": "lead", "type": "institute", "registeredOn": "2001-01-01"},
        {"name": "Demo Institute", "side": "BE", "role": "foreignLead", "type": "institute"}],
     "doc": {"ip": {"file": "ip.pdf", "form": "agreement", "signatories": ["示例研究所", "Demo Institute"]}}},
    {"app": {"direction": "1.5"}, "doc": {"recognition": "letter.pdf"},
     "visit": [{"side": "CN", "arrival": "2025-01-01", "departure": "2025-04-01"}]},
    {"app": {"direction": "1.5"}, "doc": {"recognition": {"file": None}}},
]
COUNTEREXAMPLES = [
    {"app": {"direction": "1.5", "nope": 1}},
    {"app": {"direction": "9.9"}},
    {"app": {"direction": "1.5"}, "org": {"name": "x"}},
    {"app": {"direction": "1.5", "startDate": 20240901}},
    {"app": {"direction": "1.5"}, "org": [{"type": "guild"}]},
]


class Schema(ShellTest):
    def schema(self, *arguments):
        answer = self.succeeds("schema", "--call", CALL, *arguments)
        self.assertEqual(answer.err, "")
        return answer.json

    def test_it_is_a_json_schema_of_an_object(self):
        for arguments in ([], ["1.5"]):
            with self.subTest(arguments):
                schema = self.schema(*arguments)
                self.assertIn("json-schema.org", schema["$schema"])
                self.assertEqual(schema["type"], "object")
                self.assertIn("app", schema["properties"])

    def test_a_topic_asks_less_than_the_whole_call(self):
        whole, topic = (len(json.dumps(self.schema(*arguments))) for arguments in ([], ["1.1"]))
        self.assertLess(topic, whole)

    @unittest.skipUnless(jsonschema, "needs jsonschema")
    def test_examples_validate_and_counterexamples_do_not(self):
        schema = self.schema()
        checker = jsonschema.validators.validator_for(schema)
        checker.check_schema(schema)
        validator = checker(schema, format_checker=checker.FORMAT_CHECKER)
        for example in EXAMPLES:
            with self.subTest(example=example):
                self.assertEqual([error.message for error in validator.iter_errors(example)], [])
        for example in COUNTEREXAMPLES:
            with self.subTest(counterexample=example):
                self.assertFalse(validator.is_valid(example))

    def test_the_program_agrees_with_its_schema(self):
        for example in EXAMPLES:
            with self.subTest(example=example):
                self.check(example)
        for example in COUNTEREXAMPLES:
            with self.subTest(counterexample=example):
                self.refuses("check", "--call", CALL, self.file(example))

    def test_an_unknown_topic(self):
        self.refuses("schema", "--call", CALL, "9.9", says=["9.9", "1.5"])


class Form(ShellTest):
    def test_it_asks_what_the_clauses_of_the_topic_need(self):
        answer = self.succeeds("form", "--call", CALL, "1.5", "--lang", "en")
        for text in ("partner.country", "app.topic", "doc.recognition", "1.5(4)a"):
            self.assertIn(text, answer.out)
        self.assertRegex(self.succeeds("form", "--call", CALL, "1.5", "--lang", "zh").out, CHINESE)

    def test_an_unknown_topic(self):
        self.refuses("form", "--call", CALL, "9.9", says=["9.9", "1.5"])
