public import CallGuide

/// A clause compiled for many applications at once.
///
/// Only requirements about single facts are compiled; `Rulebook.bulkRule` refuses any other clause, which is then checked
/// row by row. Verdicts are the same as `Rulebook.check(clause:…)` gives; reasons are not collected.
public struct BulkRule: Sendable {
  /// The clause's id.
  public let clause: String
  let test: BulkTest
  let rules: Rulebook
  let topic: Topic
  let stage: Stage

  /// The columns it looks at.
  var columns: [ColumnKey] {
    var columns: [ColumnKey] = []
    test.collectColumns(into: &columns, slots: rules.slots)
    return columns
  }

  /// Judges every application of a table.
  /// - Precondition: the table was made for this rule.
  /// - Complexity: linear in the rows; about a nanosecond each, titles some 30.
  public func judge(_ table: BulkTable) -> BulkVerdicts {
    BulkVerdicts(planes(of: test, table), rowCount: table.rowCount)
  }
}

/// A requirement whose verdict can be found column by column, with what a missing fact means at each place.
indirect enum BulkTest: Sendable {
  case all([BulkTest])
  case any([BulkTest])
  case unless(BulkTest, BulkTest, settles: Bool)
  case when(BulkTest, BulkTest, settles: Bool)
  case member(Membership, Lack)
  case compare(Comparison, Lack)
  case compareFields(FieldComparison, left: Lack, right: Lack)
  case date(DateTest, Lack, limit: Lack)
  case elapsed(Elapsed, Lack, until: Lack)
  case duration(Bounds, Lack)
  case stated(FieldSlot, Lack)
  case truth(FieldSlot, Bool, Lack)
  case titleFormat(TitleFormat, Lack, country: Lack)
  case attached(FieldSlot, withSubmission: Bool, Lack)

  func collectColumns(into columns: inout [ColumnKey], slots: KnownSlots) {
    func add(_ slots: [FieldSlot], _ use: ColumnUse) {
      columns += slots.map { ColumnKey(slot: $0, use: use) }
    }
    switch self {
    case .all(let parts), .any(let parts):
      for part in parts { part.collectColumns(into: &columns, slots: slots) }
    case .unless(let first, let second, _), .when(let first, let second, _):
      first.collectColumns(into: &columns, slots: slots)
      second.collectColumns(into: &columns, slots: slots)
    case .member(let membership, _): add([membership.field], .code)
    case .compare(let comparison, _): add([comparison.field], .number)
    case .compareFields(let comparison, _, _): add(comparison.left + comparison.right, .number)
    case .date(let test, _, _): add(test.field + test.limit.fields, .day)
    case .elapsed(let test, _, _): add([test.since] + test.until.fields, .day)
    case .duration:
      add([slots.months], .number)
      add([slots.start, slots.end], .day)
    case .stated(let slot, _): add([slot], .presence)
    case .truth(let slot, _, _): add([slot], .flag)
    case .titleFormat(let format, _, _):
      add([format.field], .text)
      add([format.country], .code)
    case .attached(let slot, let withSubmission, _):
      add([slot], .file)
      if withSubmission { add([slots.submittedOn], .day) }
    }
  }
}

extension DayOperand {
  var fields: [FieldSlot] { if case .field(let slot) = self { [slot] } else { [] } }
}

extension Rulebook {
  /// Compiles a clause for many applications.
  ///
  /// - Throws: `Problem` when the clause needs more than single facts (lists, people's answers, other applications,
  ///   several readings, justifications); check it row by row instead.
  public func bulkRule(_ clause: String, topic: Topic, stage: Stage) throws(Problem) -> BulkRule {
    guard let rule = rules[clause] else {
      throw Problem(.unknownClause, at: nil, subject: clause, zh: "没有这一条款", en: "there is no such clause")
    }
    let compiler = BulkCompiler(rule: rule, rules: self, stage: stage)
    return BulkRule(clause: clause, test: try compiler.compile(), rules: self, topic: topic, stage: stage)
  }
}

