/// A value of a fact, typed by the dictionary.
///
/// The larger payloads are kept apart: an application has hundreds of slots, nearly all of them small or empty.
public enum Value: Hashable, Sendable {
  /// Free text, and every kind of code (choice, country, region, area).
  case text(String)
  /// An integer or decimal number.
  case number(Amount)
  /// Money.
  case money(Money)
  /// A day.
  case day(Day)
  /// Yes or no.
  case flag(Bool)
  /// A set of codes with what is known of each.
  case marks([String: Mark])
  /// An attached document.
  indirect case file(Attachment)
  /// A declaration.
  indirect case declaration(Declaration)
  /// An exchange rate.
  indirect case rate(Rate)
  /// Rows of a list.
  case rows([Row])
}

/// What is known of one item of a set.
public enum Mark: Hashable, Sendable {
  /// It is there, on this page if given.
  case present(page: Int?)
  /// It is stated not to be there.
  case absent
}

/// An attached document as far as the rules look at it.
public struct Attachment: Hashable, Sendable {
  /// File name as uploaded.
  public var name: String
  /// The day it was attached.
  public var attachedOn: Day?
  /// SHA-256 of its content, lower-case hexadecimal.
  public var sha256: String?

  /// An attached document.
  public init(name: String, attachedOn: Day? = nil, sha256: String? = nil) {
    self.name = name
    self.attachedOn = attachedOn
    self.sha256 = sha256
  }
}

/// Something the applicant declares.
public struct Declaration: Hashable, Sendable {
  /// Whether it was declared; `nil` when neither ticked nor refused.
  public var made: Bool?
  /// When.
  public var date: Day?
  /// To whom.
  public var to: String?
}

/// One row of a list: values by the slots of the list's members.
public struct Row: Hashable, Sendable {
  /// Values, `nil` where not stated.
  public var values: [Value?]

  /// The value of a member of the list.
  public subscript(member: Field) -> Value? {
    member.slot.isMember && values.indices.contains(Int(member.slot.slot))
      ? values[Int(member.slot.slot)] : nil
  }
}
