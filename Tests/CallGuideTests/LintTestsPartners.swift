import CallGuide
import Testing

@Suite struct `Lint of partners and names` {
  private let sets =
    "{ARAB: {zh: 阿拉伯国家, en: Arab states, codes: [DZ, EG, OM]}, AFRICA: {zh: 非洲国家, en: African states, codes: [DZ, EG, ET]}}"
  private let format = "项目名称格式为“中+合作国家简称+研究领域+联合实验室”。"

  private func labs(_ arab: String, _ africa: String, share: String = "") throws -> Call {
    try sampleCall(
      topics: [
        SampleTopic("1.1", "阿拉伯国家", "ARAB", attributes: share, rules: [SampleTopic.period(1), "（2）" + arab]),
        SampleTopic(
          "1.2", "非洲国家", "AFRICA", attributes: share, rules: [SampleTopic.period(1), "（2）" + africa]),
      ], sets: sets)
  }

  @Test func `a country in several topics is reported with them`() throws {
    let call = try labs("鼓励企业参与。", "鼓励青年参与。")
    let finding = try #require(found("partner-overlap", call, names: sampleNames).first)
    #expect(finding.text.zh.contains("阿尔及利亚、埃及（2 国，1.1、1.2）"))
    #expect(finding.text.zh.contains("指南没有规定"))
    #expect(finding.clauses == ["1.1", "1.2"])
  }

  @Test func `an exclusive route in one topic only is reported`() throws {
    let call = try labs("鼓励企业参与。", "阿尔及利亚也可申报上一方向，但只能通过一个途径申报。")
    let finding = try #require(found("route-one-sided", call).first)
    #expect(finding.text.zh.contains("没有写明主体"))
    #expect(finding.text.zh.contains("1.1（共有 2 国）未作同样规定"))
  }

  @Test func `a group of countries must be listed`() throws {
    let call = try labs("合作国应为阿拉伯国家（包括阿尔及利亚、埃及、阿曼）。", "合作国应为非洲国家。")
    #expect(found("set-undefined", call).map(\.clauses) == [["1.2.8"]])
    #expect(found("set-undefined", call).first?.text.zh.contains("1.1 则逐一列举") == true)
  }

  @Test func `an undefined short name is tested for collisions`() throws {
    let call = try labs(format, format)
    let text = try #require(found("short-name", call, names: sampleNames).first).text
    #expect(text.zh.contains("可申报的 4 国中有 4 国重名"))
    #expect(text.zh.contains("中埃＝埃及/埃塞俄比亚"))
    #expect(text.zh.contains("中阿＝阿尔及利亚/阿曼"))
    let defined = try labs(format + "国家简称采用国家标准GB/T2659.1的中文简称。", format)
    #expect(found("short-name", defined, names: sampleNames) == [])
  }

  @Test func `the clause's own list serves where no names are given`() throws {
    let call = try labs("合作国应为阿拉伯国家（包括阿尔及利亚、阿曼、埃及）。" + format, format)
    #expect(found("short-name", call).first?.text.zh.contains("中阿＝阿尔及利亚/阿曼") == true)
  }

  @Test func `a complete list needs no “and so on”`() throws {
    let sets =
      "{ARAB: {zh: 阿拉伯国家, en: Arab, codes: [DZ, EG, OM, BG]}, AFRICA: {zh: 非洲国家, en: African, codes: [DZ, EG, OM, BG, ET]}}"
    let call = try sampleCall(
      topics: [
        SampleTopic("1.1", "阿拉伯国家", "ARAB"),
        SampleTopic("1.2", "非洲国家", "AFRICA", rules: ["（1）合作国应为非洲国家（阿尔及利亚、埃及、阿曼、保加利亚等阿拉伯国家也可申报）。"]),
      ], sets: sets)
    #expect(found("list-then-etc", call, names: sampleNames).first?.text.zh.contains("“等”多余") == true)
    #expect(found("list-then-etc", call).first?.text.zh.contains("是否列全不明") == true)
  }

