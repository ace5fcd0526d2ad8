/// What a rule needs of a field: the same field may be kept in two ways if two rules look at it differently.
enum ColumnUse: Hashable {
  /// A text as a number given to each different one.
  case code
  /// A text as UTF-8 bytes.
  case text
  case number
  case day
  case flag
  case file
  /// Only whether something is stated.
  case presence
}

/// A column is one field in one use.
struct ColumnKey: Hashable {
  var slot: FieldSlot
  var use: ColumnUse
}

/// The values of one field for many applications; values of rows without one are zero.
struct Column {
  /// One bit a row: the field is stated.
  private(set) var present: [UInt64] = []
  /// Flags, one bit a row.
  private(set) var flags: [UInt64] = []
  /// Days, and the days files were attached on (`noDay` where not known).
  private(set) var days: [Int32] = []
  /// Numbers and amounts of money in millionths.
  private(set) var numbers: [Int64] = []
  /// Codes; for money, currencies. 0 where there is none.
  private(set) var codes: [Int32] = []
  /// The texts that codes stand for; code 1 is the first.
  private(set) var names: [String] = []
  /// Texts: UTF-8, one after the other.
  private(set) var bytes: [UInt8] = []
  /// Where each text begins, and where the last ends.
  private(set) var offsets: [Int] = [0]
  private var known: [String: Int32] = [:]
  private let use: ColumnUse

  static let noDay = Int32.min

  init(_ use: ColumnUse) { self.use = use }

  mutating func append(_ value: Value?, row: Int) {
    if row % 64 == 0 {
      present.append(0)
      flags.append(0)
    }
    if store(value, row: row) { present[row / 64] |= UInt64(1) << UInt64(row % 64) }
  }

  /// Adds one element to the arrays of this use; whether something is stated.
  private mutating func store(_ value: Value?, row: Int) -> Bool {
    switch (use, value) {
    case (.code, .text(let text)): codes.append(code(for: text))
    case (.text, .text(let text)):
      bytes.append(contentsOf: text.utf8)
      offsets.append(bytes.count)
    case (.number, .number(let amount)):
      numbers.append(amount.millionths)
      codes.append(code(for: "CNY"))
    case (.number, .money(let money)):
      numbers.append(money.amount.millionths)
      codes.append(code(for: money.currency))
    case (.day, .day(let day)): days.append(day.number)
    case (.file, .file(let file)): days.append(file.attachedOn?.number ?? Self.noDay)
    case (.flag, .flag(let flag)): if flag { flags[row / 64] |= UInt64(1) << UInt64(row % 64) }
    case (.presence, .some(let value)): return !value.statesNothing
    default:
      storeNothing()
      return false
    }
    return true
  }

  private mutating func storeNothing() {
    switch use {
    case .code: codes.append(0)
    case .text: offsets.append(bytes.count)
    case .number:
      numbers.append(0)
      codes.append(0)
    case .day, .file: days.append(0)
    case .flag, .presence: break
    }
  }

  private mutating func code(for text: String) -> Int32 {
    if let code = known[text] { return code }
    names.append(text)
    known[text] = Int32(names.count)
    return Int32(names.count)
  }

  /// The code of `text`, if any row has it.
  func code(of text: String) -> Int32? { known[text] }

  /// This column, with another's values where this one has none: “the first that is stated”.
  func filled(from other: Column, rowCount: Int) -> Column {
    var filled = self
    var codes: [Int32?] = []
    for name in other.names { codes.append(filled.code(for: name)) }
    for row in 0..<rowCount where !has(row) && other.has(row) {
      filled.present[row / 64] |= UInt64(1) << UInt64(row % 64)
      if use == .day { filled.days[row] = other.days[row] }
      if use == .number {
        filled.numbers[row] = other.numbers[row]
        filled.codes[row] = codes[Int(other.codes[row]) - 1] ?? 0
      }
    }
    return filled
  }

  func has(_ row: Int) -> Bool { present[row / 64] >> UInt64(row % 64) & 1 != 0 }
}

extension Value {
  /// Whether it is a list or a set without elements, which states nothing.
  var statesNothing: Bool {
    switch self {
    case .rows(let rows): rows.isEmpty
    case .marks(let marks): marks.isEmpty
    default: false
    }
  }
}

/// The facts of many applications by columns: what `BulkRule`s look at, and nothing else.
///
/// ```swift
/// let rule = try rules.bulkRule("1.2(1)", topic: topic, stage: .draft)
/// var table = BulkTable(for: [rule], of: rules)
/// for facts in applications { table.append(facts) }
/// let verdicts = rule.judge(table)
/// ```
public struct BulkTable: Sendable {
  /// How many applications it holds.
  public private(set) var rowCount = 0
  private var keys: [ColumnKey: Int] = [:]
  private var columns: [Column] = []
  private let slots: [FieldSlot]
  private let settings: Facts

  /// An empty table with the columns these rules look at.
  public init(for rules: [BulkRule], of rulebook: Rulebook) {
    settings = rulebook.settings
    var slots: [FieldSlot] = []
    for key in rules.flatMap(\.columns) where keys[key] == nil {
      keys[key] = columns.count
      columns.append(Column(key.use))
      slots.append(key.slot)
    }
    self.slots = slots
  }

  /// Adds one application.
  /// - Complexity: linear in the number of columns and the length of their texts.
  public mutating func append(_ facts: Facts) {
    for index in columns.indices {
      columns[index].append(facts.value(at: slots[index]) ?? settings.value(at: slots[index]), row: rowCount)
    }
    rowCount += 1
  }

  var wordCount: Int { (rowCount + 63) / 64 }

  /// The column of a field.
  /// - Precondition: the table was made for a rule that looks at it.
  func column(_ slot: FieldSlot, _ use: ColumnUse) -> Column {
    guard let index = keys[ColumnKey(slot: slot, use: use)] else {
      preconditionFailure("this table was not made for this rule")
    }
    return columns[index]
  }

  /// The first stated of several fields.
  func column(_ slots: [FieldSlot], _ use: ColumnUse) -> Column {
    slots.dropFirst().reduce(column(slots[0], use)) {
      $0.filled(from: column($1, use), rowCount: rowCount)
    }
  }
}
