import CallGuide
import Testing

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

@Suite struct JSONReaderTests {
  @Test func `values keep the text that was written`() throws {
    let tree = try JSONReader.read(
      bytes(#"{"a": 1.10, "b": "NO", "c": [true, null], "d": "\u4e2d\ud83d\ude00\n"}"#), file: "x")
    #expect(tree["a"]?.scalar == "1.10")
    #expect(tree["b"]?.scalar == "NO")
    #expect(tree["c"]?.list?.count == 2)
    #expect(tree["c"]?.list?[1].isNothing == true)
    #expect(tree["d"]?.scalar == "中😀\n")
  }

  @Test func `places are lines and columns`() throws {
    let tree = try JSONReader.read(bytes("{\n  \"a\":\n   7}"), file: "x.json")
    #expect(tree["a"]?.place == Place(file: "x.json", line: 3, column: 4))
  }

  @Test(arguments: [
    ("{\"a\":1,\"a\":2}", Problem.Code.duplicateKey, 1), ("{\"a\":NaN}", .syntax, 1),
    ("{\"a\":01}", .syntax, 1),
    ("{\n\"a\":1,\n}", .syntax, 3), ("[1,2", .syntax, 1), ("\"a\nb\"", .syntax, 1), ("{} {}", .syntax, 1),
    ("", .syntax, 1), ("\"\\ud800\"", .syntax, 1), ("{'a':1}", .syntax, 1), ("tru", .syntax, 1),
  ])
  func `bad JSON names its line`(text: String, code: Problem.Code, line: Int) {
    let problem = #expect(throws: Problem.self) { try JSONReader.read(bytes(text), file: "x") }
    #expect(problem?.code == code)
    #expect(problem?.place?.line == line)
  }

  @Test func `deep nesting is refused, not followed`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: Problem.self) { try JSONReader.read(bytes(deep), file: "x") }
  }

  @Test func `invalid UTF-8 names its line`() {
    let problem = #expect(throws: Problem.self) {
      try JSONReader.read(bytes("{\n\"a\":\"") + [0xFF] + bytes("\"}"), file: "x")
    }
    #expect(problem?.code == .notUTF8)
    #expect(problem?.place?.line == 2)
  }

  @Test func `what is written reads back the same`() throws {
    let source = #"{"a":"q\"\\\n\u0001中","b":[1,-2.5e3,true,null,{}],"c":[]}"#
    let tree = try JSONReader.read(bytes(source), file: "x")
    for pretty in [true, false] {
      let again = try JSONReader.read(bytes(JSONWriter.write(tree, pretty: pretty)), file: "x")
      #expect(JSONWriter.write(again, pretty: false) == JSONWriter.write(tree, pretty: false))
    }
  }
}

@Suite struct YAMLReaderTests {
  @Test func `every scalar stays text`() throws {
    let tree = try YAMLReader.read(
      bytes("a: NO\nb: 1.10\nc: 2.0\nd: 2024-06-03\ne: ~\nf: \"null\"\n"), file: "x")
    #expect(tree["a"]?.scalar == "NO")
    #expect(tree["b"]?.scalar == "1.10")
    #expect(tree["c"]?.scalar == "2.0")
    #expect(tree["d"]?.scalar == "2024-06-03")
    #expect(tree["e"]?.isNothing == true)
    #expect(tree["f"]?.scalar == "null")
  }

  @Test func `a duplicate key is refused with its line`() {
    let problem = #expect(throws: Problem.self) {
      try YAMLReader.read(bytes("a: 1\nb: 2\na: 3\n"), file: "x")
    }
    #expect(problem?.code == .duplicateKey)
  }

  @Test func `aliases that multiply are stopped`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let list = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    let problem = #expect(throws: Problem.self) { try YAMLReader.read(bytes(text), file: "x") }
    #expect(problem?.code == .tooLarge)
  }

  @Test(arguments: [
    "a: [1, 2", "a: {b: 1", "\tx: 1", "a: \"open", "- a\nb: c", "a: *nowhere", "%YAML 9.9\n---\na: 1",
  ])
  func `broken YAML is a problem with a place`(text: String) {
    let problem = #expect(throws: Problem.self) { try YAMLReader.read(bytes(text), file: "x.yaml") }
    #expect(problem?.place?.file == "x.yaml")
  }

  @Test func `deep nesting is refused`() {
    let deep = "a: " + String(repeating: "[", count: 3000) + String(repeating: "]", count: 3000)
    #expect(throws: Problem.self) { try YAMLReader.read(bytes(deep), file: "x") }
    let blocks = (0..<500).map { String(repeating: " ", count: $0) + "k:\n" }.joined()
    #expect(throws: Problem.self) { try YAMLReader.read(bytes(blocks), file: "x") }
  }
}
