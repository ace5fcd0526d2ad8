public import CallGuide

/// What a clause demands: a closed vocabulary, read from the call file and evaluated in three values.
///
/// A new kind is one case here, one line in `RequirementReader`, one in `Evaluator`, and its texts in `Messages`.
public indirect enum Requirement: Sendable {
  // No verdict.
  case information
  case preference(Requirement)
  // Combinators.
  case all([Requirement])
  case any([Requirement])
  case unless(exception: Requirement, then: Requirement)
  case when(condition: Requirement, then: Requirement)
  // Single facts.
  case member(Membership)
  case area
  case compare(Comparison)
  case compareFields(FieldComparison)
  case date(DateTest)
  case elapsed(Elapsed)
  case age(Age)
  case duration(Bounds)
  case stated([FieldSlot])
  case truth(FieldSlot, Bool)
  case titleFormat(TitleFormat)
  case yearOf(YearOf)
  // Documents and declarations.
  case attached(FieldSlot, withSubmission: Bool)
  case states(FieldSlot, items: [String])
  case signed(FieldSlot, by: Parties)
  case issuerIndependent(issuer: FieldSlot)
  case sameAs(FieldSlot, FieldSlot)
  case agrees(FieldSlot, FieldSlot)
  case distinctFiles(FieldSlot, FieldSlot)
  case attestation(FieldSlot)
  case question(Question)
  // Lists.
  case forEach(Rows, satisfy: Requirement, required: Bool)
  case count(Rows, Bounds, distinct: FieldSlot?)
  case sums(Rows, left: FieldSlot, atLeast: FieldSlot)
  case linked(Link)
  case listed(FieldSlot, in: FieldSlot)
  // Across applications and registers.
  case counterpart(voidIfOneSided: Bool)
  case unique(Uniqueness)
  case exclusiveRoutes(ExclusiveRoutes)
  case notInRegister([FieldSlot], evenConcluded: [FieldSlot])
  // After award.
  case obligation(Obligation)
  case promise(target: Requirement, kept: Requirement)
  // Selection and the guide's own figures.
  case quota
  case quotaPer(Share, topics: [String])
  case envelope
  case programmeQuota(Limit)
  case programmeEnvelope(Limit)
  case guideCount(Counted, equals: Int)
}

/// A field has, or has not, one of some codes.
///
/// A class, like `TitleFormat`: requirements are read far more often than made, and a reference is cheaper to pass on.
public final class Membership: Sendable {
  /// The field.
  public let field: FieldSlot
  /// The codes, in the order of the guide.
  public let codes: [String]
  /// The set's name, if the codes are a named set.
  public let set: BilingualText?
  /// Whether the code must be among them, or must not.
  public let isAmong: Bool

  init(field: FieldSlot, codes: [String], set: BilingualText?, isAmong: Bool) {
    self.field = field
    self.codes = codes
    self.set = set
    self.isAmong = isAmong
  }
}

/// Limits of a number; 以上, 以下, 不超过 include the number, 超过 and 不满 exclude it.
public struct Bounds: Hashable, Sendable {
  /// Exactly.
  public var equals: Amount?
  /// At least (以上, 不少于).
  public var atLeast: Amount?
  /// At most (以下, 不超过).
  public var atMost: Amount?
  /// More than (超过).
  public var moreThan: Amount?
  /// Less than (不满).
  public var lessThan: Amount?

  /// Whether `amount` keeps every limit.
  public func contain(_ amount: Amount) -> Bool {
    if let equals, amount != equals { return false }
    if let atLeast, amount < atLeast { return false }
    if let atMost, amount > atMost { return false }
    if let moreThan, amount <= moreThan { return false }
    if let lessThan, amount >= lessThan { return false }
    return true
  }
}

/// A number against limits.
public struct Comparison: Sendable {
  /// The field.
  public var field: FieldSlot
  /// The limits.
  public var bounds: Bounds
}

/// How two values must stand to each other.
public enum Relation: String, CaseIterable, Sendable {
  case atMost, atLeast, equals
}

/// One amount against another, converted by a dated rate if the currencies differ.
public struct FieldComparison: Sendable {
  /// Left side: the first of these that is stated.
  public var left: [FieldSlot]
  /// Right side: the first of these that is stated.
  public var right: [FieldSlot]
  /// The relation demanded.
  public var relation: Relation
  /// The field with the rate, if currencies may differ.
  public var rate: FieldSlot?
}

/// A day against a limit; 前 and 早于 exclude the day.
public struct DateTest: Sendable {
  /// The relation demanded.
  public enum Order: String, CaseIterable, Sendable {
    case before, onOrBefore, after, onOrAfter
  }
  /// The field: the first of these that is stated.
  public var field: [FieldSlot]
  /// The relation demanded.
  public var order: Order
  /// The limit.
  public var limit: DayOperand
}

