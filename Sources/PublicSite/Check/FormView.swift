internal import CallGuide
internal import Eligibility
internal import Markup
internal import Web

/// The questions of the form, each beside the clauses that ask it.
struct FormView {
  let pages: SitePages
  let topic: Topic
  let language: Language
  let checkup: Checkup

  var sheet: Sheet { checkup.sheet }

  static func id(_ control: String) -> String { "f-" + control }

  /// Questions in order; what describes a document stands under the document.
  func questions(_ questions: [Form.Question], _ html: inout HTML) {
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
    let clauses = question.clauses.compactMap { pages.rules.rules[$0]?.clause }
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
        html(.a, .class("clause-link"), .href(PublicRoute.clause(clause.id).path), text: clause.id)
        html.text(" ")
        html(.span, .class("force \(clause.force.rawValue)"), text: Phrase.name(of: clause.force)[language])
        if let verdict = checkup.result(of: clause.id)?.verdict {
          html.text(" ")
          VerdictView.badge(verdict, language, &html)
        }
      }
      html(.p, .class("quote"), .lang(.zh), text: clause.quote)
      if language == .en { html(.p, .class("gist")) { $0.text(clause.summary, language) } }
    }
  }

  // MARK: lists

  private func list(_ question: Form.Question, _ html: inout HTML) {
    let field = question.field
    let rows = sheet.rows(of: field)
    let members = question.members
    html(
      .fieldset, .class("question list"), .id(Self.id(field.id)),
      .describedBy(descriptions(field.id, help: true))
    ) {
      html in
      html(.legend) { $0.text(field.label, language) }
      help(field, control: field.id, &html)
      remarks(field.id, &html)
      fault(field.id, &html)
      for (number, row) in rows.enumerated() {
        html(.fieldset, .class("row")) { html in
          html(.legend) { html in
            html(.span, .class("unseen"), text: field.label[language] + " ")
            html.text(Phrase.Check.row(number + 1)[language])
          }
          html(.div, .class("cells")) { html in
            for member in members {
              entry(
                member.field, control: Sheet.control(member.field, of: field, row: row), help: number == 0,
                &html
              )
            }
          }
        }
      }
      if rows.last ?? 0 < Sheet.rowLimit - 1 {
        html(.p, .class("add")) { html in
          html(
            .button, .class("quiet"), .type("submit"), .name("add"), .value(field.id),
            Attribute("formaction", PublicRoute.check(topic.id).path(at: Self.id(field.id))),
            text: Phrase.Check.addRow(field.label)[language])
          html.text(" ")
          html(.small, text: Phrase.Check.emptyRows[language])
        }
      }
    }
  }

  // MARK: what surrounds a control

  /// The ids of what describes a control.
  func descriptions(_ control: String, help: Bool) -> String? {
    var ids: [String] = []
    if help { ids.append("help-" + control) }
    if checkup.remarks[control] != nil { ids.append("remarks-" + control) }
    if checkup.problems.contains(where: { $0.control == control }) { ids.append("fault-" + control) }
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

  func fault(_ control: String, _ html: inout HTML) {
    for fault in checkup.problems where fault.control == control {
      html(.p, .class("fault"), .id("fault-" + control)) { html in
        html(.strong, text: Phrase.Check.errorPrefix[language])
        html.text(fault.text, language)
      }
    }
  }

  func remarks(_ control: String, _ html: inout HTML) {
    guard let remarks = checkup.remarks[control] else { return }
    html(.ul, .class("remarks"), .id("remarks-" + control)) { html in
      for remark in remarks {
        html(.li, .class(remark.verdict.rawValue)) { html in
          VerdictView.badge(remark.verdict, language, &html)
          html.text(" ")
          html.text(remark.text, language)
          for clause in remark.clauses.prefix(4) {
            html.text(" ")
            html(
              .a, .class("clause-link"), .href("#" + PathSegment.escape(VerdictView.anchor(clause))),
              text: clause)
          }
          if remark.clauses.count > 4 { html.text(" …") }
        }
      }
    }
  }

  func radio(_ name: String, value: String, isChecked: Bool, label: BilingualText, _ html: inout HTML) {
    html(.label, .class("option")) { html in
      html.void(
        .input, .type("radio"), .name(name), .value(value), Attribute("checked", if: isChecked))
      html.text(" ")
      html(.span) { $0.text(label, language) }
    }
  }
}
