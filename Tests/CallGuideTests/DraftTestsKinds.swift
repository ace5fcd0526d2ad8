import CallGuide
import Testing

/// Guides of other programmes: their shape, and sentences that must not become tests.
@Suite struct DraftTestsKinds {
  private func keys(_ call: Call, _ id: String) -> Set<String> {
    Drafts.keys(call.clauses.first { $0.id == id })
  }

  @Test func `a province's guide: chapters, figures behind one label, conditions for all at the end`() throws
  {
    let call = try Drafts.call(
      """
      附件1
      某省2024年度国际科技合作计划项目申报指南
      省科技厅现发布2024年度国际科技创新合作项目申报指南。共设2个专题、3个方向，拟安排省级财政经费1900万元，择优支持30项。
      一、支持专题
      专题一：政府间双边联合研发
      方向1：与芬兰联合研发项目（项目编号：0101）
      1.支持领域：新一代信息技术、绿色低碳。
      2.支持数量与强度：拟支持10项，每项不超过50万元。
      3.实施期限：2年。
      4.具体要求：
      （1）企业申报的，自筹经费与省财政经费比例不低于2∶1。
      （2）芬方须同时向芬兰国家商务促进局申报，未经双方共同评审通过的项目不予立项。
      方向2：与捷克联合研发项目（项目编号：0102）
      1.支持领域：装备制造；农业食品等。
      2.支持数量与强度：拟支持8项左右，每项100万元。
      3.实施期限：24个月～36个月。
      4.具体要求：无。
      专题二：平台与人才
      方向1：国际联合实验室建设项目（项目编号：0201）
      1.支持领域：不限。
      2.支持数量与强度：拟新建12家，每家一次性支持50万元。
      3.实施期限：三年。
      4.具体要求：
      （1）每年举办国际学术会议不少于1次。
      二、申报条件
      1.项目负责人须具有高级职称或博士学位，1964年6月30日以后出生，每年用于项目的工作时间不得少于6个月。
      2.申报单位成立时间在2023年6月30日之前。
      """)
    #expect(call.topics.map(\.id) == ["1.1", "1.2", "2.1"])
    #expect(call.topics.map(\.partners) == [["FI"], ["CZ"], []])
    #expect(call.topics.map(\.quota) == [.exactly(10), .about(8), .exactly(12)])
    #expect(call.topics.map(\.period?.atLeast) == [24, 24, 36])
    #expect(call.topics.map(\.areas.count) == [2, 2, 0])
    #expect(call.batch.zh == "2024年度")
    #expect(call.issuer.zh == "某省科技厅")
    #expect(keys(call, "1.1.B2").contains("compare"))
    #expect(keys(call, "1.1(2)").contains("counterpart"))
    // More than one to one: the test for one to one, and a question for the rest.
    #expect(keys(call, "1.1(1)").isSuperset(of: ["compareFields", "question"]))
    // A yearly number is no number for the whole project.
    #expect(keys(call, "2.1(1)").isDisjoint(with: ["obligation"]))
    let closing = call.commonClauses.filter { $0.line > 24 }
    #expect(closing.contains { Drafts.keys($0).isSuperset(of: ["date", "member", "compare"]) })
    #expect(call.commonClauses.contains { Drafts.keys($0).contains("guideCount") })
    let findings = Lint.findings(in: call)
    let money = findings.first { $0.rule == "totals-money" }
    #expect(money == nil, "10 × 50 + 8 × 100 + 12 × 50 = 1900")
  }

  @Test func `topics that only call themselves topics keep their figures apart`() throws {
    let call = try Drafts.call(
      """
      2025年度上海市国际科技合作项目申报指南
      上海市科学技术委员会特发布本指南。
      一、征集范围
      专题一、中国-新加坡政府间合作
      方向1、医疗科技
      执行期限：2025年7月1日至2027年6月30日。
      经费额度：每项资助额度50万元，拟资助不超过10个项目。
      方向2、人工智能
      执行期限：3年。
      经费额度：每项资助额度不超过100万元，拟资助5个项目，企业作为承担单位的，自筹经费比例不低于1:1。
      专题二、国际联合实验室建设
      经费额度：每个实验室不超过200万元，拟资助不超过8个。
      二、申报要求
      1.项目负责人年龄不限。
      """)
    #expect(call.topics.map(\.id) == ["1.1", "1.2", "2"])
    #expect(call.topics.map(\.partners) == [["SG"], ["SG"], []])
    #expect(call.topics.map(\.quota) == [.atMost(10), .exactly(5), .atMost(8)])
    #expect(call.issuer.zh == "上海市科学技术委员会")
    #expect(keys(call, "1.2.B3").contains("question"))
  }

