import ApplicantDesk
import CallGuide
import Casework
import Ledger
import Storage
import StorageFixture
import Testing
import Web

@Suite struct DecidingTests {
  private func review(_ world: DeskWorld, _ id: String) async throws -> String {
    let page = try await world.get("/applications/\(id)/review", as: "leader")
    let fields = page.body.matches(of: /name="revision" value="(\d+)"/).map { String($0.1) }
    return try #require(fields.last)
  }

  @Test(arguments: EngineKind.available)
  func `a complete application is submitted, confirmed and endorsed by plain forms`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(
        store,
        procedure: Procedure(
          opens: DeskWorld.opens, deadline: DeskWorld.deadline, counting: .endorser, isEndorsed: true))
      let id = try await world.complete()
      let page = try await world.get("/applications/\(id)/review", as: "leader")
      #expect(page.body.contains("没有妨碍提交的问题"))
      let revision = try await review(world, id)
      let answer = try await world.post(
        "/applications/\(id)/submission", [("revision", revision)], as: "leader")
      #expect(answer.status == 303)
      #expect(answer.location == "/applications/\(id)/versions/1")
      for person in ["leader", "office"] {
        let receipt = try await world.get("/applications/\(id)/versions/1/receipt", as: person)
        #expect(receipt.status == 200)
        let file = try await world.get("/applications/\(id)/versions/1/receipt.txt", as: person)
        #expect(file.status == 200)
        #expect(file.body.contains("hefu.invalid/test"))
      }
      #expect(try await world.get("/applications/\(id)/versions/1/receipt.txt", as: "stranger").status == 404)
      let confirmation = try await world.get("/applications/\(id)/confirmation", as: "office")
      #expect(confirmation.body.contains("ministry"))
      let without = try await world.post("/applications/\(id)/confirmation", [("version", "1")], as: "office")
      #expect(without.status == 422)
      #expect(
        try await world.post(
          "/applications/\(id)/confirmation", [("version", "1"), ("endorser", "ministry")], as: "office"
        ).status == 303)
      #expect(try await world.get("/applications/\(id)/endorsement", as: "endorser").status == 200)
      #expect(
        try await world.post("/applications/\(id)/endorsement", [("version", "1")], as: "endorser").status
          == 303)
      let overview = try await world.get("/applications/\(id)", as: "leader")
      #expect(overview.body.contains("已推荐"))
    }
  }

  @Test(arguments: EngineKind.available) func `a second click or a retry is the same version`(
    engine: EngineKind
  )
    async throws
  {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let id = try await world.complete()
      let revision = try await review(world, id)
      let address = "/applications/\(id)/submission"
      let answers = try await withThrowingTaskGroup(of: String?.self) { group in
        for _ in 0..<4 {
          group.addTask { try await world.post(address, [("revision", revision)], as: "leader").location }
        }
        return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
      }
      #expect(answers == ["/applications/\(id)/versions/1"])
      let later = try await world.post(address, [("revision", revision)], as: "leader")
      #expect(later.location == "/applications/\(id)/versions/1")
      #expect(try await world.casework.versions(of: id, for: world.actor("leader")).count == 1)
    }
  }

  @Test(arguments: EngineKind.available) func `the deadline holds to the second at which the request arrived`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      // 16:00 in Beijing, on the day the application is complete.
      let deadline = DeskWorld.opens.adding(seconds: 10 * 86_400 + 8 * 3600)
      let world = try await DeskWorld.found(
        store,
        procedure: Procedure(opens: DeskWorld.opens, deadline: deadline, counting: .leader))
      let late = try await world.complete()
      let inTime = try await world.complete()
      let revisions = (try await review(world, late), try await review(world, inTime))
      world.time.now = Instant(milliseconds: deadline.milliseconds + 1000)
      let refused = try await world.post(
        "/applications/\(late)/submission", [("revision", revisions.0)], as: "leader")
      #expect(refused.status == 403)
      #expect(refused.body.contains("2024-05-20 16:00:01"))
      world.time.now = Instant(milliseconds: deadline.milliseconds + 999)
      let taken = try await world.post(
        "/applications/\(inTime)/submission", [("revision", revisions.1)], as: "leader")
      #expect(taken.status == 303)
    }
  }

  @Test(arguments: EngineKind.available) func `what stops a submission is listed with the way to each field`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let id = try await world.started(["app.durationMonths": ["abc"], "app.titleZh": ["题目"]])
      for language in Language.allCases {
        let page = try await world.get("/applications/\(id)/review", as: "leader", language: language)
        #expect(page.body.contains("/applications/\(id)/sections/basics#f-app.durationMonths"))
      }
      let revision = try await review(world, id)
      let refused = try await world.post(
        "/applications/\(id)/submission", [("revision", revision)], as: "leader")
      #expect(refused.status == 422)
      #expect(refused.body.contains("id=\"problems\""))
      let stale = try await world.complete()
      let answer = try await world.post(
        "/applications/\(stale)/submission", [("revision", "1")], as: "leader")
      #expect(answer.status == 409)
    }
  }

  @Test(arguments: EngineKind.available)
  func `withdrawing, reopening, giving back and copying are plain forms`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let id = try await world.submitted()
      let empty = try await world.post(
        "/applications/\(id)/giving-back", [("version", "1"), ("reason", " ")], as: "office")
      #expect(empty.status == 422)
      #expect(empty.body.contains("fault-reason"))
      #expect(
        try await world.post(
          "/applications/\(id)/giving-back", [("version", "1"), ("reason", "请补充摘要")], as: "office"
        ).status == 303)
      #expect(try await world.get("/applications/\(id)", as: "leader").body.contains("请补充摘要"))
      let other = try await world.submitted()
      #expect(
        try await world.post("/applications/\(other)/withdrawal", [("reason", "")], as: "leader").status
          == 303)
      #expect(try await world.post("/applications/\(other)/reopening", [], as: "leader").status == 303)
      #expect(try await world.post("/applications/\(other)/withdrawal", [], as: "editor").status == 403)
      let copy = try await world.post(
        "/applications/\(id)/copy", [("topic", "1.6"), ("organisation", "university")], as: "leader")
      #expect(copy.status == 303)
      #expect(try await world.get(try #require(copy.location), as: "leader").status == 200)
    }
  }

  @Test(arguments: EngineKind.available)
  func `in a correction window only what the message names can be changed`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let id = try await world.submitted()
      world.time.now = DeskWorld.deadline.adding(seconds: 86_400)
      try await world.casework.write(
        "请更正摘要", about: id, correctUntil: world.time.now.adding(seconds: 86_400), fields: ["app.abstract"],
        by: world.actor("officer"))
      let address = "/applications/\(id)/sections/basics"
      let page = try await world.get(address, as: "leader")
      #expect(page.status == 200)
      #expect(page.body.contains("补正"))
      let fields = PageForm.fields(page.body, form: "draft")
      let saved = try await world.post(
        address,
        fields.map {
          $0.0 == "app.abstract" ? ($0.0, "更正后的摘要") : ($0.0, $0.0 == "revision" ? $0.1 : $0.1 + "改")
        },
        as: "leader")
      #expect(saved.status == 303)
      let answers = try await world.casework.dossier(id, for: world.actor("leader")).answers
      #expect(answers["app.abstract"] == ["更正后的摘要"])
      #expect(!(answers["app.titleZh"]?.last?.hasSuffix("改") ?? true))
    }
  }

  @Test(arguments: EngineKind.available)
  func `people are invited and removed from the page of the application`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let id = try await world.started()
      let address = "/applications/\(id)/participants"
      let wrong = try await world.post(address, [("email", "nobody"), ("role", "editor")], as: "leader")
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("value=\"nobody\""))
      #expect(
        try await world.post(address, [("email", "new@example.org"), ("role", "editor")], as: "leader").status
          == 303)
      #expect(try await world.post(address, [("remove", "editor")], as: "reader").status == 403)
      #expect(try await world.post(address, [("remove", "editor")], as: "leader").status == 303)
      #expect(try await world.get("/applications/\(id)", as: "editor").status == 404)
      let left = try await world.post(address, [("remove", "reader")], as: "reader")
      #expect(left.location == "/applications")
    }
  }
}
