import CallGuide
import Eligibility
import Foundation
import Markup
import Web

/// The pages an applicant waits for: the form of an application half filled in, and the application as it is read.
extension Bench {
  static func forms(folder: String) throws {
    let stock = FormStock(rules: try rulebook(folder))
    guard let topic = stock.rules.call.topic("1.5"), let day = Day("2024-06-03") else { throw Usage() }
    let form = stock.form(of: topic)
    let sheet = Sheet(values: filled(form))
    var measurement = Measurement()

    var judged = 0
    measurement["judgeMilliseconds"] = each(50) {
      let context = judge(sheet, form, topic, stock, day)
      judged += context.judgement.findings.count
    }
    let context = judge(sheet, form, topic, stock, day)
    measurement["clauses"] = Double(context.judgement.findings.count)

    var bytes = 0
    measurement["formMilliseconds"] = each(50) {
      bytes = page { html in
        VerdictPanel(context).write(&html)
        for part in form.sections { FormView(context).section(part, &html) }
      }
    }
    measurement["formKilobytes"] = Double(bytes) / 1000

    let team = form.sections.filter { $0.section.id == "team" }
    measurement["sectionMilliseconds"] = each(50) {
      bytes = page { html in
        VerdictPanel(context).write(&html)
        for part in team { FormView(context).section(part, &html) }
      }
    }
    measurement["sectionKilobytes"] = Double(bytes) / 1000

    let facts = sheet.read(form: form, topic: topic, rules: stock.rules).readable
    measurement["readMilliseconds"] = each(50) {
      bytes = page { html in
        VerdictPanel(context).write(&html)
        FactsView(facts: facts, form: form, topic: topic, stock: stock, languages: [.zh]).write(&html)
      }
    }
    measurement["readKilobytes"] = Double(bytes) / 1000
    measurement.print()
  }

  private static func judge(
    _ sheet: Sheet, _ form: Form, _ topic: Topic, _ stock: FormStock, _ day: Day
  ) -> FormContext {
    let reading = sheet.read(form: form, topic: topic, rules: stock.rules, attachments: [:])
    return FormContext(
      stock: stock, topic: topic, form: form, language: .zh, sheet: sheet, faults: reading.faults,
      judgement: Judgement(
        reading, of: sheet, form: form, topic: topic, stock: stock, stage: .draft, on: day),
      documents: .upload(kept: [:], address: { "/upload/" + $0 }), money: .inBudgetTable)
  }

  /// A whole page around some content; its size.
  private static func page(_ content: (inout HTML) -> Void) -> Int {
    Frame(language: .zh, title: "申报书", languageSwitch: .link("/")).page(content).bytes.count
  }

  /// Milliseconds of processor time each, the median of nine runs.
  private static func each(_ count: Int, _ body: () -> Void) -> Double {
    median(of: 9) { for _ in 0..<count { body() } } * 1e3 / Double(count)
  }

  /// Something of the ordinary kind in every control, four rows a list.
  private static func filled(_ form: Form) -> [String: [String]] {
    var values: [String: [String]] = [:]
    for pattern in form.patterns {
      for row in pattern.contains("[") ? Array(0..<4) : [0] {
        let name = pattern.replacing("[]", with: "[\(row)]")
        guard let control = form.control(name) else { continue }
        values[name] = value(of: control, row).map { [$0] }
      }
    }
    return values
  }

  private static func value(of control: Control, _ row: Int) -> String? {
    switch (control.part, control.field.type) {
    case (.value, .text(let max)):
      max ?? 0 > 300 ? String(repeating: "双方共建联合实验室，联合攻关。", count: 12) : "示例单位 \(row + 1)"
    case (.value, .integer): "24"
    case (.value, .decimal): "3"
    case (.value, .money): "180.00"
    case (.value, .date), (.date, _): "2025-03-01"
    case (.value, .bool), (.made, _), (.mark, _): "true"
    case (.value, .choice(let choices)), (.value, .choices(let choices)): choices.first?.code
    case (.value, .country): row == 0 ? "CN" : "EG"
    case (.page, _): "3"
    case (.words, _), (.addressee, _): "示例"
    case (.value, _), (.currency, _): nil
    }
  }
}