  @Test func `two ceilings in one topic refuse nobody`() throws {
    let call = try Drafts.call(
      "1.1 中国和德国政府间合作项目\n领域方向：农业。\n其他要求：\n（1）联合研究，每个项目不超过200万元。\n（2）人员交流，每个项目不超过30万元。")
    for clause in call.clauses.filter({ $0.id.hasPrefix("1.1(") }) {
      #expect(!Drafts.keys(clause).contains("compare"))
    }
  }

  @Test func `a foundation's bilateral call is one topic`() throws {
    let call = try Drafts.call(
      """
      2024年度国家自然科学基金委员会与德国科学基金会合作研究项目指南
      一、项目说明
      国家自然科学基金委员会（NSFC）与德国科学基金会（DFG）共同征集和资助中德合作研究项目。
      （一）合作领域
      2024年度合作研究项目的资助领域包括：
      1. 数学与物理科学；
      2. 化学科学；
      3. 医学科学。
      （二）资助规模
      双方拟共同资助不超过25项合作研究项目。
      （三）资助强度
      中方资助直接费用不超过200万元/项。
      （四）执行期限
      合作研究项目执行期限为3年。
      二、申请程序
      （一）德方申请人须按照DFG的要求向DFG提交英文申请书，仅单方提交的申请不予受理。
      三、限项规定
      （一）申请人同年只能申请1项国际（地区）合作研究项目。
      四、报送材料
      （一）双方申请人的英文简历，其中近五年代表性论文不超过5篇；
      （二）涉及人类遗传资源、伦理审查的，须附伦理委员会的证明。
      """)
    let topic = try #require(call.topics.first)
    #expect(call.topics.count == 1)
    #expect(topic.partners == ["DE"])
    #expect(topic.quota == .atMost(25))
    #expect(topic.period?.atMost == 36)
    #expect(topic.areas.map(\.name.zh) == ["数学与物理科学", "化学科学", "医学科学"])
    #expect(call.issuer.zh == "国家自然科学基金委员会")
    let all = topic.clauses.map { Drafts.keys($0) }
    #expect(all.contains { $0.contains("counterpart") })
    #expect(all.contains { $0.contains("unique") })
    #expect(!all.contains { $0.contains("attached") }, "what only some must attach is asked, not demanded")
    #expect(!call.callFieldNames.contains("target.papers"), "five papers at most in a list are no target")
  }

  @Test func `a table whose cells stand on lines of their own is read by rows`() throws {
    let call = try Drafts.call(
      """
      2021年度政府间国际科技创新合作重点专项第三批项目一览表
      序号
      指南方向
      合作协议
      领域方向
      拟支持
      项目数
      共拟支持
      经费(万元)
      其他要求
      1
      中国和泰国政府间联合研究项目
      中泰科技合作联委会第22次会议纪要
      铁路技术；生物技术；
      农业技术
      5
      1000
      执行期2年。双方须分别提交申报材料，单方申报无效。
      2
      中国和蒙古国政府间联合研究项目
      中蒙科技合作联委会会议纪要
      荒漠化防治；畜牧业
      不超过8
      800
      执行期一般为2-3年。
      """)
    #expect(call.topics.map(\.partners) == [["TH"], ["MN"]])
    #expect(call.topics.map(\.quota) == [.exactly(5), .atMost(8)])
    #expect(call.topics.map(\.envelope) == [.exactly(1000), .exactly(800)])
    #expect(call.topics.map(\.areas.count) == [3, 2])
    #expect(call.topics.map(\.basis) == [.agreement, .agreement])
    #expect(call.batch.zh == "2021年度第三批")
  }

