import CallGuide
import Eligibility
import Foundation

/// One measurement of ours a process; `Benchmarks/run` runs it in turn with its peer.
@main struct Bench {
  static func main() async throws {
    var arguments = CommandLine.arguments.dropFirst()
    func next() throws -> String {
      guard let argument = arguments.popFirst() else { throw Usage() }
      return argument
    }
    switch try next() {
    case "generate": try generate(folder: next(), to: next(), count: Int(next()) ?? 0)
    case "bulk": try bulk(folder: next(), applications: next(), verdicts: next())
    case "rows": try rows(folder: next(), applications: next())
    case "load": try load(folder: next())
    case "check": try check(folder: next(), application: next())
    case "draft": try draft(folder: next())
    case "forms": try forms(folder: next())
    case "seed":
      let (folder, database, call, count, out) = (try next(), try next(), try next(), try next(), try next())
      try await RushSeed.fill(folder, database, rules: try rulebook(call), count: Int(count) ?? 0, out: out)
    case "set": try await RushSeed.set(next(), next(), next(), next())
    case "submit":
      let (folder, database, call, application, account) = (
        try next(), try next(), try next(), try next(), try next()
      )
      try await Once.submit(
        folder, database, rules: try rulebook(call), application: application, account: account)
    case "audit": try await Once.audit(next(), next())
    case "count": try await RushSeed.count(next(), next())
    case "durable":
      try await durable(
        next(), writers: Int(next()) ?? 32, seconds: Double(next()) ?? 5, sharing: next())
    case "write": try await writeOn(next(), writers: Int(next()) ?? 4)
    case "tree": try tree(leaves: Int(next()) ?? 0)
    case "list": try await list(folder: next(), count: Int(next()) ?? 0)
    default: throw Usage()
    }
  }

  struct Usage: Error, CustomStringConvertible {
    let description =
      "usage: hefu-bench generate|bulk|rows|load|check|draft|forms|durable|write|tree|seed|set|count|list|submit|audit ARGUMENTS "
      + "(see Benchmarks/run)"
  }

  static func rulebook(_ folder: String) throws -> Rulebook {
    try Rulebook(try Call.read(try files(of: folder)))
  }

  static func generate(folder: String, to path: String, count: Int) throws {
    try Applications.write(count, to: path, countries: try rulebook(folder).countries)
  }

  /// All clauses over all applications by columns; the verdicts go to a file, a line a clause, for the peer to compare.
  static func bulk(folder: String, applications: String, verdicts path: String) throws {
    let rules = try rulebook(folder)
    let topic = rules.call.topics[0]
    let bulk = try topic.clauses.map { try rules.bulkRule($0.id, topic: topic, stage: .draft) }
    var table = BulkTable(for: bulk, of: rules)
    try Applications.read(applications, rules) { table.append($0) }
    var verdicts: [BulkVerdicts] = []
    let time = median(of: 9) { verdicts = bulk.map { $0.judge(table) } }
    let lines = verdicts.map { verdicts in
      String(
        (0..<table.rowCount).map { row -> Character in
          switch verdicts[row] {
          case .satisfied: "s"
          case .violated: "v"
          case .undetermined: "u"
          }
        })
    }
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    var measurement = Measurement()
    measurement["microseconds"] = time * 1e6 / Double(table.rowCount)
    measurement["undetermined"] = Double(verdicts.reduce(0) { $0 + $1.count(.undetermined) })
    measurement["rules"] = Double(bulk.count)
    measurement["rows"] = Double(table.rowCount)
    measurement.print()
  }

  /// All clauses, application by application, with reasons.
  static func rows(folder: String, applications path: String) throws {
    let rules = try rulebook(folder)
    let topic = rules.call.topics[0]
    guard let day = Day("2024-06-03") else { return }
    var applications: [Facts] = []
    try Applications.read(path, rules, limit: 200) { applications.append($0) }
    let clauses = topic.clauses.map(\.id)
    var checker = rules.checker(for: topic, clauses: clauses, stage: .draft, on: day)
    var results: [ClauseResult] = []
    var reasons = 0
    let time = median(of: 9) {
      reasons = 0
      for _ in 0..<100 {
        for facts in applications {
          checker.check(facts, into: &results)
          for result in results { reasons += result.reasons.count }
        }
      }
    }
    var measurement = Measurement()
    measurement["microseconds"] = time * 1e6 / Double(applications.count * 100)
    measurement["reasonsEach"] = Double(reasons) / Double(applications.count * 100)
    measurement["rules"] = Double(topic.clauses.count)
    measurement.print()
  }

  /// Loading and validating, cold: once in this process.
  static func load(folder: String) throws {
    let files = try files(of: folder)
    var clauses = 0
    let vocabulary = seconds { clauses += Vocabulary.standard.dictionary.fields.count }
    let call = try seconds { clauses = try Rulebook(try Call.read(files)).rules.count }
    var measurement = Measurement()
    measurement["callMilliseconds"] = call * 1e3
    measurement["vocabularyMilliseconds"] = vocabulary * 1e3
    measurement["clauses"] = Double(clauses)
    measurement.print()
  }

  /// What `hefu check` does to one application, but for reading its arguments and writing words.
  static func check(folder: String, application: String) throws {
    let rules = try rulebook(folder)
    let bytes = Array(try Data(contentsOf: URL(filePath: application)))
    let facts = try rules.reader.read(try JSONReader.read(bytes, file: application))
    let topic = try rules.topic(of: facts, file: application)
    guard let day = Day("2024-06-03") else { return }
    let report = rules.check(facts, topic: topic, stage: .submit, on: day)
    var measurement = Measurement()
    measurement["clauses"] = Double(report.results.count)
    measurement["satisfied"] = Double(report.count(.satisfied))
    measurement.print()
  }
}
