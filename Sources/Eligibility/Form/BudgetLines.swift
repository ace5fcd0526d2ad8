/// Money stated row by row, added up and held against the totals: what each organisation receives and brings, what each
/// year takes. Amounts are in 万元; foreign organisations are shown but not added, for the totals are those of the
/// Chinese side.
public struct BudgetLines: Sendable {
  /// The section that shows the money of lists, so that it is filled in where it adds up.
  static let section = "budget"

  /// One row: an organisation, a year.
  public struct Line: Sendable, Identifiable {
    /// The row of the sheet.
    public let row: Int
    /// What tells it apart, as typed; empty when nothing does yet.
    public let name: String
    /// Whether it counts in the sums.
    public let counts: Bool
    /// Whether it is an enterprise, which is to bring at least what it receives.
    public let isEnterprise: Bool
    /// An amount for each column; `nil` where nothing readable stands.
    public let amounts: [Amount?]
    /// What can be read of them, together.
    public var total: Amount { amounts.compactMap(\.self).reduce(Amount(0), +) }
    /// The row of the sheet.
    public var id: Int { row }
  }

  /// A sum held against what is stated elsewhere.
  public struct Check: Sendable {
    /// The field the sum should agree with.
    public let field: Field
    /// Whether the sum is that of all columns, else of the first.
    public let isOfAll: Bool
    /// What stands there; `nil` when nothing readable does.
    public let stated: Amount?
    /// The sum.
    public let sum: Amount
    /// By how much the sum is larger; `nil` when nothing is stated.
    public var gap: Amount? { stated.map { sum - $0 } }
  }

  /// The list with its members.
  public let question: Form.Question
  /// The member that tells the rows apart.
  public let name: Field?
  /// The columns: every money member of the list.
  public let columns: [Field]
  /// The rows.
  public let lines: [Line]
  /// The sum of each column over the rows that count.
  public let sums: [Amount]
  /// What the sums are held against.
  public let checks: [Check]

  /// The list.
  public var list: Field { question.field }
  /// Everything together.
  public var total: Amount { sums.reduce(Amount(0), +) }

  /// The lists of a form whose money has a table of its own; none when the form has no section for it.
  public static func lists(of form: Form) -> [Form.Question] {
    guard form.sections.contains(where: { $0.section.id == section }) else { return [] }
    return form.questions.filter { question in question.members.contains { $0.field.type == .money } }
  }

  /// Adds up what a sheet says so far, list by list.
  public static func all(_ sheet: Sheet, form: Form) -> [BudgetLines] {
    lists(of: form).map { BudgetLines($0, sheet, form) }
  }

  private init(_ question: Form.Question, _ sheet: Sheet, _ form: Form) {
    let list = question.field
    let columns = question.members.map(\.field).filter { $0.type == .money }
    let name = question.members.map(\.field).first { ["name", "year"].contains(Self.lastName(of: $0)) }
    func typed(_ member: String, _ row: Int) -> String? { sheet.stated("\(list.id)[\(row)].\(member)") }
    lines = sheet.rows(of: list).map { row in
      let isForeign =
        typed("side", row).map { $0 != "CN" } ?? (typed("role", row)?.hasPrefix("foreign") ?? false)
      return Line(
        row: row, name: name.flatMap { typed(Self.lastName(of: $0), row) } ?? "", counts: !isForeign,
        isEnterprise: typed("type", row) == "enterprise",
        amounts: columns.map { Self.amount(Sheet.control($0, of: list, row: row), sheet) })
    }
    let counted = lines.filter(\.counts)
    let sums = columns.indices.map { column in
      counted.compactMap { $0.amounts[column] }.reduce(Amount(0), +)
    }
    self.question = question
    self.name = name
    self.columns = columns
    self.sums = sums
    checks = [("app.budget.grant", false), ("app.budget.total", true)].compactMap { name, isOfAll in
      guard let field = form.control(name)?.field, let first = sums.first else { return nil }
      return Check(
        field: field, isOfAll: isOfAll, stated: Self.amount(name, sheet),
        sum: isOfAll ? sums.reduce(Amount(0), +) : first)
    }
  }

  private static func lastName(of field: Field) -> String {
    field.id.split(separator: ".").last.map(String.init) ?? field.id
  }

  private static func amount(_ control: String, _ sheet: Sheet) -> Amount? {
    guard let text = sheet.stated(control), let amount = try? Amount.read(text.trimmingSpace) else {
      return nil
    }
    return amount >= Amount(0) ? amount : nil
  }
}
