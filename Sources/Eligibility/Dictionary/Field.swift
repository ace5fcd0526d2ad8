public import CallGuide

/// Who supplies a field. What is not there is *missing* only if the applicant owes it.
public enum Supplier: String, CaseIterable, Sendable {
  case applicant, officer, counterpart, register, guide, selection, award
}

/// The type of a field.
public enum FieldType: Hashable, Sendable {
  case text(max: Int?)
  case integer(min: Int?, max: Int?)
  case decimal
  case money
  case date
  case bool
  case choice([Choice])
  case choices([Choice])
  /// A country; the choices are codes accepted beside countries.
  case country([Choice])
  case region
  case area
  case file
  case list
  case declaration
  case rate
  case group

  /// A code with its labels.
  public struct Choice: Hashable, Sendable {
    /// The code.
    public var code: String
    /// Its labels.
    public var label: BilingualText
  }

  /// The name of the type as the dictionary writes it.
  public var name: String {
    switch self {
    case .text: "text"
    case .integer: "integer"
    case .decimal: "decimal"
    case .money: "money"
    case .date: "date"
    case .bool: "bool"
    case .choice: "choice"
    case .choices: "choices"
    case .country: "country"
    case .region: "region"
    case .area: "area"
    case .file: "file"
    case .list: "list"
    case .declaration: "declaration"
    case .rate: "rate"
    case .group: "group"
    }
  }
}

/// Where a field's value is kept: its slot, and the list whose rows hold it, if any.
public struct FieldSlot: Hashable, Sendable {
  /// Slot of the list field for members of lists; -1 for fields of the application itself.
  public let list: Int32
  /// Slot in the application, or in the row.
  public let slot: Int32

  /// Whether the value stands in rows.
  public var isMember: Bool { list >= 0 }
}

/// One entry of the data dictionary.
public struct Field: Sendable, Identifiable {
  /// Name as in requirements and application files: `doc.recognition.issuer`.
  public var id: String
  /// Where its value is kept.
  public var slot: FieldSlot
  /// Its type.
  public var type: FieldType
  /// Label.
  public var label: BilingualText
  /// What to enter.
  public var help: BilingualText?
  /// Unit.
  public var unit: BilingualText?
  /// Section of the form.
  public var section: String
  /// Who supplies it.
  public var supplier: Supplier
  /// Whether it is personal data.
  public var isPersonal: Bool
  /// Whether every application says it, though no clause may ask for it: the leader's name, what each organisation costs.
  public var isAlwaysAsked: Bool
  /// Whether an absent list means an empty one.
  public var absentMeansEmpty: Bool
  /// Another member of the same row that says the value where it is not stated itself: a role tells the side.
  public var derivation: Derivation?

  /// How a code follows from another.
  public struct Derivation: Sendable {
    /// The member it follows from.
    public var from: FieldSlot
    /// The other member's code to this one's.
    public var codes: [String: String]
  }
}
