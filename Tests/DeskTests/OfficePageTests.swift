import CallGuide
import Casework
import Hummingbird
import HummingbirdTesting
import Ledger
import OfficeDesk
import Storage
import StorageFixture
import Testing
import Web

@Suite struct OfficePageTests {
  typealias P = OfficeProgramme

  private func visit(
    _ procedure: Procedure? = nil, entered: Bool = true,
    _ body: @escaping @Sendable (OfficeProgramme, any TestClientProtocol) async throws -> Void
  ) async throws {
    try await withStore(.sqlite) { store in
      var programme = try await P.found(store, procedure: procedure)
      if entered { programme = try await programme.entered() }
      let app = Hummingbird.Application(
        responder: programme.site([programme.office], isDemonstration: procedure?.isDemonstration ?? false))
      let ready = programme
      try await app.test(.router) { client in try await body(ready, client) }
    }
  }

  @Test func `every address is read as it is printed`() {
    for route in OfficeRoute.samples {
      #expect(OfficeRoute(path: PathSegment.split(route.path) ?? []) == route, "\(route.path)")
    }
  }

  @Test func `the office's pages are there in both languages`() async throws {
    try await visit { programme, client in
      let id = programme.applications["A"] ?? ""
      let paths = [OfficeRoute.call, .applications, .application(id), .extensions, .settings].map(\.path)
      for path in paths {
        for language in ["zh", "en"] {
          for account in ["officer", "auditor"] {
            let page = try await P.get(client, path, as: account, language: language)
            #expect(page.status == 200, "\(path) \(language) \(account)")
            #expect(page.body.contains("</html>"))
          }
        }
      }
      #expect(try await P.get(client, OfficeRoute.clock.path, as: "officer").status == 404)
    }
  }

  @Test func `the list filters by query, and programs get JSON`() async throws {
    try await visit { _, client in
      let path = OfficeRoute.applications.path
      #expect(try await P.get(client, path, as: "officer").body.contains("2024-2-1.6-0001"))
      let narrow = try await P.get(client, path + "?topic=1.5&state=confirmed&q=north", as: "officer").body
      #expect(narrow.contains("2024-2-1.5-0001") && !narrow.contains("2024-2-1.6-0001"))
      let none = try await P.get(client, path + "?q=%3Cscript%3E", as: "officer").body
      #expect(!none.contains("<script>") && none.contains("&lt;script&gt;"))
      let json = try await P.get(client, path + "?topic=1.5", as: "officer", json: true)
      #expect(json.headers[.contentType] == "application/json")
      #expect(json.body.contains("\"number\":\"2024-2-1.5-0001\""))
      #expect(try await P.get(client, path, as: "officerA").body.contains("2024-2-1.6-0001") == false)
    }
  }

