/// How much a finding matters to the people who will apply.
public enum Weight: String, CaseIterable, Comparable, Sendable {
  /// The guide cannot be applied as it stands.
  case high
  /// Different readers will decide differently.
  case medium
  /// Wording and typography.
  case low

  /// High comes first.
  public static func < (left: Weight, right: Weight) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .high: 0
    case .medium: 1
    case .low: 2
    }
  }

  /// The weight's name.
  public var name: BilingualText {
    switch self {
    case .high: BilingualText(zh: "高", en: "high")
    case .medium: BilingualText(zh: "中", en: "medium")
    case .low: BilingualText(zh: "低", en: "low")
    }
  }
}

/// Something in a guide that its authors should look at before they publish it.
public struct Finding: Hashable, Sendable {
  /// The rule that found it, in kebab case.
  public var rule: String
  /// How much it matters.
  public var weight: Weight
  /// The clauses or topics concerned, in the order of the guide.
  public var clauses: [String]
  /// The lines concerned in the guide's text.
  public var lines: [Int]
  /// What was found, with its figures and words, and what would put it right.
  public var text: BilingualText
}

/// What a rule looks for.
public struct RuleDescription: Hashable, Sendable, Identifiable {
  /// Its id, in kebab case.
  public var id: String
  /// The weight of its gravest finding.
  public var weight: Weight
  /// What it looks for.
  public var title: BilingualText
}

/// Finds what a careful reader of a draft guide would object to.
///
/// The rules know the genre (topics with partners, areas, places, money and requirements), not any one guide: they work
/// from the clauses' own words and the topics' attributes, whether a person wrote the call file or a program drafted it.
///
/// ```swift
/// for finding in Lint.findings(in: call) { print(finding.weight, finding.rule, finding.text.zh) }
/// ```
public enum Lint {
  /// What each rule looks for, in the order they are tried.
  public static let rules: [RuleDescription] = registry.map(\.description)

  /// Everything found, gravest first, then in the order of the guide.
  /// - Parameters:
  ///   - call: the call to read.
  ///   - countryNames: Chinese short names by country code; with them short names are tested for collisions, titles and
  ///     lists are held against the partners' codes, and findings name countries instead of codes.
  /// - Complexity: quadratic in the number of sentences for the comparison of sibling topics; some tenths of a
  ///   second for a guide of 8,000 characters, most of them spent in patterns.
  public static func findings(in call: Call, countryNames: [String: String] = [:]) -> [Finding] {
    guard let subject = Subject(call, countryNames: countryNames) else { return [] }
    let found = registry.flatMap { $0.check(subject) }
    return found.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      if one.weight != other.weight { return one.weight < other.weight }
      let (line, otherLine) = (one.lines.first ?? 0, other.lines.first ?? 0)
      return line != otherLine ? line < otherLine : left.offset < right.offset
    }.map(\.element)
  }

  /// One rule: a new rule is a new value in its family's list, a new family a new file and a line here.
  struct Rule: Sendable {
    var description: RuleDescription
    var check: @Sendable (Subject) -> [Finding]

    init(
      _ id: String, _ weight: Weight, zh: String, en: String,
      _ check: @escaping @Sendable (Subject, Report) -> [Finding]
    ) {
      description = RuleDescription(id: id, weight: weight, title: BilingualText(zh: zh, en: en))
      self.check = { subject in check(subject, Report(rule: id, weight: weight, subject: subject)) }
    }
  }

  static let registry: [Rule] =
    totals + arithmetic + numbering + gaps + time + partners + names + siblings + lists + terms + documents
    + typography + stray
}
