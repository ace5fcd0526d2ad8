import CallGuide
import Eligibility
import Testing

@Suite struct MessageTests {
  /// Runs every scenario through the messages: nobody may ever see an empty sentence or a raw placeholder.
  @Test func `every result has a sentence in both languages without raw placeholders`() throws {
    let rules = try Repository.rulebook()
    let messages = Messages(rules)
    let stages: [Stage] = [.draft, .submit, .formal, .review, .selection, .contract, .execution, .acceptance]
    var seen: Set<String> = []
    for scenario in try Repository.scenarios() {
      guard let facts = try? rules.reader.read(scenario.facts),
        let topic = (try? rules.topic(of: facts, file: "x")) ?? rules.call.topics.first,
        let day = Day("2026-01-15")
      else { continue }
      for stage in stages {
        for result in rules.check(facts, topic: topic, stage: stage, on: day).results {
          if result.verdict != .satisfied, result.flag != .set {
            let message = try #require(messages.message(for: result, facts: facts), "\(result)")
            #expect(
              !message.zh.isEmpty && !message.en.isEmpty && !message.zh.contains("{")
                && !message.en.contains("{"))
            // Every such message has Chinese in Chinese, and says something in English.
            #expect(message.zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
            #expect(message.en.unicodeScalars.contains { ("a"..."z").contains($0) })
          }
          for reason in result.reasons {
            seen.insert(reason.kind.name)
            let text = messages.text(of: reason, in: facts)
            #expect(!text.zh.isEmpty && !text.en.isEmpty)
          }
        }
      }
    }
    #expect(seen == ["violated", "missing", "waiting", "ambiguous", "guide"])
  }

  @Test func `a message names the value found and what would satisfy`() throws {
    let rules = try Repository.rulebook()
    let facts = try rules.reader.read(
      try JSONReader.read(Array(#"{"app":{"direction":"1.2","durationMonths":25}}"#.utf8), file: "x"))
    let topic = try #require(rules.call.topic("1.2"))
    let day = try #require(Day("2024-06-03"))
    let result = try #require(rules.check(clause: "1.2(1)", facts, topic: topic, stage: .draft, on: day))
    let message = try #require(Messages(rules).message(for: result, facts: facts))
    #expect(message.zh == "项目执行期为 25 个月，本条要求等于 24 个月。")
    #expect(message.en == "The project lasts 25 months; this clause asks for exactly 24 months.")
  }

  @Test func `a title is corrected and a shared short name is noted`() throws {
    let rules = try Repository.rulebook()
    let topic = try #require(rules.call.topic("1.5"))
    let day = try #require(Day("2024-06-03"))
    func message(_ title: String, _ country: String) throws -> BilingualText? {
      let json = #"{"app":{"direction":"1.5","titleZh":"\#(title)"},"partner":{"country":"\#(country)"}}"#
      let facts = try rules.reader.read(try JSONReader.read(Array(json.utf8), file: "x"))
      let result = try #require(rules.check(clause: "1.5(3)b", facts, topic: topic, stage: .draft, on: day))
      return Messages(rules).message(for: result, facts: facts)
    }
    #expect(try message("中意人工智能联合实验室", "EG")?.zh.contains("建议：「中埃人工智能联合实验室」") == true)
    #expect(try message("中阿人工智能联合实验室", "AE")?.zh.contains("阿尔及利亚") == true)
    #expect(try message("中埃及人工智能联合实验室", "EG") == nil)
  }
}
