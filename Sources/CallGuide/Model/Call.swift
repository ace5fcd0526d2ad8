/// A document of a call: the guide, the notice. Every character is quoted by one clause.
public struct Document: Sendable, Identifiable {
  /// Id, `guide` for the guide.
  public var id: String
  /// Title.
  public var title: BilingualText
  /// Whether it is an official text; an example must never look like one.
  public var isOfficial: Bool
  /// The text.
  public var text: GuideText
  /// What covers it, in order, without gaps.
  public var passages: [Passage]

  /// Number of clauses that quote it.
  public var clauseCount: Int {
    passages.count { if case .clause = $0.owner { true } else { false } }
  }

  /// Non-space characters covered.
  public var coveredCharacters: Int { passages.reduce(0) { $0 + $1.range.count } }
}

/// A named set of codes, such as the Arab states.
public struct CodeSet: Sendable {
  /// Its name in both languages.
  public var name: BilingualText
  /// Its codes, in the order written.
  public var codes: [String]
}

/// A value a call sets for its applications, such as the reference day.
public struct Setting: Sendable {
  /// The field's name.
  public var field: String
  /// The value as written.
  public var value: Tree
}

/// One published guide and what the programme office set around it.
public struct Call: Sendable, Identifiable {
  /// Id, `2024-2`.
  public var id: String
  /// The programme.
  public var programme: BilingualText
  /// The batch.
  public var batch: BilingualText
  /// Who issued it.
  public var issuer: BilingualText
  /// State of the guide: draft, consultation, published, amended, closed.
  public var state: String
  /// Values set for all applications.
  public var settings: [Setting]
  /// The guide first, then what goes with it.
  public var documents: [Document]
  /// Named sets of codes.
  public var sets: [String: CodeSet]
  /// Fields beyond the base dictionary, as written.
  public var fields: Tree?
  /// Clauses that speak to every topic: preamble, what closes the guide, notice.
  public var commonClauses: [Clause]
  /// The topics in the order of the guide.
  public var topics: [Topic]

  /// Every clause: those of the preamble, the topics in order, then the other documents.
  public var clauses: [Clause] {
    let guide = commonClauses.filter { $0.document == "guide" }
    let others = commonClauses.filter { $0.document != "guide" }
    return guide + topics.flatMap(\.clauses) + others
  }

  /// The topic with this number.
  public func topic(_ id: String) -> Topic? { topics.first { $0.id == id } }

  /// The clauses that speak to an application for `topic`.
  public func clauses(for topic: Topic) -> [Clause] {
    commonClauses.filter { $0.document == "guide" } + topic.clauses
      + commonClauses.filter { $0.document != "guide" }
  }

  /// The members of a partner unit: the codes of a set, or the code itself.
  public func codes(of unit: String) -> [String] { sets[unit]?.codes ?? [unit] }
}
