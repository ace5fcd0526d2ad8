@testable import CallGuide
import Testing

@Suite struct DraftTests {
  private func realGuide() throws -> String {
    String(decoding: try Drafts.bytes("Calls/2024-2/guide.txt"), as: UTF8.self)
  }

  private func reference() throws -> Call {
    var contents: [String: [UInt8]] = [:]
    for file in ["call.yaml", "guide.txt", "notice.txt"] {
      contents[file] = try Drafts.bytes("Calls/2024-2/" + file)
    }
    return try Call.read(CallFiles(folder: "Calls/2024-2", contents: contents))
  }

  @Test func `the real guide is drafted into a call that passes the coverage gate`() throws {
    let call = try Drafts.call(try realGuide())
    #expect(call.topics.count == 14)
    #expect(
      call.topics.map(\.id) == [
        "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "2.0", "2.1", "2.2", "2.3", "2.4",
      ])
    #expect(call.documents.first?.coveredCharacters == 7598)
  }

  @Test func `the draft of the real guide has what every topic says about places, money, time and partners`()
    throws
  {
    let call = try Drafts.call(try realGuide())
    let first = try #require(call.topic("1.1"))
    #expect(first.partners == ["NZ"])
    #expect(first.quota == .exactly(6))
    #expect(first.envelope == .exactly(1080))
    #expect(first.period == Period(atLeast: 24, atMost: 36, force: .general))
    let undecided = try #require(call.topic("1.8"))
    #expect(undecided.quota == .undecided)
    #expect(undecided.agency?.email == "wtz@oead.at")
    let arab = try #require(call.topic("1.5"))
    #expect(arab.partners.flatMap { call.codes(of: $0) }.count == 22)
    #expect(arab.perCountry == ShareLimit(atMost: 1, force: .principle))
    #expect(call.topic("1.9")?.partners.contains("BE-WAL") == true)
    #expect(call.topic("1.4")?.areas.map(\.areas.count) == [2, 3, 2, 2])
  }

  @Test func `the draft of the real guide comes close to the call made by hand`() throws {
    let scores = DraftComparison.compare(
      drafted: try Drafts.call(try realGuide()), reference: try reference())
    let floors = [
      "topics": 1, "titles": 1, "partners": 1, "areas": 1, "quotas": 1, "envelopes": 1, "periods": 1,
      "basis": 1,
      "contacts": 1, "items": 0.98, "clauses": 0.95, "classes": 0.95, "force": 0.95, "require": 0.9,
    ]
    for (kind, floor) in floors {
      let score = try #require(scores.first { $0.kind == kind })
      #expect(score.recall >= floor, "\(kind): recall \(score.recall)")
      #expect(score.precision >= floor, "\(kind): precision \(score.precision)")
    }
  }

  @Test func `a call compared with itself is found whole`() throws {
    let call = try reference()
    for score in DraftComparison.compare(drafted: call, reference: call) {
      #expect(score.precision == 1 && score.recall == 1, "\(score.kind)")
    }
  }

  @Test func `an empty text is a problem, not an empty call`() throws {
    let names = try Drafts.countries()
    for text in ["", " \n\u{0C}\u{3000}\n"] {
      let source = GuideText(text, file: "guide.txt")
      let drafted = Result { () throws(Problem) in try Draft.draft(text: source, id: "x", countries: names) }
      guard case .failure(let problem) = drafted else {
        Issue.record("an empty text was drafted")
        continue
      }
      #expect(problem.code == .unreadable)
    }
  }

  @Test func `a text without topics becomes a call of preamble alone`() throws {
    let call = try Drafts.call("这是一份没有任何方向的通知。\n请各单位认真组织申报。\n申报单位须于2025年3月1日前提交。")
    #expect(call.topics.isEmpty)
    #expect(call.clauses.count == 3)
    #expect(Drafts.keys(call.clauses.last).contains("question"))
  }

  @Test(arguments: [
    "12", "。", "（1）", "1.1", "领域方向：", "其他要求：", "1.1 中国", "…", "\"\\\u{1}\u{200B}\u{FFFD}é\u{301}…x：，", "中国和",
    "（（（", "1.1 中国和日本政府间项目",
    "领域方向：领域方向：领域方向：", "其他要求：（1）（2）（3）", "拟支持项目数：99999999999999999999个", "共拟支持经费：9999999999999亿元",
  ])
  func `scraps of text are covered too`(text: String) throws {
    _ = try Drafts.call(text)
  }
}
