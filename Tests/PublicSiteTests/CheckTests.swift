import CallGuide
import Eligibility
import Foundation
import HTTPTypes
import PageReading
import Testing
import Web

@testable import PublicSite

@Suite struct CheckTests {
  private static let path = "/topics/1.5/check?lang=zh"

  /// What the result says of a clause: the texts from its anchor to the next.
  private func finding(_ clause: String, in body: String) throws -> String {
    let start = try #require(body.range(of: "id=\"r-\(clause)\""), "no finding on \(clause)")
    let rest = body[start.upperBound...]
    return String(rest[..<(rest.range(of: "<li class=\"finding\"")?.lowerBound ?? rest.endIndex)])
  }

  @Test func `a wrong title is violated with the clause quoted, the corrected one satisfied`() async throws {
    let wrong = try await Visit.post(
      Self.path,
      [("do", "check"), ("partner.country", "EG"), ("app.titleZh", "中埃人工智能合作项目")])
    #expect(wrong.status == 200)
    let before = try finding("1.5(3)b", in: wrong.body)
    #expect(before.contains("不符合") && before.contains("联合实验室"))
    #expect(before.contains("项目申报名称格式为“中+合作国家简称+研究领域+联合实验室”。"))
    #expect(before.contains("href=\"#f-app.titleZh\""))
    #expect(Reader(wrong.body).first("id", "remarks-app.titleZh") != nil)
    let right = try await Visit.post(
      Self.path,
      [("do", "check"), ("partner.country", "EG"), ("app.titleZh", "中埃人工智能联合实验室")])
    #expect(try finding("1.5(3)b", in: right.body).contains("verdict satisfied"))
    #expect(Reader(right.body).first("id", "remarks-app.titleZh")?.tag != "fault")
  }

  @Test func `nothing filled in breaks nothing, and no verdict is guessed`() async throws {
    let page = try await Visit.post("/topics/1.5/check?lang=en", [("do", "check")])
    #expect(page.body.contains("Nothing filled in so far breaks a clause"))
    let sheet = try await Visit.post(
      "/topics/1.5/check?lang=en", [("do", "check"), ("check.stage", "submit"), ("check.day", "2024-06-03")])
    #expect(sheet.body.contains("verdict violated"))
  }

  @Test func `typing errors stand beside their controls, in their rows, and no verdict is given`()
    async throws
  {
    let answer = try await Visit.post(
      Self.path,
      [
        ("do", "check"), ("org[0].name", "甲"), ("org[1].name", " "), ("org[2].name", "乙"),
        ("org[2].registeredOn", "2023-02-30"), ("app.durationMonths", "三年"), ("app.budget.grant", "-1"),
        ("app.titleZh", String(repeating: "长", count: 101)), ("attest.originator.date", "昨天"),
        ("attest.originator.made", "true"), ("check.day", "someday"),
      ])
    #expect(answer.status == 422)
    let page = Reader(answer.body)
    for control in [
      "org[2].registeredOn", "app.durationMonths", "app.budget.grant", "app.titleZh",
      "attest.originator.date",
      "check.day",
    ] {
      #expect(page.first("id", "fault-" + control) != nil, "no error beside \(control)")
      #expect(
        page.first("href", "#" + PathSegment.escape("f-" + control)) != nil, "\(control) is not summed up")
    }
    #expect(page.first("id", "fault-org[1].registeredOn") == nil)
    #expect(page.first("value", "2023-02-30")?.attributes["name"] == "org[2].registeredOn")
    #expect(!answer.body.contains("class=\"counts\""))
  }

  @Test func `another row and the other language keep everything typed`() async throws {
    let typed = [("org[1].name", "Cairo"), ("app.abstract", "第一行\r\n第二行"), ("app.topic", "ai")]
    let more = Reader(try await Visit.post(Self.path, typed + [("add", "org")]).body)
    #expect(more.first("name", "org[2].name") != nil)
    #expect(more.first("name", "org[1].name")?.attributes["value"] == "Cairo")
    #expect(more.text.contains("第一行\n第二行"))
    #expect(more.first("id", "result") == nil)
    let english = try await Visit.post(Self.path, typed + [("lang", "en")])
    #expect(english.headers[.contentLanguage] == "en")
    #expect(Reader(english.body).first("value", "ai")?.attributes["selected"] != nil)
    let judged = try await Visit.post(Self.path, typed + [("lang", "en"), ("asked", "1")])
    #expect(Reader(judged.body).first("id", "result-title") != nil)
  }

  @Test func `nothing typed can become markup`() async throws {
    let rules = try Visit.rules.get()
    let attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u{0}"
    for topic in rules.call.topics {
      let form = rules.form(for: topic)
      var fields: [(String, String)] = [("do", "check")]
      for question in form.sections.flatMap(\.questions) {
        switch question.field.type {
        case .list:
          for member in question.members {
            fields.append((Sheet.control(member.field, of: question.field, row: 0), attack))
          }
        case .declaration:
          fields += [(question.field.id + ".to", attack), (question.field.id + ".made", attack)]
        default: fields.append((question.field.id, attack))
        }
      }
      for sent in [fields, fields.filter { rules.dictionary.field($0.0).map { isText($0.type) } ?? true }] {
        let body = try await Visit.post("/topics/\(topic.id)/check?lang=en", sent).body
        let page = Reader(body)
        #expect(page.faults.isEmpty)
        #expect(!page.elements.contains { $0.tag == "script" || $0.tag == "img" })
        #expect(!page.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
        #expect(body.contains("&lt;script&gt;"))
      }
    }
  }

  private func isText(_ type: FieldType) -> Bool { if case .text = type { true } else { false } }

  @Test func `nothing is stored`() async throws {
    let answer = try await Visit.post("/topics/1.5/check", [("do", "check"), ("leader.nameZh", "示例人名甲")])
    #expect(answer.headers[.setCookie] == nil)
    #expect(answer.headers[.cacheControl] == "no-store")
    #expect(try await Visit.get("/topics/1.5/check").body.contains("示例人名甲") == false)
    #expect(try await Visit.get("/topics/1.5/check").body.contains("不保存"))
  }

  @Test func `every field the clauses ask an applicant for is on the form`() async throws {
    let rules = try Visit.rules.get()
    for topic in rules.call.topics {
      let page = Reader(try await Visit.get("/topics/\(topic.id)/check").body)
      let names = Set(page.elements.compactMap { $0.attributes["name"] })
      for question in rules.form(for: topic).sections.flatMap(\.questions)
      where question.field.phase == .application {
        let id = question.field.id
        #expect(
          names.contains { $0 == id || $0.hasPrefix(id + ".") || $0.hasPrefix(id + "[") },
          "\(topic.id): \(id)")
      }
    }
  }
}
