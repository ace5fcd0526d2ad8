package import CallGuide
package import Eligibility
internal import Markup

/// What the forms of a call are printed from, worked out once when the site starts.
package struct FormStock: Sendable {
  /// The call, compiled.
  package let rules: Rulebook
  /// Its sentences.
  package let messages: Messages
  private let forms: [String: Form]
  private let checkForms: [String: Form]
  private let followups: [String: Form]
  private let countries: [String: [Language: OptionList]]
  private let regions: [Language: OptionList]

  /// Prepares the forms of every topic.
  package init(rules: Rulebook) {
    self.rules = rules
    messages = Messages(rules)
    let topics = rules.call.topics
    func byTopic(_ make: (Topic) -> Form) -> [String: Form] {
      Dictionary(uniqueKeysWithValues: topics.map { ($0.id, make($0)) })
    }
    forms = byTopic { rules.form(for: $0, isComplete: true).asked() }
    checkForms = byTopic { rules.form(for: $0).asked() }
    followups = byTopic { rules.form(for: $0).asked(in: .followup) }
    countries = Dictionary(
      uniqueKeysWithValues: rules.call.topics.map { topic in (topic.id, Self.countries(of: topic, rules)) })
    let names = rules.countries.regions.sorted { $0.key < $1.key }
    regions = Self.inBothLanguages { language in
      OptionList([.init(nil, names.map { ($0.key, $0.value.name[language]) })])
    }
  }

  /// What an applicant is asked for a topic.
  package func form(of topic: Topic) -> Form {
    forms[topic.id] ?? rules.form(for: topic, isComplete: true).asked()
  }

  /// Only what the topic's clauses look at, for the self-check.
  package func checkForm(of topic: Topic) -> Form { checkForms[topic.id] ?? rules.form(for: topic).asked() }

  /// What a project's leader is asked after the award.
  package func followup(of topic: Topic) -> Form {
    followups[topic.id] ?? rules.form(for: topic).asked(in: .followup)
  }

  /// Every country: the topic's partners first, then China, then everybody else by English name.
  func countries(of topic: Topic, _ language: Language) -> OptionList {
    (countries[topic.id] ?? Self.countries(of: topic, rules))[language] ?? OptionList([])
  }

  func regions(_ language: Language) -> OptionList { regions[language] ?? OptionList([]) }

  private static func countries(of topic: Topic, _ rules: Rulebook) -> [Language: OptionList] {
    let countries = rules.countries
    let china = ["CN", "HK", "MO", "TW"]
    var offered = Set(china)
    let partners = topic.partners.flatMap(rules.call.codes)
      .map { countries.regions[$0]?.country ?? $0 }
      .filter { countries[$0] != nil && offered.insert($0).inserted }
    let others = countries.all.values.sorted { $0.name.en < $1.name.en }.map(\.code).filter {
      !offered.contains($0)
    }
    return inBothLanguages { language in
      func options(_ codes: [String]) -> [(String, String)] {
        codes.map { ($0, countries.name(of: $0)[language]) }
      }
      return OptionList([
        .init(Phrase.Check.partnersGroup[language], options(partners)),
        .init(Phrase.Check.chinaGroup[language], options(china)),
        .init(Phrase.Check.otherCountries[language], options(others)),
      ])
    }
  }

  private static func inBothLanguages<Value>(_ make: (Language) -> Value) -> [Language: Value] {
    Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, make($0)) })
  }
}
