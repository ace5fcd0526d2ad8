import CallGuide
import Testing

@Suite struct `Lint of totals and numbers` {
  private let preamble = ["2024年度设立2个指南方向，支持与2个国家开展合作，拟支持项目数约12个，国拨经费总概算0.24亿元人民币。"]

  @Test func `a guide without flaws has no finding`() throws {
    let call = try sampleCall(
      preamble: preamble
        + ["每个项目实施周期一般为2年，每个项目国拨经费不超过200万元。"]
        + ["申报单位应具有独立法人资格。项目负责人应具有高级职称。网上申报，截止时间为6月3日。每人限报1项。遵守科研诚信。"],
      topics: [
        SampleTopic("1.1", "新西兰", "NZ", rules: ["（1）项目实施周期为2年。"]),
        SampleTopic("1.2", "埃及", "EG", rules: ["（1）项目实施周期为2年。"]),
      ])
    #expect(Lint.findings(in: call, countryNames: sampleNames).map(\.text.zh) == [])
  }

  @Test func `totals of the preamble are compared with the topics`() throws {
    let short = try sampleCall(preamble: preamble, topics: [SampleTopic("1.1", "新西兰", "NZ")])
    #expect(found("totals-topics", short).first?.text.zh.contains("设立 2 个指南方向，正文列出 1 个") == true)
    #expect(found("totals-projects", short).first?.text.zh.contains("合计 6 个") == true)
    #expect(found("totals-money", short).first?.text.zh.contains("尚有 1200 万元（占 50.00%）") == true)
    let whole = try sampleCall(
      preamble: preamble, topics: [SampleTopic("1.1", "新西兰", "NZ"), SampleTopic("1.2", "埃及", "EG")])
    for rule in ["totals-topics", "totals-projects", "totals-money", "totals-partners"] {
      #expect(found(rule, whole) == [])
    }
  }

  @Test func `Chinese numerals and full-width digits are numbers`() throws {
    for words in ["三个指南方向", "３个指南方向", "十二个研究方向"] {
      let call = try sampleCall(preamble: ["2024年度设立\(words)。"], topics: [SampleTopic("1.1", "新西兰", "NZ")])
      #expect(found("totals-topics", call).count == 1, "\(words)")
    }
  }

  @Test func `money above the total is reported with the amount`() throws {
    let call = try sampleCall(
      preamble: ["2024年度国拨经费总概算1000.5万元人民币。"], topics: [SampleTopic("1.1", "新西兰", "NZ")])
    #expect(found("totals-money", call).first?.text.zh.contains("超出总概算 199.5 万元") == true)
  }

  @Test func `a total that leaves nothing for an undecided topic is reported`() throws {
    let call = try sampleCall(
      preamble: ["2024年度拟支持项目数约6个。"],
      topics: [
        SampleTopic("1.1", "新西兰", "NZ"),
        SampleTopic("1.2", "埃及", "EG", quota: "{undecided: true}", quotaText: "拟支持项目数：待定。"),
      ])
    let finding = try #require(found("totals-projects", call).first)
    #expect(finding.weight == .high)
    #expect(finding.text.zh.contains("1.2"))
    #expect(finding.clauses == ["P.1", "1.2.4"])
    #expect(found("undecided", call).map(\.clauses) == [["1.2.4"]])
  }

  @Test func `partners counted once and in every topic differ`() throws {
    let topics = [
      SampleTopic("1.1", "埃及", "EG"), SampleTopic("1.2", "埃及", "EG"), SampleTopic("1.3", "新西兰", "NZ"),
    ]
    let once = try sampleCall(preamble: ["2024年度支持与2个国家和地区开展合作。"], topics: topics)
    #expect(found("totals-partners", once).first?.weight == .medium)
    let wrong = try sampleCall(preamble: ["2024年度支持与5个国家和地区开展合作。"], topics: topics)
    #expect(found("totals-partners", wrong).first?.weight == .high)
  }

  @Test func `topic numbers that jump are reported once`() throws {
    let call = try sampleCall(
      topics: ["1.8", "1.9", "2.0", "2.1"].map { SampleTopic($0, "新西兰", "NZ") })
    #expect(found("topic-numbering", call).map(\.text.en).count == 1)
    #expect(found("topic-numbering", call).first?.text.zh.contains("由 1.9 跳到 2.0，应为 1.10") == true)
    let chapters = try sampleCall(topics: ["1.9", "1.10", "2.1"].map { SampleTopic($0, "新西兰", "NZ") })
    #expect(found("topic-numbering", chapters) == [])
  }

