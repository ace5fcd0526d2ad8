package import CallGuide
package import Eligibility
package import Markup

/// How far one section of a form is.
package struct SectionProgress: Sendable, Identifiable {
  package let section: Section
  /// Questions asked.
  package let questions: Int
  /// Those with anything stated, a document kept, or a row that is not empty.
  package let answered: Int
  /// Controls that cannot be read.
  package let faulty: Int
  /// Clauses violated by something in the section.
  package let violated: Int
  /// Clauses that wait for something in the section.
  package let missing: Int

  package var id: String { section.id }

  /// The progress of every section, in order.
  package static func all(_ context: FormContext) -> [SectionProgress] {
    let answered = answeredFields(context)
    var faulty: [String: Int] = [:]
    for control in context.faults.keys {
      if let section = context.form.section(of: control) { faulty[section, default: 0] += 1 }
    }
    func clauses(_ group: Finding.Group) -> [String: Int] {
      var counts: [String: Int] = [:]
      for finding in context.judgement.findings(group) {
        for section in Set(finding.spots.compactMap { context.form.section(of: $0.control) }) {
          counts[section, default: 0] += 1
        }
      }
      return counts
    }
    let violated = clauses(.violated)
    let missing = clauses(.missing)
    return context.form.sections.map { part in
      SectionProgress(
        section: part.section, questions: part.questions.count,
        answered: part.questions.count { answered.contains($0.field.id) },
        faulty: faulty[part.section.id] ?? 0,
        violated: violated[part.section.id] ?? 0, missing: missing[part.section.id] ?? 0)
    }
  }

  private static func answeredFields(_ context: FormContext) -> Set<String> {
    var fields: Set<String> = []
    if case .upload(let kept, _) = context.documents { fields.formUnion(kept.keys) }
    for (name, values) in context.sheet.values
    where values.contains(where: { value in value.contains { !$0.isWhitespace } }) {
      guard let control = context.form.control(name), control.part != .currency else { continue }
      if control.field.type == .file, case .upload = context.documents { continue }
      fields.insert(control.list?.id ?? control.field.id)
    }
    return fields
  }

  /// The sections as a list of links with what each still needs.
  package static func write(
    _ all: [SectionProgress], current: String?, _ language: Language, address: (Section) -> String,
    _ html: inout HTML
  ) {
    html(.ol, .class("progress")) { html in
      for one in all {
        html(.li) { html in
          html(
            .a, .href(address(one.section)),
            Attribute("aria-current", optional: one.id == current ? "page" : nil)
          ) { $0.text(one.section.title, language) }
          html.text(" ")
          html(.small) { html in
            html.text(Phrase.Forms.answered(one.answered, of: one.questions), language)
            for (count, words) in [
              (one.faulty, Phrase.Forms.unreadable), (one.violated, Phrase.Forms.violatedHere),
            ] where count > 0 {
              html.text(" · ")
              html(.strong, .class("violated")) { $0.text(words(count), language) }
            }
          }
        }
      }
    }
  }
}
