/// A limit the guide sets on a topic: places or money.
public enum Limit: Hashable, Sendable {
  /// 6 个
  case exactly(Int)
  /// 不超过 5 个
  case atMost(Int)
  /// 10 个左右
  case about(Int)
  /// 待定
  case undecided

  /// The number, when the guide gives one.
  public var number: Int? {
    switch self {
    case .exactly(let number), .atMost(let number), .about(let number): number
    case .undecided: nil
    }
  }
}

/// A research area inside a topic; areas nest.
public struct Area: Hashable, Sendable {
  /// Code, unique in the topic.
  public var id: String
  /// Name in both languages.
  public var name: BilingualText
  /// Whether the guide leaves the area open (“包括但不限于”).
  public var isOpen: Bool
  /// The finer areas; only these can be chosen where there are some.
  public var areas: [Area]
}

/// How long a project of the topic lasts, in months.
public struct Period: Hashable, Sendable {
  /// The least, if any.
  public var atLeast: Int?
  /// The most, if any.
  public var atMost: Int?
  /// How strong the limit is.
  public var force: Force
}

/// At most so many projects per country or per area.
public struct ShareLimit: Hashable, Sendable {
  /// The most.
  public var atMost: Int
  /// How strong the limit is.
  public var force: Force
}

/// The partner agency the guide names.
public struct Agency: Hashable, Sendable {
  /// Its name.
  public var name: BilingualText
  /// Its address for mail, if given.
  public var email: String?
  /// Its site, if given.
  public var url: String?
}

/// What a topic stands on.
public enum Basis: String, CaseIterable, Sendable {
  /// An agreement between governments.
  case agreement
  /// A diplomatic commitment.
  case commitment
}

/// A direction of the guide with its own partners, places and money.
public struct Topic: Sendable, Identifiable {
  /// Number as in the guide, `1.5`.
  public var id: String
  /// Title without the number.
  public var title: BilingualText
  /// Partner units: country codes, region codes, `EU`, or names of sets.
  public var partners: [String]
  /// What it stands on.
  public var basis: Basis?
  /// Research areas.
  public var areas: [Area]
  /// Whether other areas may be given (“等领域”, 不限领域).
  public var areasOpen: Bool
  /// Places.
  public var quota: Limit?
  /// Money in 万元.
  public var envelope: Limit?
  /// Limit per partner country.
  public var perCountry: ShareLimit?
  /// Limit per area.
  public var perArea: ShareLimit?
  /// Length of a project.
  public var period: Period?
  /// The partner agency, if the guide names one.
  public var agency: Agency?
  /// Its clauses, in the order of the guide.
  public var clauses: [Clause]

  /// Every area that can be chosen: those without finer areas.
  public var leaves: [Area] {
    func leaves(of areas: [Area]) -> [Area] {
      areas.flatMap { $0.areas.isEmpty ? [$0] : leaves(of: $0.areas) }
    }
    return leaves(of: areas)
  }
}
