package import CallGuide
package import Eligibility
package import Markup

/// The questions of the form, each beside the clauses that ask it.
package struct FormView: Sendable {
  package let context: FormContext

  /// The view of a form.
  package init(_ context: FormContext) { self.context = context }

  var language: Language { context.language }
  var sheet: Sheet { context.sheet }
  var topic: Topic { context.topic }
  var rules: Rulebook { context.stock.rules }

  /// The id of a control on the page, which is also where links to it lead.
  package static func id(_ control: String) -> String { "f-" + control }

  /// A section's questions, in the budget section after the table that adds up. Nothing can be typed where the form is
  /// not editable.
  package func section(_ part: Form.Part, _ html: inout HTML) {
    guard context.isEditable else {
      html(.fieldset, .class("whole"), Attribute("disabled", if: true)) { html in content(part, &html) }
      return
    }
    content(part, &html)
  }

  private func content(_ part: Form.Part, _ html: inout HTML) {
    let tables =
      context.money == .inBudgetTable && BudgetTable.stands(in: part) ? BudgetTable.all(context) : []
    let own = Set(tables.map(\.list))
    for table in tables { table.write(&html) }
    questions(part.questions.filter { !own.contains($0.field.id) }, &html)
  }

  /// Questions in order; what describes a document stands under the document.
  package func questions(_ questions: [Form.Question], _ html: inout HTML) {
    var index = 0
    while index < questions.count {
      let question = questions[index]
      index += 1
      guard question.field.type == .file else {
        self.question(question, &html)
        continue
      }
      let prefix = question.field.id + "."
      var parts: [Form.Question] = []
      while index < questions.count, questions[index].field.id.hasPrefix(prefix) {
        parts.append(questions[index])
        index += 1
      }
      html(.div, .class("document")) { html in
        self.question(question, &html)
        if !parts.isEmpty {
          html(.div, .class("attributes")) { html in
            for part in parts { self.question(part, &html) }
          }
        }
      }
    }
  }

  private func question(_ question: Form.Question, _ html: inout HTML) {
    html(.div, .class(question.field.type == .list ? "asked wide" : "asked")) { html in
      html(.div, .class("answer")) { html in
        if question.field.type == .list {
          list(question, &html)
        } else {
          entry(question.field, control: question.field.id, help: true, &html)
        }
      }
      why(question, &html)
    }
  }

  // MARK: the clauses that ask

  private func why(_ question: Form.Question, _ html: inout HTML) {
    let clauses = question.clauses.compactMap { rules.rules[$0]?.clause }
    guard !clauses.isEmpty else { return html(.div, .class("why empty"), content: { _ in }) }
    let own = clauses.filter { $0.topic != nil } + clauses.filter { $0.topic == nil }
    html(.details, .class("why")) { html in
      html(.summary, text: "\(Phrase.Check.why[language]) (\(own.count))")
      html(.div, .class("cards")) { html in
        for clause in own.prefix(2) { card(clause, &html) }
        if own.count > 2 {
          html(.details, .class("more")) { html in
            html(.summary, text: Phrase.Check.whyMore(own.count - 2)[language])
            for clause in own.dropFirst(2) { card(clause, &html) }
          }
        }
      }
    }
  }

  private func card(_ clause: Clause, _ html: inout HTML) {
    html(.div, .class("card")) { html in
      html(.p, .class("card-head")) { html in
        html(.a, .class("clause-link"), .href(context.addresses.clause(clause.id)), text: clause.id)
        html.text(" ")
        html(.span, .class("force \(clause.force.rawValue)"), text: Phrase.name(of: clause.force)[language])
        if let verdict = context.judgement.result(of: clause.id)?.verdict {
          html.text(" ")
          VerdictBadge.write(verdict, language, &html)
        }
      }
      html(.p, .class("quote"), .lang(.zh), text: clause.quote)
      if language == .en { html(.p, .class("gist")) { $0.text(clause.summary, language) } }
    }
  }

  // MARK: what surrounds a control

  /// The ids of what describes a control.
  package func descriptions(_ control: String, help: Bool) -> String? {
    var ids: [String] = []
    if help { ids.append("help-" + control) }
    if context.judgement.remarks[control] != nil { ids.append("remarks-" + control) }
    if context.faults[control] != nil { ids.append("fault-" + control) }
    return ids.isEmpty ? nil : ids.joined(separator: " ")
  }

  func help(_ field: Field, control: String, _ html: inout HTML) {
    html(.p, .class("help"), .id("help-" + control)) { html in
      if let help = field.help { html.text(help, language) }
      if field.isPersonal {
        html.text(" ")
        html(.span, .class("personal")) { $0.text(Phrase.Check.personal, language) }
      }
    }
  }

  package func fault(_ control: String, _ html: inout HTML) {
    guard let faults = context.faults[control] else { return }
    html(.p, .class("fault"), .id("fault-" + control)) { html in
      html(.strong, text: Phrase.Check.errorPrefix[language])
      for (number, fault) in faults.enumerated() {
        if number > 0 { html.text(" ") }
        html.text(fault, language)
      }
    }
  }

  func remarks(_ control: String, _ html: inout HTML) {
    guard let remarks = context.judgement.remarks[control] else { return }
    html(.ul, .class("remarks"), .id("remarks-" + control)) { html in
      for remark in remarks {
        html(.li, .class(remark.verdict.rawValue)) { html in
          VerdictBadge.write(remark.verdict, language, &html)
          html.text(" ")
          html.text(remark.text, language)
          for clause in remark.clauses.prefix(4) {
            html.text(" ")
            html(
              .a, .class("clause-link"), .href(context.addresses.finding(clause)),
              text: clause)
          }
          if remark.clauses.count > 4 { html.text(" …") }
        }
      }
    }
  }

  package func radio(_ name: String, value: String, isChecked: Bool, label: BilingualText, _ html: inout HTML)
  {
    html(.label, .class("option")) { html in
      html.void(
        .input, .type("radio"), .name(name), .value(value), Attribute("checked", if: isChecked))
      html.text(" ")
      html(.span) { $0.text(label, language) }
    }
  }
}