  @Test func `missing and repeated items and mixed markers are reported`() throws {
    let rules = [SampleTopic.period(1), "（3）鼓励企业参与。", "（3）鼓励青年参与。", "4）鼓励女性参与。"]
    let call = try sampleCall(topics: [SampleTopic("1.1", "新西兰", "NZ", rules: rules)])
    #expect(found("item-numbering", call).map(\.clauses) == [["1.1.8"], ["1.1.9"]])
    #expect(found("item-style", call).map(\.clauses) == [["1.1.10"]])
  }

  @Test func `a number in brackets inside a sentence is no item`() throws {
    let call = try sampleCall(
      topics: [SampleTopic("1.1", "新西兰", "NZ", rules: [SampleTopic.period(1), "（2）须按模板（2023）和（附件1）填写。"])])
    #expect(found("item-numbering", call) == [])
  }

  @Test func `places per area are multiplied`() throws {
    let call = try sampleCall(
      topics: [
        SampleTopic(
          "1.1", "新西兰", "NZ", quotaText: "拟支持项目数：6个（每个领域方向支持1个）。", attributes: ", perArea: {atMost: 1}")
      ])
    #expect(found("share-arithmetic", call).first?.text.zh.contains("2 个领域方向各 1 个，最多 2 个") == true)
  }

  @Test func `money per project times places is held against the envelope`() throws {
    let rules = [SampleTopic.period(1), "（2）每个项目支持经费不超过150万元。"]
    let call = try sampleCall(topics: [SampleTopic("1.1", "新西兰", "NZ", rules: rules)])
    #expect(found("ceiling-arithmetic", call).first?.text.zh.contains("6 × 150 = 900") == true)
    #expect(found("project-ceiling", call) == [])
    let enough = try sampleCall(
      topics: [SampleTopic("1.1", "新西兰", "NZ", rules: [SampleTopic.period(1), "（2）每个项目支持经费不超过200万元。"])])
    #expect(found("ceiling-arithmetic", enough) == [])
  }

  @Test func `averages are given where no ceiling is`() throws {
    let call = try sampleCall(
      topics: [
        SampleTopic("1.1", "新西兰", "NZ"),
        SampleTopic("1.2", "埃及", "EG", envelope: "{exactly: 900}", envelopeText: "共拟支持经费：900万元人民币。"),
      ])
    let text = found("project-ceiling", call).first?.text.zh
    #expect(text?.contains("从 150 万元（1.2）到 200 万元（1.1）") == true)
  }

  @Test func `a figure of the call file that the guide does not say is reported`() throws {
    let call = try sampleCall(topics: [SampleTopic("1.1", "新西兰", "NZ", quota: "{exactly: 7}")])
    #expect(found("figure-not-in-text", call).count == 1)
  }
}

@Suite struct `Lint of gaps and dates` {
  private func call(_ rules: String..., settings: String = "{}") throws -> Call {
    try sampleCall(topics: [SampleTopic("1.1", "新西兰", "NZ", rules: rules)], settings: settings)
  }

  @Test func `placeholders are counted by what they stand for`() throws {
    let call = try call("（1）模板下载链接：xxx。", "（2）网址：XXX，邮箱：××。", "（3）下载链接：）提交。", "（4）MAXXON公司与XXI计划。")
    let finding = try #require(found("placeholder", call).first)
    #expect(finding.text.zh.contains("占位符 4 处"))
    #expect(finding.text.zh.contains("下载链接 2 处"))
    #expect(finding.clauses == ["1.1.7", "1.1.9", "1.1.8"])
  }

  @Test func `elapsed time and age need a reference day`() throws {
    let open = try call("（1）外方单位应注册3年以上。", "（2）培养青年学者（40岁以下）5人以上。")
    #expect(found("no-reference-day", open).map(\.weight) == [.high, .medium])
    let closed = try call("（1）截至申报截止日，外方单位应注册3年以上。", "（2）负责人1964年1月1日以后出生。")
    #expect(found("no-reference-day", closed) == [])
    let settled = try call("（1）外方单位应注册满3年。", settings: "{call.referenceDate: 2024-06-03}")
    #expect(found("no-reference-day", settled).map(\.weight) == [.low])
  }

