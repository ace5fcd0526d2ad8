internal import CallGuide
internal import Eligibility
internal import Markup
internal import Web

/// The verdicts of one self-check, grouped by what can be done about them.
struct VerdictView {
  let language: Language
  let checkup: Checkup
  let pages: SitePages

  static func anchor(_ clause: String) -> String { "r-" + clause }

  /// A verdict: sign and word.
  static func badge(_ verdict: Verdict, _ language: Language, _ html: inout HTML) {
    html(.span, .class("verdict \(verdict.rawValue)")) { html in
      html(.span, .class("sign"), .hiddenFromReaders, text: sign(verdict))
      html.text(word(verdict)[language])
    }
  }

  private static func sign(_ verdict: Verdict) -> String {
    switch verdict {
    case .satisfied: "✓"
    case .violated: "✗"
    case .undetermined: "?"
    }
  }

  private static func word(_ verdict: Verdict) -> BilingualText {
    switch verdict {
    case .satisfied: Phrase.Check.satisfied
    case .violated: Phrase.Check.violated
    case .undetermined: Phrase.Check.undetermined
    }
  }

  func write(_ html: inout HTML) {
    html(.section, .class("sheet result"), .id(CheckPage.resultID), .aria(labelledBy: "result-title")) {
      html in
      html(.h2, .id("result-title"), text: Phrase.Check.resultTitle[language])
      headline(&html)
      for group in Finding.Group.allCases { section(group, &html) }
    }
  }

  private func headline(_ html: inout HTML) {
    let violated = checkup.count(.violated)
    html(.ul, .class("counts")) { html in
      for verdict in [Verdict.violated, .undetermined, .satisfied] {
        html(.li, .class(verdict.rawValue)) { html in
          html(.strong, text: String(checkup.count(verdict)))
          html.text(" ")
          Self.badge(verdict, language, &html)
        }
      }
    }
    html(.p, .class("headline")) { html in
      html.text(violated > 0 ? Phrase.Check.violatedHeadline(violated) : Phrase.Check.noneViolated, language)
      html.text(language == .zh ? "；" : ". ")
      html.text(Phrase.Check.youCanDecide(checkup.findings(.missing).count), language)
    }
    html(.p, .class("note")) { html in
      let stage = checkup.stage == .draft ? Phrase.Check.stageDraft : Phrase.Check.stageSubmit
      html.text(Phrase.Check.asOf(stage, pages.words(for: checkup.day)), language)
      html.text(language == .zh ? "。" : ". ")
      html.text(Phrase.Check.noDecision, language)
    }
  }

  private func section(_ group: Finding.Group, _ html: inout HTML) {
    let findings = checkup.findings(group)
    guard !findings.isEmpty else { return }
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

  private static func title(_ group: Finding.Group) -> BilingualText {
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
          if let verdict = finding.result.verdict {
            Self.badge(verdict, language, &html)
          } else {
            flag(finding.result.flag, &html)
          }
          html.text(" ")
          html(.a, .class("clause-link"), .href(PublicRoute.clause(clause.id).path), text: clause.id)
          html.text(" ")
          html(.span, .class("force \(clause.force.rawValue)"), text: Phrase.name(of: clause.force)[language])
        }
        html(.p, .class("message")) { $0.text(finding.message ?? clause.summary, language) }
        if !finding.spots.isEmpty {
          html(.p, .class("spots")) { html in
            html.text(Phrase.Check.goToField[language])
            for (index, spot) in finding.spots.prefix(6).enumerated() {
              if index > 0 { html.text(language == .zh ? "、" : ", ") }
              html(.a, .href("#" + PathSegment.escape(FormView.id(spot.control)))) {
                $0.text(spot.label, language)
              }
            }
          }
        }
      }
      html(.div, .class("source")) { html in
        html(.blockquote, .lang(.zh)) { $0(.p, text: clause.quote) }
        if language == .en { html(.p, .class("gist")) { $0.text(clause.summary, language) } }
      }
    }
  }

  private func flag(_ flag: PreferenceFlag?, _ html: inout HTML) {
    let word =
      switch flag {
      case .set: Phrase.Check.flagSet
      case .notSet: Phrase.Check.flagNotSet
      case .unknown, nil: Phrase.Check.flagUnknown
      }
    html(.span, .class("verdict flag"), text: word[language])
  }
}
