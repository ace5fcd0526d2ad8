public import CallGuide

/// Whom or what an undetermined verdict waits for.
public enum Waiting: String, CaseIterable, Sendable {
  case officer, expert, manager, counterpart, register, applications, selection, award, time
}

/// A row of a list, by number from 0.
public struct RowReference: Hashable, Sendable {
  /// The list.
  public var list: FieldSlot
  /// The row.
  public var index: Int
}

/// Why a verdict is not “satisfied”: what was found, and what would satisfy.
public struct Reason: Hashable, Sendable {
  /// The kinds of reasons.
  public enum Kind: Hashable, Sendable {
    /// The requirement is not met.
    case violated
    /// Not filled in, not attached.
    case missing
    /// Waits for someone or something.
    case waiting(Waiting)
    /// The open readings of the clause disagree.
    case ambiguous
    /// The guide itself leaves it open.
    case guide

    /// The word used in files.
    public var name: String {
      switch self {
      case .violated: "violated"
      case .missing: "missing"
      case .waiting: "waiting"
      case .ambiguous: "ambiguous"
      case .guide: "guide"
      }
    }
  }

  /// The kind.
  public var kind: Kind
  /// What was found.
  public var cause: Cause
  /// The field concerned.
  public var field: FieldSlot?
  /// The row concerned.
  public var row: RowReference?
  /// The reading under which it holds, if not under all.
  public var reading: String?
  /// What that reading says.
  public var readingText: BilingualText?

  init(_ kind: Kind, _ cause: Cause, field: FieldSlot? = nil, row: RowReference? = nil) {
    self.kind = kind
    self.cause = cause
    self.field = field
    self.row = row
  }
}

/// What was found, with the values a message needs. Texts are made from it only when somebody reads them.
public enum Cause: Hashable, Sendable {
  case notStated
  case itemsNotMarked([String])
  case readingsDisagree([String], [BilingualText])
  case openInGuide
  case undecided(BilingualText)
  case asked(BilingualText)
  case answeredNo(BilingualText)
  case expertsDisagree
  case justificationNotAccepted
  case justificationToBeAccepted
  case notYet
  case code(found: String, codes: [String], set: BilingualText?, isAmong: Bool)
  case area(found: String, nearest: [BilingualText])
  case areaToBeChosen(found: BilingualText)
  case areaToBeJudged(found: String)
  case number(found: Amount, bounds: Bounds)
  case endsBeforeStart(start: Day, end: Day)
  case durationInDays(months: Int, days: Int, bounds: Bounds)
  case amounts(left: Money, right: Money, relation: Relation, gap: Amount)
  case currencies(String, String)
  case day(found: Day, order: DateTest.Order, limit: Day)
  case tooRecent(since: Day, months: Int, until: Day)
  case age(found: Int, years: Int, inclusive: Bool)
  case duration(months: Int, bounds: Bounds)
  case durationContradicts(months: Int, start: Day, end: Day)
  case answer(Bool)
  case title(TitleFault, found: String, suggestion: String?)
  case titleNamesOther(String, partner: BilingualText)
  case titleBloc(BilingualText)
  case year(found: Int, years: [Int])
  case yearsDiffer(stated: Int, identifier: Int)
  case attachedLate(on: Day, submitted: Day)
  case lacks([String])
  case notSignedBy([String])
  case signatureToBeChecked([String])
  case issuedByPartner(String)
  case issuerRelated(String, to: String)
  case differs(found: String, expected: String)
  case sameFile
  case notDeclared
  case oneSided(isVoid: Bool)
  case listNotFinal
  case pairToBeResolved(reference: String)
  case duplicate(of: String)
  case possibleDuplicate(of: String)
  case otherRoute(topic: String, title: String)
  case registered(String)
  case possiblyRegistered(String)
  case tooFew(count: Int, needed: Int)
  case tooMany(count: Int, allowed: Int)
  case sum(left: Money, right: Money, gap: Amount)
  case noLink
  case notListed(String)
  case promised(count: Int, possible: Int, needed: Int)
  case running(count: Int, needed: Int, days: Int?)
  case unreachable(count: Int, needed: Int)
  case planShort(count: Int, needed: Int)
  case quota(count: Int, limit: Limit, beyondTolerance: Bool)
  case share(of: String, share: Share, count: Int, allowed: Int)
  case envelope(total: Amount, limit: Limit, beyondTolerance: Bool)
  case guideCount(Counted, found: Int, announced: Int)
}

/// What is wrong with a title.
public enum TitleFault: Hashable, Sendable {
  case prefix(String)
  case suffix(String)
  case country(found: String?, expected: [String])
  case noField
}

/// What came of a requirement, in three values (strong Kleene).
enum Outcome {
  case satisfied
  case violated([Reason])
  case undetermined([Reason])

  static func violated(_ cause: Cause, field: FieldSlot? = nil, row: RowReference? = nil) -> Outcome {
    .violated([Reason(.violated, cause, field: field, row: row)])
  }

  static func waiting(_ waiting: Waiting, _ cause: Cause, field: FieldSlot? = nil) -> Outcome {
    .undetermined([Reason(.waiting(waiting), cause, field: field)])
  }

  var isSatisfied: Bool { if case .satisfied = self { true } else { false } }
  var isViolated: Bool { if case .violated = self { true } else { false } }

  var reasons: [Reason] {
    switch self {
    case .satisfied: []
    case .violated(let reasons), .undetermined(let reasons): reasons
    }
  }

  /// Every part must hold.
  static func and(_ parts: [Outcome]) -> Outcome { parts.reduce(.satisfied) { $0.and($1) } }

  /// Both must hold; what is violated says why before what is open.
  func and(_ other: Outcome) -> Outcome {
    switch (self, other) {
    case (.satisfied, _): other
    case (_, .satisfied): self
    case (.violated(let reasons), .violated(let more)): .violated(reasons + more)
    case (.undetermined(let reasons), .undetermined(let more)): .undetermined(reasons + more)
    case (.violated, .undetermined): self
    case (.undetermined, .violated): other
    }
  }

  /// One must hold; what is open says why before what is violated.
  func or(_ other: Outcome) -> Outcome {
    switch (self, other) {
    case (.satisfied, _), (_, .satisfied): .satisfied
    case (.violated(let reasons), .violated(let more)): .violated(reasons + more)
    case (.undetermined(let reasons), .undetermined(let more)): .undetermined(reasons + more)
    case (.undetermined, .violated): self
    case (.violated, .undetermined): other
    }
  }
}