  @Test func `regions of one country must agree`() throws {
    let call = try sampleCall(
      topics: [
        SampleTopic("1.1", "比利时", "BE", title: "中国和比利时（瓦隆）政府间科技合作项目"),
        SampleTopic("1.2", "新西兰", "NZ", rules: ["（1）合作国别仅限法国、希腊、比利时（仅限瓦隆和布鲁塞尔大区）。"]),
      ])
    #expect(found("region-differs", call).first?.clauses == ["1.1.1", "1.2.7"])
  }

  @Test func `titles, bases and clauses name the topic's own partner`() throws {
    let call = try sampleCall(
      topics: [
        SampleTopic(
          "1.1", "新西兰", "EG", basis: "合作协议：《中国和埃及科技合作协议》。",
          rules: ["（1）项目执行期内，中埃双方须各派2人。", "（2）中新双方投入应平衡。"])
      ])
    #expect(found("title-partner", call, names: sampleNames).count == 1)
    #expect(found("basis-partner", call).count == 1)
    #expect(found("foreign-name", call).map(\.clauses) == [["1.1.7", "1.1"]])
    let right = try sampleCall(
      topics: [SampleTopic("1.1", "奥地利", "AT", basis: "合作协议：《中奥科技合作联委会会议纪要》。")])
    #expect(found("title-partner", right, names: sampleNames) == [])
    #expect(found("basis-partner", right) == [])
  }

  @Test func `one name keeps one dash`() throws {
    let rules = ["（1）瓦隆-布鲁塞尔国际关系署。", "（2）瓦隆—布鲁塞尔国际关系署。"]
    let call = try sampleCall(topics: [SampleTopic("1.1", "新西兰", "NZ", rules: rules)])
    #expect(found("dash-variants", call).map(\.clauses) == [["1.1.7", "1.1.8"]])
  }
}

@Suite struct `Lint of wording` {
  private func pair(_ one: String, _ other: String) throws -> Call {
    try sampleCall(
      topics: [
        SampleTopic("1.1", "新西兰", "NZ", rules: [SampleTopic.period(1), "（2）" + one]),
        SampleTopic("1.2", "埃及", "EG", rules: [SampleTopic.period(1), "（2）" + other]),
      ])
  }

  @Test func `sibling clauses that drift are reported with the words`() throws {
    let call = try pair("外方单位应为合作国注册的科研院所、高等学校和企业。", "外方单位应为合作国注册的科研院所或高等学校。")
    let finding = try #require(found("near-duplicate", call).first)
    #expect(finding.clauses == ["1.1.8", "1.2.8"])
    #expect(finding.text.zh.contains("“和企业”") || finding.text.zh.contains("缺"))
  }

  @Test func `another partner or number is no drift`() throws {
    let call = try pair("执行期内中新双方团队须各派2人次以上赴对方单位交流访问。", "执行期内中埃双方团队须各派3人次以上赴对方单位交流访问。")
    #expect(found("near-duplicate", call) == [])
  }

  @Test func `punctuation alone is reported apart`() throws {
    let call = try pair("鼓励企业参与并提供配套经费支持；", "鼓励企业参与并提供配套经费支持。")
    #expect(found("near-duplicate", call) == [])
    #expect(found("near-duplicate-punctuation", call).count == 1)
  }

  @Test func `a sanction most siblings have is missed in the others`() throws {
    let full = "双方须分别向本国的征集部门提交申报材料，单方申报无效。"
    let rules = [full, full, "双方须分别向本国的征集部门提交申报材料。"]
    let call = try sampleCall(
      topics: rules.enumerated().map { index, rule in
        SampleTopic("1.\(index + 1)", "新西兰", "NZ", rules: [SampleTopic.period(1), "（2）" + rule])
      })
    #expect(found("sanction-missing", call).map(\.clauses) == [["1.3.8"]])
    #expect(found("sanction-missing", call).first?.text.zh.contains("3 个方向中，2 个写明") == true)
  }

  @Test func `one duty keeps one verb`() throws {
    let call = try pair("双方须分别向本国部门提交申报材料，单方申报无效。", "双方需分别向本国部门提交申报材料，单方申报无效。")
    let text = try #require(found("modal-verbs", call).first).text.zh
    #expect(text.contains("1.1 用“须”，1.2 用“需”"))
    #expect(try found("modal-verbs", pair("双方须提交申报材料，满足应用需求和主要要求。", "双方须提交。")) == [])
  }

