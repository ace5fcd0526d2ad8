"""The twelve rules of Benchmarks/call written for OpenFisca, over the applications that hefu-bench generated.

usage: openfisca_peer.py APPLICATIONS.tsv VERDICTS.txt

Prints one JSON object: processor time an application, peak memory, how many of our undetermined verdicts OpenFisca
decided without saying so, and on how many of the determined ones it disagrees (none, or the comparison means nothing).
"""

import json
import statistics
import sys
import time
from datetime import date

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2024-06"
ARAB22 = "DZ AE OM EG PS BH DJ QA KW LB LY MR MA SA SD SO TN SY YE IQ JO KM".split()
OTHERS = "NZ FR BE TH KE ZA".split()
RULES = 12

Application = build_entity(
    key="application", plural="applications", label="Application", is_person=True)


def codes(name, values):
    """A closed list of codes; OpenFisca keeps small integers. What is missing takes the default, the first."""
    return {"value_type": Enum, "possible_values": Enum(name, {value: value for value in values}), "values": values,
            "default_value": None}


INPUTS = {
    "partner.country": codes("Country", ARAB22 + OTHERS),
    "app.topic": codes("Topic", ["food_science", "health", "environment", "space"]),
    "app.durationMonths": {"value_type": int},
    "doc.labAgreement.signedOn": {"value_type": date},
    "partner.registeredOn": {"value_type": date},
    "app.trlEnd": {"value_type": int},
    "app.budget.total": {"value_type": float},
    "he.budgetChinese": {"value_type": float},
    "app.titleZh": {"value_type": str, "max_length": 120},
    "partner.legalPerson": {"value_type": bool},
    "ip.arrangement": codes("Arrangement", ["clear", "intended", "none"]),
    "doc.labAgreement.file": {"value_type": bool},
    "app.researchType": codes("ResearchType", ["basic", "applied", "development"]),
    "target.patents": {"value_type": int},
}


def name(column):
    return column.replace(".", "_")


def declare(system):
    for column, options in INPUTS.items():
        options = {key: value for key, value in options.items() if key != "values"}
        if options["value_type"] is Enum:
            options["default_value"] = next(iter(options["possible_values"]))
        system.add_variable(type(name(column), (Variable,), {
            "entity": Application, "definition_period": DateUnit.MONTH, **options}))
    for number, formula in enumerate(FORMULAS, start=1):
        system.add_variable(type(f"rule_{number}", (Variable,), {
            "value_type": bool, "entity": Application, "definition_period": DateUnit.MONTH, "formula": formula}))


def integers(values):
    """The integers behind an array of codes."""
    return np.asarray(values).view(np.ndarray)


def member(column, accepted):
    """A code among codes: one answer a code, looked up."""
    table = np.array([value in accepted for value in INPUTS[column]["values"]])
    return lambda application, period: table[integers(application(name(column), period))]


def title(forms):
    """中 + country + field + 联合实验室 on UTF-8 bytes, a whole column at a time; forms are longest first."""
    prefix, suffix = "中".encode(), "联合实验室".encode()
    names = [[form.encode() for form in forms[code]] for code in INPUTS["partner.country"]["values"]]
    ranks = max(len(own) for own in names)
    starts = [np.array([prefix + own[rank] if rank < len(own) else b"\xff" for own in names]) for rank in range(ranks)]
    lengths = [np.strings.str_len(start) + len(suffix) for start in starts]

    def formula(application, period):
        titles = application("app_titleZh", period)
        country = integers(application("partner_country", period))
        size = np.strings.str_len(titles)
        decided = np.zeros(len(titles), dtype=bool)
        result = np.zeros(len(titles), dtype=bool)
        for start, length in zip(starts, lengths):
            found = np.strings.startswith(titles, start[country]) & ~decided
            result |= found & (size > length[country])
            decided |= found
        return result & np.strings.endswith(titles, suffix)
    return formula


FORMULAS = []


def write_formulas(forms):
    basic = member("app.researchType", ["basic"])
    FORMULAS.extend([
        member("partner.country", ARAB22),
        member("app.topic", ["food_science", "health", "environment"]),
        lambda application, period: application("app_durationMonths", period) == 24,
        lambda application, period: application("doc_labAgreement_signedOn", period) < np.datetime64("2023-01-01"),
        # No day of these is the 29th of February, so three years back is one day.
        lambda application, period: application("partner_registeredOn", period) <= np.datetime64("2021-06-03"),
        lambda application, period: application("app_trlEnd", period) <= 4,
        lambda application, period: application("app_budget_total", period) <= application("he_budgetChinese", period),
        title(forms),
        lambda application, period: application("partner_legalPerson", period),
        member("ip.arrangement", ["clear", "intended"]),
        lambda application, period: application("doc_labAgreement_file", period),
        lambda application, period: (
            basic(application, period) | (application("target_patents", period) >= 3)),
    ])


def columns(path):
    with open(path, encoding="utf-8") as file:
        header = file.readline().rstrip("\n").split("\t")
        rows = [line.rstrip("\n").split("\t") for line in file]
    cells = dict(zip(header, zip(*rows)))
    arrays = {}
    for column, options in INPUTS.items():
        kind = options["value_type"]
        values = cells[column]
        if kind is Enum:
            known = options["values"]
            arrays[column] = np.array([value.replace("-", "_") or known[0] for value in values])
        elif kind is str:
            arrays[column] = np.array([value.encode() for value in values])
        elif kind is bool:
            arrays[column] = np.array([value not in ("", "false") for value in values])
        elif kind is date:
            arrays[column] = np.array([value or "1970-01-01" for value in values], dtype="datetime64[D]")
        else:
            arrays[column] = np.array([kind(float(value)) if value else 0 for value in values],
                                      dtype=np.int32 if kind is int else np.float32)
    return len(rows), arrays


def country_forms(path):
    """The names of the countries, longest first, from the lines that hefu-bench wrote beside the applications."""
    with open(path, encoding="utf-8") as file:
        return {fields[0]: fields[1:] for fields in (line.rstrip("\n").split("\t") for line in file)}


def peak_memory():
    with open("/proc/self/status", encoding="utf-8") as file:
        for line in file:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def main(applications, verdicts):
    write_formulas(country_forms(applications + ".countries"))
    system = TaxBenefitSystem([Application])
    declare(system)
    count, arrays = columns(applications)
    times, results = [], []
    for _ in range(6):
        simulation = SimulationBuilder().build_default_simulation(system, count)
        for column, array in arrays.items():
            simulation.set_input(name(column), PERIOD, array)
        start = time.process_time()
        results = [simulation.calculate(f"rule_{number}", PERIOD) for number in range(1, RULES + 1)]
        times.append(time.process_time() - start)
    silently, disagree = 0, 0
    with open(verdicts, encoding="ascii") as file:
        for result, line in zip(results, file):
            ours = np.frombuffer(line.rstrip("\n").encode(), dtype="S1")
            silently += int((ours == b"u").sum())
            disagree += int((result & (ours == b"v")).sum() + (~result & (ours == b"s")).sum())
    print(json.dumps({
        "microseconds": statistics.median(times[1:]) * 1e6 / count, "silentlyDecided": silently,
        "disagreements": disagree, "peakMemoryMB": peak_memory()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
