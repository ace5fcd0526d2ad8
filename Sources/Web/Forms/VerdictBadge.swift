package import CallGuide
package import Eligibility
package import Markup

/// A verdict as it is shown everywhere: sign and word, never colour alone.
package enum VerdictBadge {
  /// Writes the badge of a verdict.
  package static func write(_ verdict: Verdict, _ language: Language, _ html: inout HTML) {
    switch language {
    case .zh: html.put(chinese[verdict] ?? Fragment { _ in })
    case .en: html.put(english[verdict] ?? Fragment { _ in })
    }
  }

  /// Writes the badge of a clause that only encourages.
  package static func write(_ flag: PreferenceFlag?, _ language: Language, _ html: inout HTML) {
    let word =
      switch flag {
      case .set: Phrase.Check.flagSet
      case .notSet: Phrase.Check.flagNotSet
      case .unknown, nil: Phrase.Check.flagUnknown
      }
    html(.span, .class("verdict flag"), text: word[language])
  }

  /// The word of a verdict.
  package static func word(_ verdict: Verdict) -> BilingualText {
    switch verdict {
    case .satisfied: Phrase.Check.satisfied
    case .violated: Phrase.Check.violated
    case .undetermined: Phrase.Check.undetermined
    }
  }

  private static let chinese = badges(.zh)
  private static let english = badges(.en)

  private static func badges(_ language: Language) -> [Verdict: Fragment] {
    Dictionary(
      uniqueKeysWithValues: Verdict.allCases.map { verdict in
        let badge = Fragment { html in
          html(.span, .class("verdict \(verdict.rawValue)")) { html in
            html(.span, .class("sign"), .hiddenFromReaders, text: sign(verdict))
            html.text(word(verdict)[language])
          }
        }
        return (verdict, badge)
      })
  }

  private static func sign(_ verdict: Verdict) -> String {
    switch verdict {
    case .satisfied: "✓"
    case .violated: "✗"
    case .undetermined: "?"
    }
  }
}
