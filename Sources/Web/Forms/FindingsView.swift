internal import CallGuide
internal import Eligibility
package import Markup

/// What the clauses say, grouped by what can be done about it, each with its words and the way to the fields it is about.
package struct FindingsView: Sendable {
  private let context: FormContext
  private var language: Language { context.language }

  /// The findings of a form's judgement.
  package init(_ context: FormContext) { self.context = context }

  /// The id of a finding on the page.
  package static func anchor(_ clause: String) -> String { "r-" + clause }

  /// How many clauses have each verdict.
  package func counts(_ html: inout HTML) {
    html(.ul, .class("counts")) { html in
      for verdict in [Verdict.violated, .undetermined, .satisfied] {
        html(.li, .class(verdict.rawValue)) { html in
          html(.strong, text: String(context.judgement.count(verdict)))
          html.text(" ")
          VerdictBadge.write(verdict, language, &html)
        }
      }
    }
  }

  /// Every group that has findings; what needs nothing from the reader is folded.
  package func groups(_ html: inout HTML) {
    for group in Finding.Group.allCases {
      let findings = context.judgement.findings(group)
      guard !findings.isEmpty else { continue }
      let title = "\(Self.title(group)[language]) (\(findings.count))"
      switch group {
      case .violated, .missing:
        html(.section, .class("group \(Self.name(group))")) { html in
          html(.h3, text: title)
          list(findings, &html)
        }
      case .open, .later, .encouraged, .satisfied:
        html(.details, .class("group \(Self.name(group))")) { html in
          html(.summary, text: title)
          list(findings, &html)
        }
      }
    }
  }

  static func title(_ group: Finding.Group) -> BilingualText {
    switch group {
    case .violated: Phrase.Check.groupViolated
    case .missing: Phrase.Check.groupMissing
    case .open: Phrase.Check.groupOpen
    case .later: Phrase.Check.groupLater
    case .encouraged: Phrase.Check.groupEncouraged
    case .satisfied: Phrase.Check.groupSatisfied
    }
  }

  private static func name(_ group: Finding.Group) -> String {
    switch group {
    case .violated: "violated"
    case .satisfied: "satisfied"
    case .missing, .open, .later, .encouraged: "undetermined"
    }
  }

  private func list(_ findings: [Finding], _ html: inout HTML) {
    html(.ul, .class("findings")) { html in
      for finding in findings { row(finding, &html) }
    }
  }

  private func row(_ finding: Finding, _ html: inout HTML) {
    let clause = finding.clause
    html(.li, .class("finding"), .id(Self.anchor(clause.id))) { html in
      html(.div, .class("said")) { html in
        html(.p, .class("finding-head")) { html in
          badge(finding, &html)
          html.text(" ")
          html(.a, .class("clause-link"), .href(context.addresses.clause(clause.id)), text: clause.id)
          html.text(" ")
          html(.span, .class("force \(clause.force.rawValue)"), text: Phrase.name(of: clause.force)[language])
        }
        html(.p, .class("message")) { $0.text(finding.message ?? clause.summary, language) }
        spots(finding, &html)
      }
      html(.div, .class("source")) { html in
        html(.blockquote, .lang(.zh)) { $0(.p, text: clause.quote) }
        if language == .en { html(.p, .class("gist")) { $0.text(clause.summary, language) } }
      }
    }
  }

  func badge(_ finding: Finding, _ html: inout HTML) {
    if let verdict = finding.result.verdict {
      VerdictBadge.write(verdict, language, &html)
    } else {
      VerdictBadge.write(finding.result.flag, language, &html)
    }
  }

  /// Where to go to change it.
  func spots(_ finding: Finding, limit: Int = 6, _ html: inout HTML) {
    guard !finding.spots.isEmpty else { return }
    html(.p, .class("spots")) { html in
      html.text((context.isEditable ? Phrase.Check.goToField : Phrase.Check.seeField)[language])
      for (index, spot) in finding.spots.prefix(limit).enumerated() {
        if index > 0 { html.text(language == .zh ? "、" : ", ") }
        html(.a, .href(context.addresses.control(spot.control))) { $0.text(spot.label, language) }
      }
      if finding.spots.count > limit { html.text(" …") }
    }
  }
}