  @Test func `a message with a correction window opens the named fields after the deadline and no others`()
    async throws
  {
    try await visit { programme, client in
      let id = programme.applications["A"] ?? ""
      programme.time.now = P.deadline.adding(seconds: 3600)
      let path = OfficeRoute.messages(id).path
      let bad = try await P.post(
        client, path, [("body", "请补正摘要"), ("window", "fields"), ("correctUntil", "2024-07-05T16:00")],
        as: "officer")
      #expect(bad.status == 422)
      #expect(bad.body.contains("请补正摘要"))
      let sent = try await P.post(
        client, path,
        [
          ("body", "请补正摘要"), ("window", "fields"), ("correctUntil", "2024-07-05T16:00"),
          ("fields", "app.abstract"), ("fields", "org"),
        ], as: "officer")
      #expect(sent.status == 303)
      let leader = try await programme.actor("leaderA")
      let dossier = try await programme.casework.dossier(id, for: leader)
      #expect(dossier.messages.last?.correctUntil == Instant("2024-07-05T08:00:00Z"))
      let saved = try await programme.casework.save(
        ["app.abstract": ["补正后的摘要"], "org[0].name": ["示范大学"]], base: dossier.application.revision, to: id,
        by: leader)
      #expect(saved.saved.count == 2)
      await #expect(throws: CaseFailure.self) {
        try await programme.casework.save(
          ["app.titleZh": ["不可改"]], base: saved.revision, to: id, by: leader)
      }
      #expect(try await P.get(client, OfficeRoute.application(id).path, as: "officer").body.contains("请补正摘要"))
    }
  }

  @Test func `an extension is proposed by one and approved by another, and what was typed survives an error`()
    async throws
  {
    try await visit { programme, client in
      let path = OfficeRoute.extensions.path
      let bad = try await P.post(
        client, path, [("topic", "1.5"), ("until", "明天"), ("reason", "停电")], as: "officer")
      #expect(bad.status == 422)
      #expect(bad.body.contains("停电") && bad.body.contains("value=\"明天\""))
      let both = try await P.post(
        client, path,
        [
          ("topic", "1.5"), ("application", "2024-2-1.5-0001"), ("until", "2024-07-05T16:00"),
          ("reason", "停电"),
        ],
        as: "officer")
      #expect(both.status == 422)
      let proposed = try await P.post(
        client, path, [("topic", "1.5"), ("until", "2024-07-05T16:00"), ("reason", "停电")], as: "officer")
      #expect(proposed.status == 303)
      let officer = try await programme.actor("officer")
      let found = try await programme.casework.extensions(for: officer).first { $0.topic == "1.5" }
      let id = found?.id ?? ""
      #expect(try await P.post(client, OfficeRoute.approval(id).path, as: "officer").status == 403)
      #expect(try await P.post(client, OfficeRoute.approval(id).path, as: "auditor").status == 403)
      #expect(try await P.post(client, OfficeRoute.approval(id).path, as: "officerB").status == 403)
      #expect(try await P.post(client, OfficeRoute.approval(id).path, as: "second").status == 303)
      let standing = try await programme.casework.standing(for: officer)
      #expect(
        standing.topics.first { $0.topic.id == "1.5" }?.deadline == Instant("2024-07-05T08:00:00Z"))
    }
  }

  @Test func `settings change at once before opening, by two officers after it`() async throws {
    let unopened = Procedure(
      opens: P.opens.adding(seconds: 30 * 86_400), deadline: P.deadline.adding(seconds: 60 * 86_400))
    let path = OfficeRoute.settings.path
    let form: [(String, String)] = [
      ("opens", "2024-07-02T08:00"), ("deadline", "2024-08-30T16:00"), ("deadline.1.5", "2024-09-01T16:00"),
      ("zone", "Asia/Shanghai"), ("counting", "office"), ("violations", "block"), ("endorsed", "1"),
    ]
    try await visit(unopened, entered: false) { programme, client in
      let seen = [("seen", unopened.mark)]
      let bad = try await P.post(
        client, path, form.filter { $0.0 != "zone" } + [("zone", "Mars")] + seen, as: "officer")
      #expect(bad.status == 422 && bad.body.contains("value=\"Mars\""))
      #expect(try await P.post(client, path, form + [("seen", "old")], as: "officer").status == 409)
      #expect(try await P.post(client, path, form + seen, as: "officerA").status == 403)
      #expect(try await P.post(client, path, form + seen, as: "auditor").status == 403)
      #expect(try await P.post(client, path, form + seen, as: "officer").status == 303)
      let procedure = try await programme.casework.procedure()
      #expect(procedure.deadlines == ["1.5": Instant("2024-09-01T08:00:00Z") ?? P.opens])
      #expect(procedure.isEndorsed && procedure.violations == .block)
    }
    try await visit { programme, client in
      let before = try await programme.casework.procedure()
      let sent = try await P.post(
        client, path, form + [("seen", before.mark), ("reason", "系统故障")], as: "officer")
      #expect(sent.status == 303)
      #expect(try await programme.casework.procedure() == before)
      let officer = try await programme.actor("officer")
      let id = try await programme.casework.proposals(for: officer).first?.id ?? ""
      #expect(try await P.get(client, path, as: "officer").body.contains("系统故障"))
      #expect(try await P.post(client, OfficeRoute.proposalApproval(id).path, as: "officer").status == 403)
      #expect(try await P.post(client, OfficeRoute.proposalApproval(id).path, as: "second").status == 303)
      #expect(try await programme.casework.procedure().deadlines["1.5"] == Instant("2024-09-01T08:00:00Z"))
    }
  }

  @Test func `a demonstration's clock moves by its page, for anybody; a real call has no such page`()
    async throws
  {
    let path = OfficeRoute.clock.path
    try await visit(
      Procedure(opens: P.opens, deadline: P.deadline, isDemonstration: true), entered: false
    ) { programme, client in
      #expect(try await P.get(client, path, as: nil).status == 200)
      #expect(try await P.post(client, path, [("to", "afterDeadline")], as: nil).status == 303)
      #expect(programme.casework.clock.now() == P.deadline.adding(seconds: 60))
      let typed = try await P.post(client, path, [("to", "custom"), ("moment", "昨天")], as: nil)
      #expect(typed.status == 422 && typed.body.contains("value=\"昨天\""))
      #expect(try await P.post(client, path, [("to", "beforeDeadline")], as: nil).status == 422)
      #expect(
        try await P.post(client, path, [("to", "custom"), ("moment", "2024-06-05T12:00")], as: nil).status
          == 303)
      #expect(programme.casework.clock.now() == Instant("2024-06-05T04:00:00Z"))
      // Every page says what time it is there, and leads to the clock.
      let page = try await P.get(client, OfficeRoute.call.path, as: "officer").body
      #expect(page.contains("演示时间 2024-06-05 12:00:00") && page.contains("href=\"\(path)\""))
      #expect(try await P.post(client, path, [("to", "right")], as: nil).status == 303)
      #expect(programme.casework.clock.offset == 0)
    }
    try await visit(entered: false) { programme, client in
      let asked = try await P.get(client, path, as: nil)
      let sent = try await P.post(client, path, [("to", "right")], as: "system")
      #expect(asked.status == 404 && sent.status == 404)
      #expect(programme.casework.clock.offset == 0)
    }
  }
}