  @Test func `areas that differ in a connective are one area`() throws {
    var (one, other) = (SampleTopic("1.1", "新西兰", "NZ"), SampleTopic("1.2", "埃及", "EG"))
    one.attributes = "areas: [{id: a, zh: 信息通讯技术, en: x}, {id: b, zh: 生物医学, en: y}]"
    other.attributes = "areas: [{id: a, zh: 信息和通信技术, en: x}, {id: b, zh: 生物化学, en: y}]"
    let text = try #require(found("area-names", sampleCall(topics: [one, other])).first).text.zh
    #expect(text.contains("信息通讯技术（1.1） / 信息和通信技术（1.2）"))
    #expect(!text.contains("生物化学"))
  }

  @Test func `open lists are named with their words`() throws {
    let call = try sampleCall(
      topics: [
        SampleTopic("1.1", "新西兰", "NZ", areas: "领域方向：食品、能源等领域。"),
        SampleTopic("1.2", "埃及", "EG", areas: "领域方向：不限领域。"),
        SampleTopic("1.3", "奥地利", "AT", areas: "领域方向：能源（包括但不限于风能）。"),
        SampleTopic("1.4", "保加利亚", "BG", areas: "领域方向：食品及与此相关的领域方向。"),
      ])
    let text = try #require(found("open-areas", call).first).text.zh
    #expect(text.contains("1.1“等领域”、1.2“不限领域”、1.3“包括但不限于”、1.4“及与此相关的领域方向”"))
  }

  @Test func `one name for two documents is reported`() throws {
    let call = try sampleCall(
      topics: [
        SampleTopic(
          "1.1", "新西兰", "NZ", rules: ["（1）应提供双方依托单位签署的关于共建联合实验室合作协议。", "（2）应提供中外合作方就所申报项目签订的合作协议。"])
      ])
    #expect(found("one-name-two-documents", call).map(\.clauses) == [["1.1.7", "1.1.8"]])
  }

  @Test func `two currencies need a rate`() throws {
    let rule = "（1）申请预算应不超过欧盟项目中的中方单位预算。"
    let call = try sampleCall(topics: [SampleTopic("1.1", "新西兰", "NZ", rules: [rule])])
    #expect(found("two-currencies", call).count == 1)
    let rated = try sampleCall(topics: [SampleTopic("1.1", "新西兰", "NZ", rules: [rule, "（2）按申报截止日汇率折算。"])])
    #expect(found("two-currencies", rated) == [])
  }

  @Test func `labels that differ are reported`() throws {
    let call = try sampleCall(
      topics: [
        SampleTopic("1.1", "新西兰", "NZ"), SampleTopic("1.2", "埃及", "EG"),
        SampleTopic("1.3", "奥地利", "AT", envelopeText: "拟支持经费：1200万元人民币。"),
      ])
    #expect(found("label-drift", call).first?.text.zh.contains("1.3 写“拟支持经费”") == true)
  }

  @Test func `slips of typography are reported where they stand`() throws {
    let call = try sampleCall(
      topics: [
        SampleTopic(
          "1.1", "新西兰", "NZ",
          rules: [
            "（1）项目执行期为2年;", "（2）节能自动化系统、；", "（3）欧 方 联 系 方 式：a@b.org。", "（4）联委会会议会议纪要。",
            "（5）应提供共建联合实验室", "http://www.b.org/x。", "合作协议。", "（6）登录网站www.b.org/x，填写（一份申请。",
          ])
      ])
    #expect(found("half-width", call).map(\.clauses) == [["1.1.7"]])
    #expect(found("dangling-mark", call).map(\.clauses) == [["1.1.8"]])
    #expect(found("spaced-word", call).map(\.clauses) == [["1.1.9"]])
    #expect(found("doubled-word", call).map(\.clauses) == [["1.1.10"]])
    #expect(found("stray-address", call).map(\.clauses) == [["1.1.12"]])
    #expect(found("stray-address", call).first?.text.zh.contains("疑为页脚") == true)
    #expect(found("unbalanced", call).map(\.clauses) == [["1.1.14"]])
    #expect(found("item-ends", call).count == 1)
  }
}
