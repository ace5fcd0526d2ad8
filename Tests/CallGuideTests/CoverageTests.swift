import CallGuide
import Testing

/// A call folder of a few lines.
private func read(guide: String, entries: String, more: String = "") throws -> Call {
  let yaml = """
    call:
      id: t
      programme: {zh: 测试, en: Test}
      batch: {zh: 一, en: one}
      issuer: {zh: 部, en: Ministry}
      state: draft
    documents:
      - {id: guide, file: guide.txt, official: true, title: {zh: 指南, en: Guide}}
    preamble:
    \(entries)
    topics: []
    \(more)
    """
  return try Call.read(
    CallFiles(folder: "t", contents: ["guide.txt": Array(guide.utf8), "call.yaml": Array(yaml.utf8)]))
}

private func clause(_ id: String, _ quote: String, _ more: String = "") -> String {
  """
    - {id: "\(id)", quote: "\(quote)", summary: {zh: 一, en: one}, class: [info], force: fact, stages: [guide],
       by: [nobody], require: {information: {}}\(more)}

  """
}

@Suite struct CoverageTests {
  @Test func `white space inside the text does not matter, the quote is the text's own`() throws {
    let call = try read(
      guide: "项目执行\n\n期为  2年。\n\u{0C}单方\n无效。", entries: clause("a", "项目…2年。") + clause("b", "单方无效。"))
    #expect(call.clauses.map(\.quote) == ["项目执行期为 2年。", "单方无效。"])
    #expect(call.clauses.map(\.line) == [1, 4])
    #expect(call.documents[0].coveredCharacters == 14)
    #expect(call.documents[0].clauseCount == 2)
  }

  @Test(arguments: [
    (clause("a", "甲乙") + clause("b", "丁"), Problem.Code.uncovered),
    (clause("a", "甲乙") + clause("b", "丙"), .uncovered),
    (clause("a", "甲乙丙") + clause("b", "乙丙丁"), .anchorOutOfOrder),
    (clause("a", "丙丁") + clause("b", "甲乙"), .anchorOutOfOrder),
    (clause("a", "甲…戊") + clause("b", "丁"), .anchorNotFound),
    (clause("a", "庚") + clause("b", "甲…丁"), .anchorNotFound),
    (clause("a", "甲乙") + clause("a", "丙丁"), .duplicateClause),
  ])
  func `a guide that is not covered in order by exactly one clause is refused`(
    entries: String, code: Problem.Code
  ) {
    let problems = #expect(throws: Problems.self) { try read(guide: "甲乙\n丙丁", entries: entries) }
    #expect(problems?.all.contains { $0.code == code } == true)
  }

  @Test func `a problem names the file, the line and the clause`() {
    let problems = #expect(throws: Problems.self) {
      try read(guide: "甲乙\n丙丁", entries: clause("a", "甲乙") + clause("b", "丁"))
    }
    let problem = problems?.all.first
    #expect(problem?.place?.file == "t/guide.txt")
    #expect(problem?.place?.line == 2)
    #expect(problem?.subject == "b")
    #expect(problem?.text.zh.contains("丙") == true)
  }

  @Test func `labels cover structure and count as no clause`() throws {
    let call = try read(guide: "其他要求：甲。", entries: "  - label: 其他要求：\n" + clause("a", "甲。"))
    #expect(call.documents[0].clauseCount == 1)
    #expect(call.documents[0].coveredCharacters == 7)
  }

  @Test func `unknown keys and unknown codes say what is known`() {
    let problems = #expect(throws: Problems.self) {
      try read(guide: "甲。", entries: clause("a", "甲。", ", forse: must"))
    }
    #expect(problems?.all.first?.code == .unknownKey)
    #expect(problems?.all.first?.text.en.contains("force") == true)
  }

  @Test func `a block is written once and used with arguments`() throws {
    let block = """
      blocks:
        period:
          class: [auto]
          force: must
          stages: [draft]
          by: [system]
          summary: {zh: "{n} 年", en: "{n} years"}
          require: {duration: {equals: "{m}"}}
      """
    let entries =
      "  - {id: a, quote: 甲。, use: period, with: {n: 2, m: 24}}\n  - {id: b, quote: 乙。, use: period, with: {n: 3, m: 36}}\n"
    let call = try read(guide: "甲。乙。", entries: entries, more: block)
    #expect(call.clauses.map(\.summary.en) == ["2 years", "3 years"])
    guard case .plain(let tree) = call.clauses[1].demand else { return }
    #expect(tree["duration"]?["equals"]?.scalar == "36")
  }

  @Test func `a block that uses itself is refused`() {
    #expect(throws: Problems.self) {
      try read(guide: "甲。", entries: "  - {id: a, quote: 甲。, use: b}\n", more: "blocks:\n  b: {use: b}\n")
    }
  }
}
