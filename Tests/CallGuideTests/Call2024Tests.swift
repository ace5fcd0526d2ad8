import CallGuide
import Foundation
import Testing

/// The hand-made call of the repository.
private func files(_ change: (String) -> String = { $0 }) throws -> CallFiles {
  var root = URL(filePath: #filePath)
  for _ in 0..<3 { root.deleteLastPathComponent() }
  let folder = root.appending(path: "Calls/2024-2")
  var contents: [String: [UInt8]] = [:]
  for name in ["guide.txt", "notice.txt", "call.yaml"] {
    contents[name] = Array(try Data(contentsOf: folder.appending(path: name)))
  }
  contents["call.yaml"] = Array(change(String(decoding: contents["call.yaml"] ?? [], as: UTF8.self)).utf8)
  return CallFiles(folder: "Calls/2024-2", contents: contents)
}

@Suite struct Call2024Tests {
  @Test func `every character of the guide is quoted by exactly one of 210 clauses, in order`() throws {
    let guide = try #require(try Call.read(try files()).documents.first { $0.id == "guide" })
    #expect(guide.clauseCount == 210)
    #expect(guide.text.folded.count == 7598)
    #expect(guide.passages.flatMap { $0.range } == Array(0..<7598))
    #expect(guide.passages.count { $0.owner == .label } == 14)
  }

  @Test func `the quotes put together are the guide, white space aside`() throws {
    let call = try Call.read(try files())
    let guide = try #require(call.documents.first { $0.id == "guide" })
    let quoted = call.clauses.filter { $0.document == "guide" }.map(\.quote).joined()
    let labels = String(repeating: "其他要求：", count: 14)
    #expect(GuideText.fold(quoted).count + GuideText.fold(labels).count == guide.text.folded.count)
    for clause in call.clauses {
      #expect(GuideText.fold(clause.quote).count > 1)
      #expect(!clause.quote.contains("\n"))
      #expect(clause.line > 0)
    }
  }

  @Test func `the topics carry the guide's figures`() throws {
    let call = try Call.read(try files())
    #expect(call.topics.map(\.id) == (1...9).map { "1.\($0)" } + (0...4).map { "2.\($0)" })
    #expect(call.topics.compactMap { $0.quota?.number }.reduce(0, +) == 126)
    #expect(call.topics.compactMap { $0.envelope?.number }.reduce(0, +) == 19_490)
    #expect(call.topic("1.8")?.quota == .undecided)
    #expect(call.topic("1.4")?.leaves.count == 9)
    #expect(call.sets["ARAB22"]?.codes.count == 22)
  }

  @Test func `a setting leaves the example notice out`() throws {
    let call = try Call.read(
      try files { $0.replacingOccurrences(of: "notice: included", with: "notice: omitted") })
    #expect(call.documents.map(\.id) == ["guide"])
    #expect(call.clauses.count == 210)
    let full = try Call.read(try files())
    #expect(full.documents.first { $0.id == "notice" }?.isOfficial == false)
    #expect(full.clauses.count > 230)
  }

  @Test func `an edit of the guide's text is noticed`() throws {
    var changed = try files()
    let text = String(decoding: changed.contents["guide.txt"] ?? [], as: UTF8.self)
    changed.contents["guide.txt"] = Array(text.replacingOccurrences(of: "项目不下设课", with: "项目可下设课").utf8)
    let problems = #expect(throws: Problems.self) { try Call.read(changed) }
    #expect(problems?.all.contains { $0.subject == "P.15" } == true)
  }
}
