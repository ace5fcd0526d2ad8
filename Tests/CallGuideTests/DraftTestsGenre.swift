@testable import CallGuide
import Testing

/// Guides of the genre in other shapes than the real one.
@Suite struct DraftTestsGenre {
  @Test func `full-width digits, other labels, circled numbers and 亿元 are understood`() throws {
    let call = try Drafts.call(
      """
      国家重点研发计划“政府间国际科技创新合作”重点专项２０２５年度第一批项目申报指南

      一、总体要求
      本批指南设立3个指南方向，与4个国家开展合作，拟支持项目数约 26 个，国拨经费总概算0.8亿元。
      二、指南方向
      １．中国－日本联合研究计划项目
      合作依据：《中日科技合作协定》。
      合作领域：老龄化社会、防灾减灾、
      清洁能源等领域。
      拟支持项目数：１０项左右。
      经费额度：０．３亿元，每个项目不超过３００万元。
      申报要求：
      ①项目执行期３年。
      ②中方项目负责人应具有高级职称或博士学位，年龄不超过６０岁。
      ③双方须分别向科技部和日本科学技术振兴机构（JST）同时提交申请，单方申请不予受理。

                               — 1 —
      2、中国—韩国联合研究中心项目
      合作领域：（一）信息通信；（二）生物医药；
      （三）新材料。
      支持项目数：4-6个，每个领域方向不超过2个。
      支持经费：2000 万元左右
      具体要求：
      一是执行期限为24个月；
      二是中方至少有1家企业参与；
      三是韩方由韩国国家研究基金会（NRF）受理，联系人：Kim，邮箱：coop@nrf.re.kr。
      3. 中国与德国、法国三方合作项目
      合作领域：人工智能
      拟支持项目：10个
      支持经费：待定
      其他要求：
      项目实施周期为2至3年。鼓励企业参与。
      合作各方应签署知识产权协议。
      """)
    #expect(call.topics.map(\.id) == ["1", "2", "3"])
    #expect(call.topics.map(\.partners) == [["JP"], ["KR"], ["DE", "FR"]])
    #expect(call.topics.map(\.quota) == [.about(10), .atMost(6), .exactly(10)])
    #expect(call.topics.map(\.envelope) == [.exactly(3000), .about(2000), .undecided])
    #expect(call.topics.map(\.period?.atMost) == [36, 24, 36])
    #expect(call.topics.map(\.areas.count) == [3, 3, 1])
    #expect(call.topics[0].areasOpen)
    #expect(call.topics[1].perArea == ShareLimit(atMost: 2, force: .must))
    #expect(call.topics[1].agency?.email == "coop@nrf.re.kr")
    func clause(_ id: String) -> Clause? { call.clauses.first { $0.id == id } }
    #expect(Drafts.keys(clause("1.B2")).contains("compare"))
    #expect(Drafts.keys(clause("1(2)")).isSuperset(of: ["age", "any", "member"]))
    #expect(Drafts.keys(clause("1(3)")).contains("counterpart"))
    #expect(Drafts.keys(clause("2(2)")).contains("exists"))
    #expect(clause("3(u1)b")?.force == .encourage)
    #expect(call.commonClauses.flatMap { Drafts.keys($0) }.contains("programmeQuota"))
  }

