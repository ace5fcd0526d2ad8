import CallGuide
import Testing

@Suite struct `Lint of the 2024-2 guide` {
  private static let result = Result {
    Lint.findings(in: try RepositoryCall.read(), countryNames: try RepositoryCall.names())
  }
  private let findings: [Finding]

  init() throws { findings = try Self.result.get() }

  private func texts(_ rule: String) -> String {
    findings.filter { $0.rule == rule }.map(\.text.zh).joined(separator: "\n")
  }

  @Test func `the figures of the preamble are reported`() {
    let projects = texts("totals-projects")
    #expect(projects.contains("总述 14 个，正文 14 个"))
    #expect(projects.contains("合计 126 个（确定 89、“不超过” 27、“左右” 10）"))
    #expect(projects.contains("1.8"))
    #expect(texts("totals-partners").contains("合作方 18 个"))
    let money = texts("totals-money")
    #expect(money.contains("20990 万元") && money.contains("合计 19490 万元") && money.contains("1500 万元（占 7.15%）"))
  }

  /// The findings a careful reader listed, by the clause each must name and a word its text must hold.
  @Test(
    arguments: [
      ("totals-projects", "1.8.N", "126"), ("totals-partners", "P.11", "口径"),
      ("topic-numbering", "2.0.T", "1.10"),
      ("undecided", "1.8.B", "待定"), ("placeholder", "1.7(5)", "7 处"), ("agency-missing", "1.1(u1)a", "2.4"),
      ("stray-address", "1.9.x", "oead"), ("near-duplicate", "1.9(8)", "中非联合实验室"),
      ("list-then-etc", "1.6(3)b", "10 国"),
      ("set-undefined", "1.6(3)a", "非洲国家"), ("short-name", "1.5(3)b", "中阿＝阿尔及利亚/阿联酋/阿曼"),
      ("no-reference-day", "1.9(7)a", "注册3年以上"), ("near-duplicate", "1.9(7)a", "或高校"),
      ("no-reference-day", "1.9(5)e", "40岁以下"),
      ("one-name-two-documents", "1.9(6)a", "合作协议"), ("sanction-missing", "1.8(6)a", "9 个写明"),
      ("modal-verbs", "2.1(2)", "需"),
      ("period-outside-general", "2.0(6)", "4年"), ("period-terms", "2.1(1)", "实施期限"),
      ("period-no-minimum", "1.8(3)", "2年"),
      ("topic-part-missing", "1.1.T", "执行期"), ("label-drift", "1.3.B", "拟支持经费"),
      ("near-duplicate", "1.3(4)", "材料"),
      ("item-style", "1.4(1)", "1）"), ("heading-space", "1.5.T", "空格"), ("half-width", "1.7(3)", ";"),
      ("stop-in-item", "2.1.F", "生态学"),
      ("dangling-mark", "2.2.F", "、；"), ("spaced-word", "2.0(7)", "欧方联系方式"), ("open-areas", "1.9.F", "等领域"),
      ("doubled-word", "1.9.A", "会议会议"), ("dash-variants", "1.9.A", "瓦隆—布鲁"),
      ("partner-overlap", "1.7", "埃及（1.2、1.3、1.5、1.6）"),
      ("standard-parts", "P.1", "申报截止时间"), ("property-wording", "1.8(2)", "知识产权协议"),
      ("near-duplicate", "1.6.N2", "合作"),
      ("agreement-ends", "2.0.A", "2024"), ("document-title", "P.1", "征求意见稿"),
      ("area-names", "1.2.F", "信息通讯技术"),
      ("two-currencies", "2.0(5)d", "汇率"), ("project-ceiling", "2.0.B", "300 万元（2.0）"),
      ("year-own", "P.8a", "2024年度签署"),
    ])
  func `a finding a careful reader made is made`(rule: String, clause: String, word: String) {
    let found = findings.filter { $0.rule == rule && $0.clauses.contains(clause) }
    #expect(found.contains { $0.text.zh.contains(word) }, "\(rule) \(clause): \(found.map(\.text.zh))")
  }

  @Test func `every finding has a known rule, a place and both languages`() {
    let known = Set(Lint.rules.map(\.id))
    #expect(known.count == Lint.rules.count)
    for finding in findings {
      #expect(known.contains(finding.rule))
      #expect(!finding.clauses.isEmpty && !finding.lines.isEmpty, "\(finding.rule)")
      #expect(!finding.text.zh.isEmpty && !finding.text.en.isEmpty)
      #expect(finding.lines.allSatisfy { (1...722).contains($0) })
    }
  }

  @Test func `what is right is not reported`() {
    let quiet = [
      "totals-topics", "topic-duplicate", "item-numbering", "share-arithmetic", "ceiling-arithmetic",
      "figure-not-in-text",
      "title-partner", "basis-partner", "foreign-name", "year-other", "page-furniture", "unbalanced",
      "full-width-digits", "money-units",
    ]
    #expect(findings.filter { quiet.contains($0.rule) }.map(\.text.zh) == [])
  }

  @Test func `findings come gravest first`() {
    #expect(findings.map(\.weight) == findings.map(\.weight).sorted())
  }
}
