internal import CallGuide
internal import Eligibility
package import Markup

/// The live guide panel: how many clauses are satisfied, violated, undetermined, how many wait for the applicant, what to
/// do next, and each clause with the way to its fields. One element with the id `panel`, to be put in place of itself.
package struct VerdictPanel: Sendable {
  /// The id of the panel on the page.
  package static let id = "panel"

  /// The figures of a panel, for programs and for the store's columns.
  package struct Figures: Sendable, Hashable {
    package let satisfied: Int
    package let violated: Int
    package let undetermined: Int
    /// Those undetermined ones that wait for something the applicant can fill in.
    package let missing: Int
    /// Controls that cannot be read.
    package let unreadable: Int
  }

  private let context: FormContext
  private var language: Language { context.language }

  /// The panel of a form's judgement.
  package init(_ context: FormContext) { self.context = context }

  /// The figures shown.
  package var figures: Figures {
    Figures(
      satisfied: context.judgement.count(.satisfied), violated: context.judgement.count(.violated),
      undetermined: context.judgement.count(.undetermined),
      missing: context.judgement.findings(.missing).count,
      unreadable: context.faults.count)
  }

  /// The next thing to do: what cannot be read, then what is violated, then what is missing, in the order of the form.
  package var next: Locator.Spot? {
    let order = Dictionary(
      context.form.questions.enumerated().map { ($1.field.id, $0) }, uniquingKeysWith: { first, _ in first })
    func place(_ control: String) -> Int {
      let name = context.form.control(control)
      return order[name?.list?.id ?? name?.field.id ?? control] ?? .max
    }
    func first(_ spots: [Locator.Spot]) -> Locator.Spot? {
      spots.min { (place($0.control), $0.control) < (place($1.control), $1.control) }
    }
    let unreadable = context.faults.keys.compactMap { control in
      context.label(of: control).map { Locator.Spot(control: control, label: $0) }
    }
    return first(unreadable) ?? first(context.judgement.findings(.violated).flatMap(\.spots))
      ?? first(context.judgement.findings(.missing).flatMap(\.spots))
  }

  /// Writes the panel.
  package func write(_ html: inout HTML) {
    html(.section, .class("sheet panel"), .id(Self.id), .aria(labelledBy: "panel-title")) { html in
      html(.h2, .id("panel-title")) { $0.text(Phrase.Forms.panelTitle, language) }
      counts(&html)
      nextThing(&html)
      group(.violated, isOpen: true, &html)
      group(.missing, isOpen: true, &html)
      for rest in [Finding.Group.open, .later, .encouraged, .satisfied] { group(rest, isOpen: false, &html) }
    }
  }

  private func counts(_ html: inout HTML) {
    let figures = figures
    html(.div, Attribute("role", "status")) { html in
      FindingsView(context).counts(&html)
      html(.p, .class("note")) { html in
        html.text(Phrase.Check.youCanDecide(figures.missing), language)
        if figures.unreadable > 0 {
          html.text(" ")
          html(.strong) { $0.text(Phrase.Forms.unreadable(figures.unreadable), language) }
        }
      }
    }
  }

  private func nextThing(_ html: inout HTML) {
    html(.p, .class("next")) { html in
      guard let next else { return html.text(Phrase.Forms.nothingNext, language) }
      html.text(Phrase.Forms.next, language)
      html(.a, .href(context.addresses.control(next.control))) { $0.text(next.label, language) }
    }
  }

  private func group(_ group: Finding.Group, isOpen: Bool, _ html: inout HTML) {
    let findings = context.judgement.findings(group)
    guard !findings.isEmpty else { return }
    let view = FindingsView(context)
    html(.details, .class("group"), Attribute("open", if: isOpen), Attribute("data-group", "\(group)")) {
      html in
      html(.summary, text: "\(FindingsView.title(group)[language]) (\(findings.count))")
      html(.ul, .class("brief")) { html in
        for finding in findings {
          html(.li, .id(FindingsView.anchor(finding.clause.id))) { html in
            html(.p) { html in
              view.badge(finding, &html)
              html.text(" ")
              html(
                .a, .class("clause-link"), .href(context.addresses.clause(finding.clause.id)),
                text: finding.clause.id)
              html.text(" ")
              // What is satisfied is said by the clause itself; its sentence says the rest.
              html.text(finding.message ?? finding.clause.summary, language)
            }
            if group == .violated || group == .missing { view.spots(finding, limit: 3, &html) }
          }
        }
      }
    }
  }
}
