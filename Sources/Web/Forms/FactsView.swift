package import CallGuide
package import Eligibility
package import Markup

/// What an application states, to be read: section by section, label and value, lists as tables, documents with what is
/// marked of them, and what is not filled in shown as such. For previews, submitted versions and the PDF.
package struct FactsView: Sendable {
  /// Rows of a wide list stand side by side, at most so many in one table.
  private static let rowsSideBySide = 3
  /// A list with more columns is shown with its rows side by side.
  private static let narrow = 6

  private let facts: Facts
  private let form: Form
  private let topic: Topic
  private let stock: FormStock
  private let languages: [Language]
  private let documents: [String: FormContext.KeptDocument]
  private let masksPersonal: Bool
  private var language: Language { languages.first ?? .zh }

  /// Facts to be read.
  /// - Parameters:
  ///   - form: what is asked, see `FormStock.form(of:)`; what is stated beyond it is not shown.
  ///   - languages: the reader's first; with two, labels and coded values stand in both.
  ///   - documents: the files kept, by field; without an entry, only the name the facts give.
  ///   - masksPersonal: whether the reader may not see personal data.
  package init(
    facts: Facts, form: Form, topic: Topic, stock: FormStock, languages: [Language],
    documents: [String: FormContext.KeptDocument] = [:], masksPersonal: Bool = false
  ) {
    self.facts = facts
    self.form = form
    self.topic = topic
    self.stock = stock
    self.languages = languages
    self.documents = documents
    self.masksPersonal = masksPersonal
  }

  /// Writes every section.
  package func write(_ html: inout HTML) {
    for part in form.sections {
      html(.section, .class("sheet stated"), .aria(labelledBy: "v-" + part.section.id)) { html in
        html(.h2, .id("v-" + part.section.id)) { text(part.section.title, &$0) }
        section(part, &html)
      }
    }
  }

  /// A section's values in lines, its lists between them as tables.
  private func section(_ part: Form.Part, _ html: inout HTML) {
    var lines: [Form.Question] = []
    func flush(_ html: inout HTML) {
      guard !lines.isEmpty else { return }
      html(.dl, .class("lines")) { html in
        for question in lines { line(question.field, facts[question.field], &html) }
      }
      lines = []
    }
    for question in part.questions {
      guard question.field.type == .list else {
        lines.append(question)
        continue
      }
      flush(&html)
      list(question, &html)
    }
    flush(&html)
  }

  private func line(_ field: Field, _ value: Value?, _ html: inout HTML) {
    html(.div) { html in
      html(.dt) { text(field.label, &$0) }
      html(.dd, .id("v-" + field.id)) { self.value(value, of: field, &$0) }
    }
  }

  // MARK: lists

  private func list(_ question: Form.Question, _ html: inout HTML) {
    html(.h3, .id("v-" + question.field.id)) { text(question.field.label, &$0) }
    guard case .rows(let rows)? = facts[question.field], !rows.isEmpty else {
      return html(.p, .class("absent")) { text(Phrase.Forms.notFilledIn, &$0) }
    }
    let members = question.members.map(\.field)
    guard members.count > Self.narrow else { return table(rows, of: question.field, members, &html) }
    var first = 0
    while first < rows.count {
      let last = min(first + Self.rowsSideBySide, rows.count)
      sideBySide(Array(rows[first..<last]), of: question.field, from: first, members, &html)
      first = last
    }
  }

  private func table(_ rows: [Row], of list: Field, _ members: [Field], _ html: inout HTML) {
    html(
      .div, .class("scroll"), Attribute("role", "group"), Attribute("tabindex", "0"),
      .aria(labelledBy: "v-" + list.id)
    ) { html in
      html(.table, .class("rows")) { html in
        html(.thead) { html in
          html(.tr) { html in
            html(.th, Attribute("scope", "col")) { text(Phrase.Forms.rowNumber, &$0) }
            for member in members { html(.th, Attribute("scope", "col")) { text(member.label, &$0) } }
          }
        }
        html(.tbody) { html in
          for (number, row) in rows.enumerated() {
            html(.tr) { html in
              html(.th, Attribute("scope", "row"), text: String(number + 1))
              for member in members { html(.td) { value(row[member], of: member, &$0) } }
            }
          }
        }
      }
    }
  }

  private func sideBySide(
    _ rows: [Row], of list: Field, from first: Int, _ members: [Field], _ html: inout HTML
  ) {
    html(
      .div, .class("scroll"), Attribute("role", "group"), Attribute("tabindex", "0"),
      .aria(labelledBy: "v-" + list.id)
    ) { html in
      html(.table, .class("rows beside")) { html in
        html(.thead) { html in
          html(.tr) { html in
            html(.th, Attribute("scope", "col")) { text(Phrase.Forms.rowNumber, &$0) }
            for number in rows.indices {
              html(.th, Attribute("scope", "col"), text: String(first + number + 1))
            }
          }
        }
        html(.tbody) { html in
          for member in members {
            html(.tr) { html in
              html(.th, Attribute("scope", "row")) { text(member.label, &$0) }
              for row in rows { html(.td) { value(row[member], of: member, &$0) } }
            }
          }
        }
      }
    }
  }

  // MARK: values

  private func value(_ value: Value?, of field: Field, _ html: inout HTML) {
    guard let value else {
      let words = field.type == .file ? Phrase.Forms.notAttached : Phrase.Forms.notFilledIn
      return html(.span, .class("absent")) { text(words, &$0) }
    }
    if field.isPersonal, masksPersonal {
      return html(.span, .class("masked")) { text(Phrase.Forms.masked, &$0) }
    }
    switch value {
    case .file(let file): document(file, field, &html)
    case .declaration(let declaration): self.declaration(declaration, &html)
    case .marks(let marks): self.marks(marks, field, &html)
    case .text(let words):
      if case .text = field.type { return html(.span, .class("typed"), text: words) }
      text(code(words, field), &html)
    case .day(let day): text(Self.words(day), &html)
    case .number, .money, .flag, .rate, .rows: text(stock.messages.label(of: value, field: field), &html)
    }
  }

  /// A code in words; an area may bring words of its own after its code.
  private func code(_ words: String, _ field: Field) -> BilingualText {
    guard field.type == .area else { return stock.messages.label(of: .text(words), field: field) }
    let parts = words.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let area = topic.leaves.first(where: { $0.id == parts[0] }) else {
      return topic.leaves.first { $0.id == words }?.name ?? BilingualText(same: words)
    }
    return BilingualText(zh: "\(area.name.zh)：\(parts[1])", en: "\(area.name.en):\(parts[1])")
  }

  private func document(_ file: Attachment, _ field: Field, _ html: inout HTML) {
    if let kept = documents[field.id] {
      if let address = kept.address {
        html(.a, .href(address), text: kept.name)
      } else {
        html.text(kept.name)
      }
      html.text(" ")
      html(.small, text: Display.size(bytes: kept.size))
    } else if file.name == field.id || file.name == "true" {
      text(Phrase.Forms.attached, &html)
    } else {
      html.text(file.name)
    }
    guard let hash = file.sha256 else { return }
    html.text(" ")
    html(.small) { html in
      html.text("SHA-256 ")
      html(.code, text: hash)
    }
  }

  private func declaration(_ declaration: Declaration, _ html: inout HTML) {
    switch declaration.made {
    case true?: text(Phrase.Forms.declared, &html)
    case false?: text(Phrase.Forms.notDeclared, &html)
    case nil: html(.span, .class("absent")) { text(Phrase.Forms.notFilledIn, &$0) }
    }
    if let day = declaration.date {
      html.text(" · ")
      text(Self.words(day), &html)
    }
    if let whom = declaration.to, !whom.isEmpty {
      html.text(" · ")
      text(Phrase.Forms.to(whom), &html)
    }
  }

  private func marks(_ marks: [String: Mark], _ field: Field, _ html: inout HTML) {
    guard case .choices(let choices) = field.type else { return }
    html(.ul, .class("marks")) { html in
      for choice in choices where field.isStatedList || marks[choice.code] != nil {
        html(.li) { html in
          text(choice.label, &html)
          guard field.isStatedList else { return }
          html.text(language == .zh ? "：" : ": ")
          switch marks[choice.code] {
          case .present(let page?)?: text(Phrase.Forms.statedOn(page: page), &html)
          case .present(nil)?: text(Phrase.Forms.stated, &html)
          case .absent?: text(Phrase.Forms.notStated, &html)
          case nil: html(.span, .class("absent")) { text(Phrase.Forms.notMarked, &$0) }
          }
        }
      }
    }
  }

  private static func words(_ day: Day) -> BilingualText {
    let parts = day.parts
    return Display.day(year: parts.year, month: parts.month, day: parts.day)
  }

  /// A text in the reader's language, and in the other where both are wanted and they differ.
  private func text(_ text: BilingualText, _ html: inout HTML) {
    html.text(text, language)
    for other in languages.dropFirst() where text[other] != text[language] {
      html.text(" ")
      html(.span, .class("other"), .lang(other)) { $0.prose(text[other], other) }
    }
  }
}