/// Compiles one clause for one stage, or says what in it speaks against that.
private struct BulkCompiler {
  let rule: Rule
  let rules: Rulebook
  let stage: Stage

  func compile() throws(Problem) -> BulkTest {
    guard rule.options.count == 1 else { throw refused(zh: "有多种理解口径", en: "several readings") }
    guard !rule.clause.force.isSoft || rule.justification == nil else {
      throw refused(zh: "可说明理由", en: "a justification may be accepted")
    }
    return try compile(rule.options[0].requirement, settles: rule.settles(at: stage))
  }

  private func compile(_ requirement: Requirement, settles: Bool) throws(Problem) -> BulkTest {
    func lack(_ slots: [FieldSlot]) throws(Problem) -> Lack {
      for slot in slots where slot.isMember {
        throw refused(zh: "涉及列表中的数据项", en: "it looks at fields of a list")
      }
      return rules.lack(of: slots[0], at: stage, settles: settles)
    }
    func lack(_ operand: DayOperand) throws(Problem) -> Lack {
      operand.fields.isEmpty ? .open : try lack(operand.fields)
    }
    switch requirement {
    case .all(let parts): return .all(try compile(parts, settles: settles))
    case .any(let parts): return .any(try compile(parts, settles: settles))
    case .unless(let exception, let then):
      return .unless(
        try compile(exception, settles: false), try compile(then, settles: settles), settles: settles)
    case .when(let condition, let then):
      return .when(
        try compile(condition, settles: false), try compile(then, settles: settles), settles: settles)
    case .member(let membership): return .member(membership, try lack([membership.field]))
    case .compare(let comparison): return .compare(comparison, try lack([comparison.field]))
    case .compareFields(let comparison):
      guard comparison.rate == nil else { throw refused(zh: "需要换算汇率", en: "it converts currencies") }
      return .compareFields(comparison, left: try lack(comparison.left), right: try lack(comparison.right))
    case .date(let test): return .date(test, try lack(test.field), limit: try lack(test.limit))
    case .elapsed(let test): return .elapsed(test, try lack([test.since]), until: try lack(test.until))
    case .duration(let bounds): return .duration(bounds, try lack([rules.slots.months]))
    case .stated(let slots):
      var parts: [BulkTest] = []
      for slot in slots { parts.append(.stated(slot, try lack([slot]))) }
      return .all(parts)
    case .truth(let slot, let expected): return .truth(slot, expected, try lack([slot]))
    case .titleFormat(let format):
      return .titleFormat(format, try lack([format.field]), country: try lack([format.country]))
    case .attached(let slot, let withSubmission):
      return .attached(slot, withSubmission: withSubmission, try lack([slot]))
    default:
      let kind = String(describing: requirement).prefix { $0.isLetter }
      throw refused(zh: "「\(kind)」类要求须逐份核对", en: "a requirement of kind “\(kind)” is checked row by row")
    }
  }

  private func compile(_ parts: [Requirement], settles: Bool) throws(Problem) -> [BulkTest] {
    var tests: [BulkTest] = []
    for part in parts { tests.append(try compile(part, settles: settles)) }
    return tests
  }

  private func refused(zh: String, en: String) -> Problem {
    Problem(
      .unknownRequirement, at: rule.clause.place, subject: rule.clause.id, zh: "该条款不能批量核对：\(zh)",
      en: "this clause cannot be checked in bulk: \(en)")
  }
}

extension Rulebook {
  /// What a missing fact means; the counterpart of `Evaluator.missing`.
  fileprivate func lack(of slot: FieldSlot, at stage: Stage, settles: Bool) -> Lack {
    switch dictionary.field(at: slot).supplier {
    case .applicant: settles ? .violated : .lacking
    case .award where stage < .execution: .open
    case .award: settles && stage == .acceptance ? .violated : .lacking
    case .officer, .counterpart, .register, .selection, .guide: .open
    }
  }
}