/// A day that is written in the call, or stated in a field.
public enum DayOperand: Hashable, Sendable {
  case day(Day)
  case field(FieldSlot)
}

/// Some time has passed: since + period ≤ until, by the calendar (Civil Code art. 200–202).
public struct Elapsed: Sendable {
  /// The day it began.
  public var since: FieldSlot
  /// The period in months.
  public var months: Int
  /// The day it is counted to.
  public var until: DayOperand
}

/// A person's age on a day.
public struct Age: Sendable {
  /// Birth date.
  public var born: FieldSlot
  /// The limit in years.
  public var years: Int
  /// Whether the limit itself is within (40 岁以下 read with Civil Code art. 1259).
  public var inclusive: Bool
  /// The day that counts.
  public var on: DayOperand
}

/// The parts a title must have: prefix, country name, research field, suffix.
public final class TitleFormat: Sendable {
  /// The title.
  public let field: FieldSlot
  /// What it begins with (中).
  public let prefix: String
  /// The field with the partner country.
  public let country: FieldSlot
  /// What it ends with (联合实验室).
  public let suffix: String
  /// Both in UTF-8.
  let prefixBytes, suffixBytes: [UInt8]

  init(field: FieldSlot, prefix: String, country: FieldSlot, suffix: String) {
    self.field = field
    self.prefix = prefix
    self.country = country
    self.suffix = suffix
    prefixBytes = Array(prefix.utf8)
    suffixBytes = Array(suffix.utf8)
  }
}

/// The year of an external call, stated or read from its identifier.
public struct YearOf: Sendable {
  /// The stated year.
  public var year: FieldSlot
  /// The identifier that contains a year.
  public var identifier: FieldSlot
  /// The years accepted.
  public var years: [Int]
}

/// Who must have signed.
public enum Parties: String, CaseIterable, Sendable {
  /// The Chinese lead and the foreign lead.
  case hosts
  /// The Chinese lead.
  case lead
  /// Every organisation of the application.
  case all
}

/// A question a person answers.
public struct Question: Sendable {
  /// Id, unique in the clause.
  public var id: String
  /// Who answers.
  public var ask: Decider
  /// The question.
  public var text: BilingualText
  /// The stage from which it is asked; before it, other parts decide alone.
  public var from: Stage
}

/// Rows of a list that meet a condition.
public struct Rows: Sendable {
  /// The list.
  public var list: FieldSlot
  /// The condition, if any.
  public var condition: Requirement?
}

/// The current row has a record in another list that points to it.
public struct Link: Sendable {
  /// The other list.
  public var list: FieldSlot
  /// The member of the other list that points.
  public var by: FieldSlot
  /// The member of the current row pointed to.
  public var to: FieldSlot
}

/// No other application of the topic has the same key.
public struct Uniqueness: Sendable {
  /// The fields that make the key.
  public var key: [FieldSlot]
  /// Weaker signs of being the same; an officer decides.
  public var also: [FieldSlot]
  /// Whether applications for every topic count, not only those for the same one.
  public var anyTopic: Bool
}

/// What may go through one route only.
public enum Subject: String, CaseIterable, Sendable {
  case laboratory, lead, hosts, country
}

/// The same subject may be entered in one of several topics only.
public struct ExclusiveRoutes: Sendable {
  /// The topics.
  public var topics: [String]
  /// The countries that could go through more than one.
  public var countries: [String]
  /// What may go through one route only.
  public var subject: Subject
}

/// A counted promise, due inside the project period.
public struct Obligation: Sendable {
  /// How the length of a stay is counted.
  public enum Counting: String, CaseIterable, Sendable {
    /// The first day is not counted; ends on the corresponding day (Civil Code art. 201, 202).
    case civil
    /// Calendar months, first day counted.
    case inclusive
    /// Thirty days a month, arrival and departure counted.
    case days90
  }

  /// A minimum stay.
  public struct Stay: Sendable {
    /// Arrival.
    public var from: FieldSlot
    /// Departure.
    public var to: FieldSlot
    /// Minimum length in months.
    public var months: Int
    /// How it is counted.
    public var counting: Counting
    /// Whether the stays together, not each, must reach the length.
    public var total: Bool
  }

  /// The records counted.
  public var rows: Rows
  /// The plan for them, if the application has one.
  public var plan: FieldSlot?
  /// Different persons only, told apart by this member.
  public var distinct: FieldSlot?
  /// How many are promised.
  public var atLeast: Int
  /// Minimum stay, if it is one.
  public var stay: Stay?
  /// The day of the record, if it has one.
  public var on: FieldSlot?
}

/// What a limit is counted per.
public enum Share: String, CaseIterable, Sendable {
  case country, area
}

/// What the guide says of itself in numbers.
public enum Counted: String, CaseIterable, Sendable {
  case topics, partners
}