  @Test func `joint headings, missing numbers and wrapped titles are understood`() throws {
    let call = try Drafts.call(
      """
      “战略性科技创新合作”重点专项2023年度第二批申报指南（公开征求意见）
        1.1 中国和巴西政府间联合
      研究项目
        领域方向:
          1) 生物技术;
          2) 空间技术（含卫星遥感）;
          3) 其他双方共同关注的领域.
        拟支持项目数:不超过8个
        共拟支持经费:1,600万元人民币
        其他要求:
          (1)项目执行期24-36个月;
          (2)双方各派不少于3人次互访,每次不少于2个月;
          (3)发表论文5篇以上,申请发明专利2件以上,培养研究生10名;
          (4)本项目聚焦技术成熟度（TRL）3-6级。
                                          2
        1.2和1.3 中国和南非政府间科技合作项目及旗舰项目
        合作协议:《中南科技合作协定》
        领域方向:采矿、水资源、生物经济
        拟支持项目数:20个（其中旗舰项目不超过5个）
        共拟支持经费:3,000万元
        其他要求:（1）联合研究项目执行期2年,旗舰项目执行期3年;（2）项目合作双方须分别向本国提交申报材料,单方申报无效。
        中国和泰国联合实验室项目
        外交承诺:落实两国领导人共识。
        领域方向:不限领域
        拟支持项目数:3个
        共拟支持经费:600万元
        其他要求:
          申报单位须提供泰方合作机构出具的同意函和场地证明材料。
          泰方合作单位应为在泰国注册5年以上的高校或科研机构，具有独立法人资格。
        1.5 中国和蒙古国合作项目
        领域方向:畜牧业
        拟支持项目数:2个
        共拟支持经费:200万元
      """)
    #expect(call.topics.map(\.id) == ["1.1", "1.2-1.3", "1.4", "1.5"])
    #expect(call.topics.map(\.partners) == [["BR"], ["ZA"], ["TH"], ["MN"]])
    #expect(call.topics.map(\.quota) == [.atMost(8), .exactly(20), .exactly(3), .exactly(2)])
    #expect(call.topics.map(\.envelope) == [.exactly(1600), .exactly(3000), .exactly(600), .exactly(200)])
    #expect(call.topics[0].title.zh == "中国和巴西政府间联合研究项目")
    #expect(call.topics[0].period == Period(atLeast: 24, atMost: 36, force: .must))
    #expect(call.topics[2].basis == .commitment)
    #expect(call.topics[2].areasOpen)
    // A document the dictionary has no name for becomes a field of the call.
    let attached = call.clauses.first { $0.id == "1.4(u1)a" }
    #expect(Drafts.keys(attached).contains("attached"))
    #expect(call.fields?.map?.contains { $0.key.hasPrefix("doc.d") } == true)
    let trained = call.clauses.first { $0.id == "1.1(3)c" }
    #expect(Drafts.keys(trained).contains("promise"))
  }

  @Test func `topics without labels are read from their sentences`() throws {
    let call = try Drafts.call(
      """
      二、重点任务
      方向1：中国和俄罗斯科研合作项目
      支持领域包括：数学、物理、化学。拟支持10个项目，总经费不超过1500万元，每个项目不超过150万元。项目执行期为2年。双方应分别向中国科技部和俄罗斯基础研究基金会（RFBR）提交申请，单方申请无效。
      方向2：中国-东盟联合研究项目
      支持领域包括：热带农业、公共卫生等。拟支持5个项目，总经费750万元。合作国别应为东盟国家（文莱、柬埔寨、印度尼西亚、老挝、马来西亚、缅甸、菲律宾、新加坡、泰国、越南）。项目执行期一般不超过3年。
      方向3：中德（NSFC-DFG）联合研究项目
      支持领域不限。拟支持3个项目。
      """)
    #expect(call.topics.map(\.id) == ["1", "2", "3"])
    #expect(call.topics.map(\.quota) == [.exactly(10), .exactly(5), .exactly(3)])
    #expect(call.topics.map(\.envelope) == [.atMost(1500), .exactly(750), nil])
    #expect(call.topics[0].areas.map(\.name.zh) == ["数学", "物理", "化学"])
    #expect(call.topics[1].areasOpen)
    #expect(call.topics[1].partners.flatMap { call.codes(of: $0) }.sorted() == Drafts.asean.sorted())
    #expect(call.topics[1].period == Period(atLeast: nil, atMost: 36, force: .general))
    #expect(call.topics[2].partners == ["DE"])
    #expect(call.topics[2].areasOpen)
  }

  @Test func `a table flattened to lines, chapter numerals and formal numerals are understood`() throws {
    let call = try Drafts.call(
      """
      （一）中国和以色列政府间科技合作项目
      合作协议
      《中以创新合作行动计划》
      领域方向
      医疗健康；农业科技；清洁能源
      拟支持项目数
      5个
      共拟支持经费
      5000万元
      其他要求
      1.项目执行期三年。
      2.每个项目须有中以双方企业参与，企业配套资金与财政资金比例不低于1:1。
      3.申报单位成立时间须在1年以上。
      （二）中国和新加坡政府间联合研究项目
      领域方向
      智慧城市
      拟支持项目数
      不超过十个
      共拟支持经费
      壹仟万元
      """)
    #expect(call.topics.map(\.partners) == [["IL"], ["SG"]])
    #expect(call.topics.map(\.quota) == [.exactly(5), .atMost(10)])
    #expect(call.topics.map(\.envelope) == [.exactly(5000), .exactly(1000)])
    #expect(call.topics[0].period?.atMost == 36)
    #expect(call.topics[0].areas.count == 3)
    #expect(call.topics[0].clauses.map(\.id).contains("1(3)"))
  }

