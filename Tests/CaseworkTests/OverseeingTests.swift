import CallGuide
import Casework
import Eligibility
import Ledger
import Storage
import StorageFixture
import Testing

@Suite struct OverseeingTests {
  private func numbers(
    _ world: World, _ actor: String, _ change: (inout ApplicationFilter) -> Void = { _ in }
  )
    async throws -> [String]
  {
    var filter = ApplicationFilter()
    change(&filter)
    return try await world.casework.overseen(filter, by: world.actor(actor)).lines.map(\.number)
  }

  @Test(arguments: EngineKind.available)
  func `officers and auditors see what was submitted, nobody else sees a line, and drafts are not there`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let (_, version) = try await world.submitted()
      _ = try await world.started(["app.titleZh": ["草稿"]])
      #expect(try await numbers(world, "officer") == ["2024-2-1.5-0001"])
      #expect(try await numbers(world, "auditor") == ["2024-2-1.5-0001"])
      for other in ["leader", "office", "endorser", "stranger"] {
        #expect(try await numbers(world, other).isEmpty)
        #expect(
          await refusal {
            _ = try await world.casework.statedVersion(of: version.application, for: world.actor(other))
          } == .notFound)
      }
      let standing = try await world.casework.standing(for: world.actor("officer"))
      #expect(standing.count(.submitted) == 1)
      #expect(standing.count(.draft) == 0)
      #expect(standing.topics.count == World.rules.call.topics.count)
      #expect(try await world.casework.standing(for: world.actor("leader")).topics.isEmpty)
    }
  }

  @Test(arguments: EngineKind.available)
  func `what a leader writes after submitting is not shown before it is submitted again`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let (id, _) = try await world.submitted()
      _ = try await world.casework.save(
        ["app.titleZh": ["未提交的题目"], "app.abstract": ["未提交的摘要"]], base: 1, to: id, by: world.actor("leader"))
      let page = try await world.casework.overseen(ApplicationFilter(), by: world.actor("officer"))
      #expect(page.lines.map(\.title) == ["中阿示范实验室"])
      let stated = try await world.casework.statedVersion(of: id, for: world.actor("officer"))
      #expect(stated.application.title == "中阿示范实验室")
      #expect(!stated.json.contains("未提交"))
      #expect(world.casework.assess(stated) != nil)
      try await world.submit(id)
      let again = try await world.casework.statedVersion(of: id, for: world.actor("officer"))
      #expect(again.application.title == "未提交的题目")
      #expect(again.happenings.map(\.event) == ["submitted", "submitted"])
      #expect(again.leader != nil)
      #expect(try await world.casework.statedVersion(of: id, for: world.actor("auditor")).leader == nil)
    }
  }

  @Test(arguments: EngineKind.available)
  func
    `filters narrow, a text finds Chinese and English parts, wildcards are letters, pages follow by number`(
      engine: EngineKind
    ) async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      for title in ["沙漠光伏实验室", "100% Solar_Lab", "绿氢"] {
        try await world.submit(world.started(["app.titleZh": [title]]))
      }
      #expect(try await numbers(world, "officer") { $0.text = "光伏" } == ["2024-2-1.5-0001"])
      #expect(try await numbers(world, "officer") { $0.text = "solar_l" } == ["2024-2-1.5-0002"])
      #expect(try await numbers(world, "officer") { $0.text = "0% s" } == ["2024-2-1.5-0002"])
      #expect(try await numbers(world, "officer") { $0.text = "_光" }.isEmpty)
      #expect(try await numbers(world, "officer") { $0.text = "EXAMPLE uni" }.count == 3)
      #expect(try await numbers(world, "officer") { $0.topic = "1.6" }.isEmpty)
      #expect(try await numbers(world, "officer") { $0.state = .confirmed }.isEmpty)
      #expect(try await numbers(world, "officer") { $0.state = .submitted }.count == 3)
      var filter = ApplicationFilter()
      filter.limit = 2
      let first = try await world.casework.overseen(filter, by: world.actor("officer"))
      #expect(first.hasMore && first.lines.count == 2)
      filter.after = first.lines[1].number
      let second = try await world.casework.overseen(filter, by: world.actor("officer"))
      #expect(!second.hasMore)
      #expect(second.lines.map(\.title) == ["绿氢"])
    }
  }
}
