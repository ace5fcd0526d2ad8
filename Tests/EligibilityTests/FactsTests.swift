import CallGuide
import Eligibility
import Testing

private let rules = Result { try Repository.rulebook() }

private func read(_ json: String) throws -> Facts {
  try rules.get().reader.read(try JSONReader.read(Array(json.utf8), file: "a.json"))
}

private func problems(_ json: String) -> [Problem] {
  do {
    _ = try read(json)
    return []
  } catch let problems as Problems {
    return problems.all
  } catch {
    return []
  }
}

@Suite struct FactsTests {
  @Test(arguments: [
    (#"{"app":{"titel":"x"}}"#, "app.titel", Problem.Code.unknownKey),
    (#"{"app":{"durationMonths":"two"}}"#, "app.durationMonths", .wrongType),
    (#"{"app":{"durationMonths":24.5}}"#, "app.durationMonths", .wrongType),
    (#"{"app":{"durationMonths":600}}"#, "app.durationMonths", .outOfRange),
    (#"{"app":{"startDate":"2023-02-30"}}"#, "app.startDate", .impossibleDate),
    (#"{"app":{"startDate":20240603}}"#, "app.startDate", .impossibleDate),
    (#"{"app":{"budget":{"grant":-1}}}"#, "app.budget.grant", .outOfRange),
    (#"{"app":{"budget":{"grant":"NaN"}}}"#, "app.budget.grant", .wrongType),
    (#"{"app":{"budget":{"grant":{"amount":"1","currency":"euro"}}}}"#, "app.budget.grant", .unknownCode),
    (#"{"app":{"budget":7}}"#, "app.budget", .wrongType),
    (#"{"partner":{"country":"XX"}}"#, "partner.country", .unknownCode),
    (#"{"org":{"name":"x"}}"#, "org", .wrongType),
    (#"{"org":[{"nam":"x"}]}"#, "org.nam", .unknownKey),
    (#"{"org":[{"type":"club"}]}"#, "org.type", .unknownCode),
    (#"{"org":[{"legalPerson":"maybe"}]}"#, "org.legalPerson", .wrongType),
    (#"{"doc":{"recognition":{"file":"a.pdf","sealed":"perhaps"}}}"#, "doc.recognition.sealed", .wrongType),
    (#"{"doc":{"recognition":{"states":{"contact":0}}}}"#, "doc.recognition.states", .wrongType),
    (#"{"doc":{"recognition":[1]}}"#, "doc.recognition", .wrongType),
    (#"[]"#, "", .wrongType),
  ])
  func `bad input names its field`(json: String, field: String, code: Problem.Code) {
    let found = problems(json)
    #expect(found.first?.code == code)
    #expect(found.first?.subject ?? "" == field)
    #expect(found.first?.place?.file == "a.json")
    #expect(found.first.map { !$0.text.zh.isEmpty && !$0.text.en.isEmpty } == true)
  }

  @Test func `every problem is reported, each with its line`() {
    let found = problems("{\"app\":{\n\"titel\":1,\n\"startDate\":\"x\"},\n\"partner\":{\"country\":\"??\"}}")
    #expect(found.map { $0.place?.line } == [2, 3, 4])
  }

  @Test func `ten megabytes in a field are refused at once`() {
    let found = problems(#"{"app":{"titleZh":"\#(String(repeating: "甲", count: 3_500_000))"}}"#)
    #expect(found.first?.code == .tooLarge)
  }

  @Test func `null, blank and absent are all missing`() throws {
    let field = try #require(try rules.get().dictionary.field("app.titleZh"))
    for json in [#"{}"#, #"{"app":{"titleZh":null}}"#, #"{"app":{"titleZh":"  "}}"#] {
      #expect(try read(json)[field] == nil)
    }
  }

  @Test func `a document may be named, described, or not attached`() throws {
    let field = try #require(try rules.get().dictionary.field("doc.recognition"))
    #expect(try read(#"{"doc":{"recognition":"a.pdf"}}"#)[field] != nil)
    #expect(try read(#"{"doc":{"recognition":{"file":"a.pdf","sealed":true}}}"#)[field] != nil)
    #expect(try read(#"{"doc":{"recognition":{"sealed":true}}}"#)[field] == nil)
    #expect(try read(#"{"doc":{"recognition":{"file":null}}}"#)[field] == nil)
  }

  @Test func `a country may be given by code or name`() throws {
    let field = try #require(try rules.get().dictionary.field("partner.country"))
    for name in ["NZ", "新西兰", "New Zealand"] {
      #expect(try read(#"{"partner":{"country":"\#(name)"}}"#)[field] == .text("NZ"))
    }
  }
}