  @Test func `bare numbers, labelled periods and contacts, ranges and 亿元 are understood`() throws {
    let call = try Drafts.call(
      """
      序号 国别 项目 数量
      1 中国和匈牙利政府间科技合作项目
      合作协议：中匈科技合作委员会第9届例会议定书。
      领域方向：1.农业与食品；2.信息技术；3.环境保护。
      拟支持项目数：10个
      共拟支持经费：500万元（每个项目50万元）。
      项目执行期：2年
      联系方式：匈牙利国家研发创新署（NKFIH），电话：+36-1-1234567，网址：https://nkfih.gov.hu/english
      其他要求：（1）每个项目的参加单位不超过3家；（2）同一负责人限申报1个项目；（3）须提供双方合作协议，协议内容应包括任务分工、经费来源、知识产权条款。
      2 中国和波兰政府间科技合作项目
      合作协议：中波科技合作协定。
      领域方向：新能源，新材料，先进制造。
      拟支持项目数：15个（原则上每个领域不超过5个）
      共拟支持经费：0.15亿元
      项目执行期：2～3年
      """)
    #expect(call.topics.map(\.id) == ["1", "2"])
    #expect(call.topics.map(\.envelope) == [.exactly(500), .exactly(1500)])
    #expect(call.topics.map(\.areas.count) == [3, 3])
    #expect(call.topics[0].agency?.url == "https://nkfih.gov.hu/english")
    #expect(call.topics[0].agency?.name.zh == "匈牙利国家研发创新署（NKFIH）")
    #expect(call.topics[1].perArea == ShareLimit(atMost: 5, force: .principle))
    #expect(call.topics[1].period == Period(atLeast: 24, atMost: 36, force: .must))
    func keys(_ id: String) -> Set<String> { Drafts.keys(call.clauses.first { $0.id == id }) }
    #expect(keys("1(1)").contains("count"))
    #expect(keys("1(2)").contains("unique"))
    #expect(keys("1(3)b").contains("states"))
  }

  @Test func `text from pdftotext with form feeds, page numbers and a contents page is understood`() throws {
    let call = try Drafts.call(
      "目录\n1.1 中国和墨西哥联合研究项目……1\n1.2 中国和智利联合研究项目……2\n\u{0C}"
        + "1.1 中国和墨西哥联合研究项目\n领域方向：天文\n\n                 第 1 页 共 2 页\n\n\u{0C}学、地震学、\n水产养殖。\n"
        + "拟支持项目数：6 个。\n共拟支持经费：900 万元人民币，单个项目经费不超过 150 万元。\n其他要求：\n（1）项目执\n行期不超过 3 年。\n"
        + "（2）项目合作双方须分别\n\n- 2 -\n\n\u{0C}向本国的项目征集部门提交申报材料，单方申报项\n目无效。\n"
        + "1.2 中国和智利联合研究项目\n领域方向：包括但不限于光伏、锂电池。\n拟支持项目数：3项。\n共拟支持经费：0.045亿元。\n"
        + "其他要求：项目执行期为18个月。\n")
    #expect(call.topics.map(\.id) == ["1.1", "1.2"])
    #expect(call.topics.map(\.partners) == [["MX"], ["CL"]])
    #expect(call.topics[0].areas.map(\.name.zh) == ["天文学", "地震学", "水产养殖"])
    #expect(call.topics.map(\.quota) == [.exactly(6), .exactly(3)])
    #expect(call.topics.map(\.envelope) == [.exactly(900), .exactly(450)])
    #expect(call.topics.map(\.period?.atMost) == [36, 18])
    #expect(call.topics[1].areasOpen)
    #expect(Drafts.keys(call.clauses.first { $0.id == "1.1(2)" }).contains("counterpart"))
  }

