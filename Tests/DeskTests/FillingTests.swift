import ApplicantDesk
import CallGuide
import Casework
import Eligibility
import HTTPTypes
import Ledger
import Storage
import StorageFixture
import Testing
import Web

@Suite struct FillingTests {
  @Test(arguments: ApplicantRoute.samples) func `a route prints the address it reads`(route: ApplicantRoute)
    throws
  {
    let segments = try #require(PathSegment.split(route.path))
    #expect(ApplicantRoute(path: segments) == route)
  }

  @Test func `an address of no page is none of ours`() {
    for path in [
      ["applications", "a", "b"], ["applications", "a", "versions", "0"],
      ["applications", "a", "versions", "01"],
      ["applications", "a", "sections"], ["other"], ["applications", "a", "sections", "b", "c"],
    ] { #expect(ApplicantRoute(path: path) == nil, "\(path)") }
  }

  @Test(arguments: EngineKind.available)
  func `an application is started in two steps and filled in from there`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let page = try await world.get("/applications/start?topic=1.5", as: "leader")
      #expect(page.status == 200)
      #expect(page.body.contains("value=\"1.5\" selected"))
      let answer = try await world.post(
        "/applications/start", [("topic", "1.5"), ("organisation", "university")], as: "leader")
      #expect(answer.status == 303)
      let section = try #require(answer.location)
      #expect(section.hasSuffix("/sections/basics"))
      #expect(try await world.get(section, as: "leader").status == 200)
      let wrong = try await world.post(
        "/applications/start", [("topic", ""), ("organisation", "university")], as: "leader")
      #expect(wrong.status == 422)
      let foreign = try await world.post(
        "/applications/start", [("topic", "1.5"), ("organisation", "other")], as: "leader")
      #expect(foreign.status == 403)
    }
  }

  @Test(arguments: EngineKind.available) func `a self-check's answers begin the application`(
    engine: EngineKind
  )
    async throws
  {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let answer = try await world.post(
        StartApplication.path,
        [
          (StartApplication.topic, "1.5"), ("app.titleZh", "中阿示范联合实验室"), ("check.stage", "draft"),
          ("no.such", "x"),
        ], as: "leader")
      #expect(answer.status == 303)
      let page = try await world.get(try #require(answer.location), as: "leader")
      #expect(page.body.contains("中阿示范联合实验室"))
    }
  }

  @Test(arguments: EngineKind.available) func `every page answers in both languages to whom it is for`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let id = try await world.submitted()
      let draft = ["/sections/basics", "/sections/budget", "/panel", "/preview", "/review", "/copy"]
      for language in Language.allCases {
        for person in ["leader", "editor", "reader"] {
          for place in ["", "/versions/1"] + draft {
            let page = try await world.get("/applications/\(id)\(place)", as: person, language: language)
            #expect(page.status == 200, "\(person) \(place)")
            #expect(page.headers[.contentLanguage] == language.tag)
          }
          #expect(try await world.get("/applications", as: person, language: language).status == 200)
        }
        for person in ["office", "officer"] {
          for place in ["", "/versions/1"] {
            let page = try await world.get("/applications/\(id)\(place)", as: person, language: language)
            #expect(page.status == 200, "\(person) \(place)")
          }
          for place in draft {
            let page = try await world.get("/applications/\(id)\(place)", as: person, language: language)
            #expect(page.status == 403, "\(person) \(place)")
          }
        }
        for place in ["/confirmation", "/giving-back"] {
          #expect(
            try await world.get("/applications/\(id)\(place)", as: "office", language: language).status == 200
          )
          #expect(
            try await world.get("/applications/\(id)\(place)", as: "leader", language: language).status == 403
          )
        }
      }
      for person in ["stranger", "lonely", "endorser"] {
        for place in ["", "/versions/1"] + draft {
          #expect(
            try await world.get("/applications/\(id)\(place)", as: person).status == 404, "\(person) \(place)"
          )
        }
      }
      let nobody = try await world.get("/applications/\(id)", as: nil)
      #expect(nobody.status == 303)
      #expect(nobody.location?.hasPrefix("/sign-in") == true)
      for place in ["/sections/none", "/versions/2"] {
        #expect(try await world.get("/applications/\(id)\(place)", as: "leader").status == 404)
      }
      #expect(try await world.get("/applications/none", as: "leader").status == 404)
    }
  }

  @Test(arguments: EngineKind.available)
  func `without a script a section is saved whole, and rows come and go`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let id = try await world.started()
      let address = "/applications/\(id)/sections/basics"
      var fields = PageForm.fields(try await world.get(address, as: "leader").body, form: "draft")
      #expect(fields.contains { $0.0 == "revision" })
      let title = try #require(fields.firstIndex { $0.0 == "app.titleZh" })
      fields[title].1 = "改过的题目"
      let saved = try await world.post(address, fields + [("do", "next")], as: "leader")
      #expect(saved.status == 303)
      #expect(saved.location != address)
      #expect(try await world.get(address, as: "leader").body.contains("改过的题目"))
      let team = "/applications/\(id)/sections/team"
      let before = PageForm.fields(try await world.get(team, as: "leader").body, form: "draft")
      let added = try await world.post(team, before + [("add", "org")], as: "leader")
      #expect(added.status == 303)
      let after = PageForm.fields(try await world.get(team, as: "leader").body, form: "draft")
      #expect(
        after.count { $0.0.hasSuffix(".name") && $0.0.hasPrefix("org[") }
          == before.count { $0.0.hasSuffix(".name") && $0.0.hasPrefix("org[") } + 1)
      let removed = try await world.post(team, after + [("remove", "org[1]")], as: "leader")
      #expect(removed.status == 303)
      #expect(
        PageForm.fields(try await world.get(team, as: "leader").body, form: "draft").count == before.count)
    }
  }

  @Test(arguments: EngineKind.available) func `what cannot be saved comes back with everything typed`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let id = try await world.started()
      let address = "/applications/\(id)/sections/basics"
      let fields = PageForm.fields(try await world.get(address, as: "leader").body, form: "draft")
        .map { $0.0 == "app.titleZh" ? ($0.0, "迟到的题目") : $0 }
      world.time.now = DeskWorld.deadline.adding(seconds: 1)
      for language in Language.allCases {
        let late = try await world.post(address, fields, as: "leader", language: language)
        #expect(late.status == 403)
        #expect(late.body.contains("迟到的题目"))
        #expect(late.body.contains("2024-06-28 16:00:01"))
      }
      let missing = try await world.post(address, [("app.titleZh", "无版本号")], as: "leader")
      #expect(missing.status == 400)
    }
  }

  @Test(arguments: EngineKind.available) func `two people's values stand side by side until one is chosen`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let id = try await world.started()
      let address = "/applications/\(id)/sections/basics"
      let first = PageForm.fields(try await world.get(address, as: "leader").body, form: "draft")
      func with(_ title: String, _ fields: [(String, String)]) -> [(String, String)] {
        fields.map { $0.0 == "app.titleZh" ? ($0.0, title) : $0 }
      }
      func standing() async throws -> [String]? {
        try await world.casework.dossier(id, for: world.actor("leader")).answers["app.titleZh"]
      }
      #expect(try await world.post(address, with("编辑的题目", first), as: "editor").status == 303)
      let conflict = try await world.post(address, with("负责人的题目", first), as: "leader")
      #expect(conflict.status == 409)
      #expect(conflict.body.contains("编辑的题目"))
      #expect(conflict.body.contains("示范editor"))
      #expect(try await standing() == ["编辑的题目"])
      let shown = PageForm.fields(conflict.body, form: "draft")
      #expect(shown.contains { $0 == ("app.titleZh", "负责人的题目") })
      // Not chosen: it is asked again, and nothing is overwritten.
      let again = try await world.post(address, shown, as: "leader")
      #expect(again.status == 409)
      #expect(try await standing() == ["编辑的题目"])
      let theirs = try await world.post(address, shown + [("choose:app.titleZh", "theirs")], as: "leader")
      #expect(theirs.status == 303)
      #expect(try await standing() == ["编辑的题目"])
      let mine = try await world.post(address, shown + [("choose:app.titleZh", "mine")], as: "leader")
      #expect(mine.status == 303)
      #expect(try await standing() == ["负责人的题目"])
    }
  }

  @Test(arguments: EngineKind.available) func `a script saves what changed and hears what others did`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let id = try await world.started()
      let address = "/applications/\(id)/sections/basics"
      let json = "application/json"
      let saved = try await world.post(
        address, [("revision", "1"), ("partial", "1"), ("app.titleZh", "甲")], as: "leader", accept: json)
      #expect(saved.status == 200)
      #expect(saved.body.contains("\"revision\":\"2\""))
      #expect(saved.body.contains("id=\\\"panel\\\""))
      let other = try await world.post(
        address, [("revision", "1"), ("partial", "1"), ("app.abstract", "摘要")], as: "editor", accept: json)
      #expect(other.body.contains("\"app.titleZh\":[\"甲\"]"))
      let conflict = try await world.post(
        address, [("revision", "1"), ("partial", "1"), ("app.titleZh", "乙")], as: "editor", accept: json)
      #expect(conflict.status == 200)
      #expect(conflict.body.contains("\"theirs\":[\"甲\"]"))
      let refused = try await world.post(
        address, [("revision", "3"), ("partial", "1"), ("app.titleZh", "丙")], as: "reader", accept: json)
      #expect(refused.status == 403)
      #expect(refused.body.contains("\"code\":\"forbidden\""))
      let answers = try await world.casework.dossier(id, for: world.actor("leader")).answers
      #expect(answers["app.titleZh"] == ["甲"])
      #expect(answers["app.abstract"] == ["摘要"])
    }
  }

  @Test(arguments: EngineKind.available) func `script typed into any control is never markup`(
    engine: EngineKind
  )
    async throws
  {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let evil = "\"><script>alert(1)</script>'"
      let topic = try #require(DeskWorld.rules.call.topic("1.5"))
      let form = DeskWorld.stock.form(of: topic)
      var answers: [String: [String]] = [:]
      for question in form.questions {
        for control in [question.field.id, question.field.id + ".made", question.field.id + ".currency"] {
          if form.control(control) != nil { answers[control] = [evil] }
        }
        for member in question.members {
          answers[Sheet.control(member.field, of: question.field, row: 0)] = [evil]
        }
      }
      let id = try await world.started(answers)
      let places =
        ["", "/preview", "/review", "/panel", "/copy"] + form.sections.map { "/sections/\($0.section.id)" }
      for place in places {
        let page = try await world.get("/applications/\(id)\(place)", as: "leader")
        #expect(page.status == 200, "\(place)")
        #expect(!page.body.contains("<script>alert"), "\(place)")
        #expect(!page.body.contains(evil), "\(place)")
      }
    }
  }
}
