/// What each organisation receives and brings, added up and held against the totals: the sums an applicant would
/// otherwise do by hand. Amounts are in 万元; foreign organisations are shown but not added, for the totals are those of
/// the Chinese side.
public struct BudgetLines: Sendable {
  /// The section that shows the money of lists, so that it is filled in where it adds up.
  static let section = "budget"

  /// One organisation.
  public struct Line: Sendable, Identifiable {
    /// The row of the sheet.
    public let row: Int
    /// Its name as typed; empty when it has none yet.
    public let name: String
    /// Whether it counts in the sums.
    public let isChinese: Bool
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
    /// What stands there; `nil` when nothing readable does.
    public let stated: Amount?
    /// The sum.
    public let sum: Amount
    /// By how much the sum is larger; `nil` when nothing is stated.
    public var gap: Amount? { stated.map { sum - $0 } }
  }

  /// The list of organisations.
  public let list: Field
  /// The columns: every money field of the list.
  public let columns: [Field]
  /// The organisations.
  public let lines: [Line]
  /// The sum of each column over the Chinese side.
  public let sums: [Amount]
  /// What the sums are held against.
  public let checks: [Check]

  /// Everything together.
  public var total: Amount { sums.reduce(Amount(0), +) }

  /// The columns of a form's budget table; `nil` when the form asks for no money of each organisation, or has no section
  /// for it.
  public static func columns(of form: Form) -> (list: Form.Question, columns: [Field])? {
    guard form.sections.contains(where: { $0.section.id == section }) else { return nil }
    for question in form.questions where question.field.id == "org" {
      let columns = question.members.map(\.field).filter { $0.type == .money }
      if !columns.isEmpty { return (question, columns) }
    }
    return nil
  }

  /// Adds up what a sheet says so far.
  public init?(_ sheet: Sheet, form: Form) {
    guard let (question, columns) = Self.columns(of: form) else { return nil }
    list = question.field
    self.columns = columns
    func typed(_ member: String, _ row: Int) -> String? {
      sheet.stated("\(question.field.id)[\(row)].\(member)")
    }
    lines = sheet.rows(of: question.field).map { row in
      let role = typed("role", row)
      let side = typed("side", row)
      return Line(
        row: row, name: typed("name", row) ?? "",
        isChinese: side.map { $0 == "CN" } ?? !(role?.hasPrefix("foreign") ?? false),
        isEnterprise: typed("type", row) == "enterprise",
        amounts: columns.map { Self.amount(Sheet.control($0, of: question.field, row: row), sheet) })
    }
    let counted = lines.filter(\.isChinese)
    let sums = columns.indices.map { column in
      counted.compactMap { $0.amounts[column] }.reduce(Amount(0), +)
    }
    self.sums = sums
    checks = [("app.budget.grant", sums.first), ("app.budget.total", sums.reduce(Amount(0), +))].compactMap {
      name, sum in
      guard let field = form.control(name)?.field, let sum else { return nil }
      return Check(field: field, stated: Self.amount(name, sheet), sum: sum)
    }
  }

  private static func amount(_ control: String, _ sheet: Sheet) -> Amount? {
    guard let text = sheet.stated(control), let amount = try? Amount.read(text.trimmingSpace) else {
      return nil
    }
    return amount >= Amount(0) ? amount : nil
  }
}
