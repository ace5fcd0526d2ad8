public import CallGuide

/// Checks many applications with reasons: columns find what is satisfied, 64 applications a word, and only the rest is
/// judged one by one.
///
/// ```swift
/// var sieve = rules.sieve(for: topic, clauses: topic.clauses.map(\.id), stage: .draft, on: day)
/// sieve.check(applications) { number, remarks in … }
/// ```
/// The remarks are those of `Checker`. Clauses that columns cannot judge are judged one by one for everybody.
public struct Sieve: Sendable {
  /// Rows judged together: enough to fill the words, few enough to stay in the cache.
  private static let block = 512

  private var checker: Checker
  private let empty: BulkTable
  /// For each clause, its column rule; `nil` where every application is judged by itself.
  private let columns: [BulkRule?]

  init(_ checker: Checker, columns: [BulkRule?], of rules: Rulebook) {
    self.checker = checker
    self.columns = columns
    empty = BulkTable(for: columns.compactMap { $0 }, of: rules)
  }

  /// Checks the applications in order; `body` gets each one's number and what there is to say of it.
  public mutating func check(_ applications: [Facts], _ body: (Int, [ClauseResult]) -> Void) {
    var remarks: [ClauseResult] = []
    for start in stride(from: 0, to: applications.count, by: Self.block) {
      let rows = start..<min(start + Self.block, applications.count)
      var table = empty
      for row in rows { table.append(applications[row]) }
      let satisfied = columns.map { $0?.judge(table).satisfied }
      for row in rows {
        let bit = row - start
        remarks.removeAll(keepingCapacity: true)
        var isLoaded = false
        for (rule, plane) in satisfied.enumerated() {
          if let plane, plane[bit >> 6] & (1 << UInt64(bit & 63)) != 0 { continue }
          if !isLoaded { checker.load(applications[row]) }
          isLoaded = true
          if let remark = checker.remark(rule) { remarks.append(remark) }
        }
        body(row, remarks)
      }
    }
  }
}

extension Rulebook {
  /// A sieve for these clauses; ids that are no clause of the call are left out.
  public func sieve(
    for topic: Topic, clauses: [String], stage: Stage, on day: Day, context: Context = Context()
  ) -> Sieve {
    let checker = checker(for: topic, clauses: clauses, stage: stage, on: day, context: context)
    // A satisfied title may still deserve a note, so titles are looked at one by one.
    let columns = checker.rules.map { rule in
      rule.mayNote ? nil : try? bulkRule(rule.clause.id, topic: topic, stage: stage)
    }
    return Sieve(checker, columns: columns, of: self)
  }
}

extension Rule {
  /// Whether a satisfied verdict may come with a note.
  fileprivate var mayNote: Bool { options.contains { $0.requirement.mentionsTitle } }
}

extension Requirement {
  /// Whether a title's form is part of what is demanded.
  fileprivate var mentionsTitle: Bool {
    switch self {
    case .titleFormat: true
    case .all(let parts), .any(let parts): parts.contains(where: \.mentionsTitle)
    case .unless(let first, let second), .when(let first, let second):
      first.mentionsTitle || second.mentionsTitle
    default: false
    }
  }
}
