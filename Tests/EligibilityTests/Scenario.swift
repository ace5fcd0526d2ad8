import CallGuide
import Eligibility
import Foundation

/// The repository's calls, as the tests see them.
enum Repository {
  static let root: URL = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url
  }()

  static func files(of call: String) throws -> CallFiles {
    let folder = root.appending(path: "Calls/\(call)")
    var contents: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      if let data = FileManager.default.contents(atPath: folder.appending(path: name).path) { contents[name] = Array(data) }
    }
    return CallFiles(folder: "Calls/\(call)", contents: contents)
  }

  static func rulebook(of call: String = "2024-2") throws -> Rulebook {
    try Rulebook(try Call.read(try files(of: call)))
  }
}

/// One executable case of a clause: facts, stage, day and context, and what must come of them.
struct Scenario {
  var file: String
  var line: Int
  var clause: String
  var name: String
  var stage: Stage
  var day: Day
  var facts: Tree
  var context: Tree
  var expect: Verdict?
  var flag: Flag?
  var expectsNone: Bool
  var reasons: [String]

  static func all(of call: String) throws -> [Scenario] {
    let folder = Repository.root.appending(path: "Calls/\(call)/scenarios")
    var scenarios: [Scenario] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where file.hasSuffix(".yaml") {
      let bytes = Array(try Data(contentsOf: folder.appending(path: file)))
      for tree in try YAMLReader.read(bytes, file: file).list ?? [] {
        scenarios.append(try Scenario(tree, file: file))
      }
    }
    return scenarios
  }

  init(_ tree: Tree, file: String) throws {
    func text(_ key: String) -> String? { tree[key]?.scalar }
    func unreadable(_ key: String) -> Problem {
      Problem(.missingKey, at: tree.place, subject: key, zh: "情景缺少或写错「\(key)」", en: "the scenario lacks or misspells “\(key)”")
    }
    let known: Set = ["clause", "case", "stage", "on", "facts", "context", "expect", "flag", "none", "reasons"]
    for entry in tree.map ?? [] where !known.contains(entry.key) { throw unreadable(entry.key) }
    self.file = file
    line = tree.place.line
    clause = text("clause") ?? ""
    name = text("case") ?? ""
    guard let stage = Stage(rawValue: text("stage") ?? "draft") else { throw unreadable("stage") }
    self.stage = stage
    guard let day = Day(text("on") ?? "2024-06-03") else { throw unreadable("on") }
    self.day = day
    facts = tree["facts"] ?? Tree(.map([]), at: tree.place)
    context = tree["context"] ?? Tree(.map([]), at: tree.place)
    expect = text("expect").flatMap(Verdict.init(rawValue:))
    flag = text("flag").flatMap(Flag.init(rawValue:))
    expectsNone = text("none") == "true"
    guard expect != nil || flag != nil || expectsNone else { throw unreadable("expect") }
    reasons = (tree["reasons"]?.list ?? []).compactMap(\.scalar)
  }

  /// What came out otherwise than expected; `nil` when all is as it should be.
  func failure(in rules: Rulebook) throws -> String? {
    let facts = try rules.reader.read(facts)
    let context = try Context.read(context, facts: rules.reader)
    let topicID = rules.rules[clause]?.clause.topic
    let named = try? rules.topic(of: facts, file: file)
    guard let topic = topicID.flatMap(rules.call.topic) ?? named ?? rules.call.topics.first else { return "no topic" }
    guard let result = rules.check(clause: clause, facts, topic: topic, stage: stage, on: day, context: context) else {
      return "no clause \(clause)"
    }
    let found = result.reasons.map { reason in
      reason.kind.name + (reason.field.map { " " + rules.dictionary.field(at: $0).id } ?? "")
    }
    let described = "\(result.verdict?.rawValue ?? result.flag.map { "flag \($0.rawValue)" } ?? "none") \(found)"
    if expectsNone { return result.verdict == nil && result.flag == nil ? nil : described }
    if let flag { return result.flag == flag ? nil : described }
    guard result.verdict == expect else { return described }
    for reason in reasons where !found.contains(where: { $0 == reason || $0.hasPrefix(reason + " ") }) {
      return described + " lacks reason \(reason)"
    }
    if expect == .satisfied, !found.isEmpty { return described }
    return expect != .satisfied && found.isEmpty ? described + " without reasons" : nil
  }
}