  @Test func `other partners, ceilings, general limits and labels in any order are understood`() throws {
    let call = try Drafts.call(
      """
      2022年度“政府间国际科技创新合作”重点专项申报指南（第三批）
      按照部署，现发布第三批指南。本批共设6个方向，拟支持约60个项目，国拨经费总概算约1.2亿元。项目实施周期一般不超过3年，下设课题数不超过4个，项目参加单位总数不超过6家。
      2.1 中国和美国政府间科技合作项目
      领域方向：农业（包括精准农业、动植物健康），清洁能源，碳捕集利用与封存（CCUS）等。
      拟支持项目数：不超过20项。
      共拟支持经费：4000万元，每个项目国拨经费不超过200万元。
      其他要求：
      1. 外方合作单位须为美国政府部门资助的研究机构，须提供美方合作伙伴的资助证明文件；
      2. 项目负责人须为1962年1月1日以后出生，每年用于项目的工作时间不少于6个月；
      3. 中方申报单位须为2021年6月30日前注册的独立法人；
      4. 双方须共同发表论文不少于4篇。
      2.2 内地与香港联合资助研发项目
      合作协议：《内地与香港关于加快建设香港国际创新科技中心的安排》。
      支持领域：生物科技、人工智能、
      新材料。
      拟支持项目数：15个
      拟支持经费：内地方共支持3000万元，每项200万元。
      要求：（1）港方合作单位需向香港创新科技署提交申请，未获双方共同批准的项目不予支持。（2）企业牵头申报的，自筹经费与国拨经费比例不低于1∶1。
      2.3 金砖国家科技创新框架计划多边合作项目
      领域方向：传染病、水处理、光子学；详见征集公告：http://brics-sti.org。
      拟支持项目数：10个左右
      共拟支持经费：1500 万元左右
      其他要求：（1）项目须有至少三个金砖国家的合作单位参与；（2）合作国家包括巴西、俄罗斯、印度和南非。
      2.4 中国-荷兰联合研究（NWO）
      领域方向：水管理
      拟支持项目数：5个；共拟支持经费：0.1亿元；项目执行期：48个月。
      2.5 中国与意大利外交与国际合作部联合研究项目
      拟支持数量：10（其中重大项目2个）
      共拟支持经费：人民币1,000.00万元
      领域方向：①物理与天体物理；②可持续农业；③文化遗产保护技术。
      说明：执行期原则上为3年，可申请延期1年；中意双方参加人员应保持基本均衡；须于指南发布后60日内提交。
      """)
    #expect(call.topics.map(\.id) == ["2.1", "2.2", "2.3", "2.4", "2.5"])
    #expect(call.topics.map(\.partners) == [["US"], ["HK"], ["BR", "RU", "IN", "ZA"], ["NL"], ["IT"]])
    #expect(call.topics.map(\.quota) == [.atMost(20), .exactly(15), .about(10), .exactly(5), .exactly(10)])
    #expect(
      call.topics.map(\.envelope) == [
        .exactly(4000), .exactly(3000), .about(1500), .exactly(1000), .exactly(1000),
      ])
    #expect(call.topics.map(\.areas.count) == [3, 3, 3, 1, 3])
    #expect(call.topics[0].period == Period(atLeast: nil, atMost: 36, force: .general))
    #expect(call.topics[4].period == Period(atLeast: 36, atMost: 36, force: .principle))
    let common = call.commonClauses.reduce(into: Set<String>()) { $0.formUnion(Drafts.keys($1)) }
    #expect(
      common.isSuperset(of: ["guideCount", "programmeQuota", "programmeEnvelope", "duration", "count"]))
  }

  @Test func `the real guide without its line breaks, or wrapped elsewhere, gives the same topics`() throws {
    let lines = String(decoding: try Drafts.bytes("Calls/2024-2/guide.txt"), as: UTF8.self).split(
      whereSeparator: \.isNewline)
    let joined = lines.map { $0.filter { $0 != " " } }.joined()
    let wrapped = try Drafts.call(lines.joined(separator: "\n"))
    let whole = try Drafts.call(joined)
    #expect(whole.topics.map(\.id) == wrapped.topics.map(\.id))
    #expect(whole.topics.map(\.quota) == wrapped.topics.map(\.quota))
    #expect(whole.topics.map(\.envelope) == wrapped.topics.map(\.envelope))
    #expect(whole.topics.map(\.period) == wrapped.topics.map(\.period))
    #expect(whole.topics.map(\.areas.count) == wrapped.topics.map(\.areas.count))
  }
}