  @Test func `a topic says what it lacks`() throws {
    var topic = SampleTopic("1.1", "新西兰", "NZ", rules: ["（1）鼓励企业参与。"])
    topic.attributes = "areas: []"
    topic.lines = [topic.lines[0], "其他要求：", "（1）鼓励企业参与。"]
    let text = try found("topic-part-missing", sampleCall(topics: [topic])).first?.text.zh
    #expect(text == "1.1 未规定合作依据、领域方向、拟支持项目数、拟支持经费、执行期。")
  }

  @Test func `a joint application without an agency is reported`() throws {
    let rule = "（2）双方须分别向本国的项目征集部门提交申报材料，单方申报无效。"
    let silent = try call(SampleTopic.period(1), rule)
    #expect(found("agency-missing", silent).first?.text.zh.contains("1.1 未写明外方受理部门") == true)
    let bare = try call(SampleTopic.period(1), rule + "新方项目征集部门为商业部。")
    #expect(found("agency-missing", bare).first?.text.zh.contains("1.1 写明了部门而无可用的联系方式") == true)
    let named = try call(SampleTopic.period(1), SampleTopic.joint(2))
    #expect(found("agency-missing", named) == [])
  }

  @Test func `standard parts may stand in an official notice`() throws {
    let notice = ["申报单位应在境内注册。项目负责人应具有高级职称。通过国家科技管理信息系统申报，截止时间6月3日。每人限报1项。信守科研诚信。"]
    let topics = [SampleTopic("1.1", "新西兰", "NZ")]
    #expect(try found("standard-parts", sampleCall(topics: topics)).first?.text.zh.contains("限项规定") == true)
    #expect(try found("standard-parts", sampleCall(topics: topics, notice: notice)) == [])
    let example = try sampleCall(topics: topics, notice: notice, noticeIsOfficial: false)
    #expect(found("standard-parts", example).first?.text.zh.contains("仅见于非官方示例文件") == true)
  }

  @Test func `periods are held against the general one and the agreement`() throws {
    let call = try sampleCall(
      preamble: ["2024年度每个项目实施周期一般为2~3年。"],
      topics: [
        SampleTopic(
          "1.1", "新西兰", "NZ", basis: "合作协议：《中国和新西兰2021—2024年合作协议》。", rules: ["（1）项目执行期不超过4年。"]),
        SampleTopic("1.2", "埃及", "EG", rules: ["（1）项目实施期限2年。"]),
      ])
    #expect(found("period-outside-general", call).map(\.clauses.first) == ["1.1.7"])
    #expect(found("agreement-ends", call).count == 1)
    #expect(found("period-no-minimum", call).count == 1)
    let terms = found("period-terms", call)
    #expect(terms.count == 2)
    #expect(terms.contains { $0.text.zh.contains("“实施周期”（总述）、“执行期”（1.1）、“实施期限”（1.2）") })
    #expect(terms.contains { $0.text.zh.contains("缺“为”：1.2“实施期限2年”") })
  }

  @Test func `years of another call are reported`() throws {
    let call = try sampleCall(
      preamble: ["2023年度第二批项目申报指南。对于2024年度签署的协议一并支持。"], topics: [SampleTopic("1.1", "新西兰", "NZ")])
    #expect(found("year-other", call).first?.text.zh.contains("出现 2023 年，本批次为 2024 年") == true)
    #expect(found("year-own", call).count == 1)
  }

  @Test func `a document that opens with its state has no title`() throws {
    let call = try sampleCall(preamble: ["（征求意见稿）", "指南。"], topics: [SampleTopic("1.1", "新西兰", "NZ")])
    #expect(found("document-title", call).map(\.clauses) == [["P.1"]])
  }

  @Test func `stays of months say how they are counted`() throws {
    let call = try call("（1）双方须各派2人次赴对方单位进行3个月以上的交流访问。")
    #expect(found("stay-counting", call).count == 1)
    #expect(try found("stay-counting", self.call("（1）每人连续在华工作时间不少于3个月。")) == [])
  }
}