  /// Sentences that look like tests the drafter knows and are not, with the kinds they must not become.
  @Test(
    arguments: [
      ("每方每年不超过4人次互访。", ["obligation"]), ("近五年代表性论文不超过5篇。", ["compare"]),
      ("双方申请人不得同时申请两项及以上本类项目。", ["counterpart"]),
      ("中方单位投入与国拨经费比例不低于1:1（企业牵头申报的，比例不低于2:1）。", ["compareFields"]),
      ("企业自筹经费不低于国拨经费的50%。", ["compareFields"]), ("双方应有企业、高校或科研院所参与。", ["exists"]),
      ("德方申请人须具有高级职称。", ["member"]), ("项目负责人须具有博士学位或中级以上职称。", ["member"]),
      ("推荐单位须出具推荐函。", ["attached"]), ("申报单位须提交申报材料。", ["attached"]),
      ("涉及伦理审查的，须附伦理委员会的证明。", ["attached"]), ("外方合作单位不超过2家。", ["count"]),
      ("新方每项不超过30万新元。", ["compare"]), ("协议约定的合作期限不少于5年。", ["duration"]),
      ("申报单位须于2024年5月31日前提交双方签署的合作协议。", ["date"]), ("每个单位限报2项。", ["unique"]),
      ("企业注册资金不低于500万元。", ["compare"]), ("在研项目执行期至2024年6月的负责人不得申报。", ["duration"]),
      ("项目单位应为成立3年以上的企业。", ["sameAs"]),
    ] as [(String, [String])])
  func `what is not understood is asked, never tested`(sentence: String, kinds: [String]) throws {
    let call = try Drafts.call("1.1 中国和德国政府间合作项目\n领域方向：农业。\n其他要求：\n（1）\(sentence)\n（2）项目执行期为2年。")
    let clauses = call.clauses.filter { $0.id.hasPrefix("1.1(1)") }
    #expect(!clauses.isEmpty)
    for clause in clauses {
      #expect(Drafts.keys(clause).isDisjoint(with: kinds), "\(clause.id): \(Drafts.keys(clause))")
    }
  }

  @Test func `the head of a guide gives title, programme and batch, not a phrase of the preamble`() throws {
    let real = try Drafts.call(String(decoding: try Drafts.bytes("Calls/2024-2/guide.txt"), as: UTF8.self))
    #expect(real.batch.zh == "2024年度第二批")
    #expect(real.batch.en == "2024, second batch")
    #expect(real.programme.zh == "国家重点研发计划“政府间国际科技创新合作”重点专项")
    #expect(real.issuer.zh == "科技部")
    #expect(real.state == "consultation")
    let title = real.documents.first?.title.zh ?? ""
    #expect(title == "国家重点研发计划“政府间国际科技创新合作”重点专项2024年度第二批项目申报指南（征求意见稿）")
  }

  @Test func `texts that are no guide are answered at once`() throws {
    let names = try Drafts.countries()
    for text in [
      String(repeating: "须提交协议，", count: 60_000), "PK\u{3}\u{4}" + String(repeating: "\0", count: 500),
    ] {
      let source = GuideText(text, file: "guide.txt")
      let drafted = Result { () throws(Problem) in try Draft.draft(text: source, id: "x", countries: names) }
      guard case .failure(let problem) = drafted else {
        Issue.record("no guide, yet drafted")
        continue
      }
      #expect(problem.code == .unreadable)
    }
    _ = try Drafts.call("拟支持项目数：" + String(repeating: "9", count: 20_000))
    _ = try Drafts.call("1.1 中国和日本合作项目\n其他要求：" + String(repeating: "申报单位须提交协议，", count: 2_000))
    let english = try Drafts.call(
      "Call for joint research 2025\n1. Areas\n(1) Food science; (2) Health.\nUp to 6 projects will be supported."
    )
    #expect(!english.clauses.isEmpty)
  }
}

extension Call {
  /// Names of the fields the call adds to the dictionary.
  fileprivate var callFieldNames: [String] { fields?.map?.map(\.key) ?? [] }
}
