import CallGuide
import Testing

@Suite struct `Differences of two calls` {
  private func call(_ topics: SampleTopic..., preamble: [String] = ["指南。"], settings: String = "{}") throws
    -> Call
  {
    try sampleCall(preamble: preamble, topics: topics, settings: settings)
  }

  @Test func `a call does not differ from itself`() throws {
    let call = try call(SampleTopic("1.1", "新西兰", "NZ"))
    #expect(CallDiff.between(call, call) == [])
  }

  @Test func `a changed clause shows the words that became others`() throws {
    let old = try call(SampleTopic("1.1", "新西兰", "NZ", rules: ["（1）项目执行期为2年。"]))
    let new = try call(SampleTopic("1.1", "新西兰", "NZ", rules: ["（1）项目执行期为3年。"]))
    let change = try #require(CallDiff.between(old, new).first)
    #expect(change.kind == .clauseChanged)
    #expect(change.subject == "1.1.7")
    #expect(change.old == "（1）项目执行期为2年。" && change.new == "（1）项目执行期为3年。")
    #expect(change.text.zh == "条款 1.1.7：“2”改为“3”。")
    #expect(change.text.en == "Clause 1.1.7: “2” becomes “3”.")
  }

  @Test func `an item put in renumbers the others and rewrites none`() throws {
    let old = try call(SampleTopic("1.1", "新西兰", "NZ", rules: ["（1）项目执行期为2年。", "（2）鼓励企业参与。"]))
    let new = try call(
      SampleTopic("1.1", "新西兰", "NZ", rules: ["（1）合作单位应具有法人资格。", "（2）项目执行期为2年。", "（3）鼓励企业参与。"]))
    let changes = CallDiff.between(old, new)
    #expect(changes.map(\.kind) == [.clauseAdded, .clauseRenumbered, .clauseRenumbered])
    #expect(changes.map(\.subject) == ["1.1.7", "1.1.8", "1.1.9"])
    let back = CallDiff.between(new, old)
    #expect(back.map(\.kind) == [.clauseRemoved, .clauseRenumbered, .clauseRenumbered])
  }

  @Test func `a topic's attributes are compared`() throws {
    let old = try call(SampleTopic("1.1", "新西兰", "NZ"))
    var topic = SampleTopic("1.1", "新西兰", "NZ", partners: ["NZ", "EG"], quota: "{atMost: 8}")
    topic.attributes += ", period: {exactly: 24}"
    topic.attributes = topic.attributes.replacing("zh: 能源", with: "zh: 海洋")
    let changes = CallDiff.between(old, try call(topic))
    #expect(changes.allSatisfy { $0.kind == .topicChanged && $0.subject == "1.1" })
    let texts = changes.map(\.text.zh)
    #expect(texts.contains("1.1 的合作方：由“NZ”改为“NZ EG”。"))
    #expect(texts.contains("1.1 的拟支持项目数：由“6个”改为“不超过8个”。"))
    #expect(texts.contains("1.1 的领域方向：删去“能源”，新增“海洋”。"))
    #expect(texts.contains("1.1 的执行期：由“无”改为“24个月（must）”。"))
    #expect(texts.count == 4)
  }

  @Test func `a topic is known by its title when its number changes`() throws {
    let old = try call(SampleTopic("1.9", "新西兰", "NZ"), SampleTopic("2.0", "埃及", "EG"))
    let new = try call(SampleTopic("1.9", "新西兰", "NZ"), SampleTopic("1.10", "埃及", "EG"))
    let changes = CallDiff.between(old, new)
    #expect(
      !changes.contains { [.topicAdded, .topicRemoved, .clauseAdded, .clauseRemoved].contains($0.kind) })
    #expect(changes.first?.text.zh == "1.10 的编号：由“2.0”改为“1.10”。")
  }

  @Test func `topics and settings come and go`() throws {
    let old = try call(SampleTopic("1.1", "新西兰", "NZ"), settings: "{call.referenceDate: 2024-06-03}")
    let new = try call(SampleTopic("1.2", "埃及", "EG"), settings: "{call.exchangeRate: 7.8}")
    let changes = CallDiff.between(old, new)
    #expect(changes.map(\.kind) == [.settingChanged, .settingChanged, .topicRemoved, .topicAdded])
    #expect(changes[1].text.en == "Setting call.referenceDate changed from “2024-06-03” to “not set”.")
  }
}
