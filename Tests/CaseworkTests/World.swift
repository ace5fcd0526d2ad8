import CallGuide
import Casework
import Eligibility
import Foundation
import Ledger
import Storage
import StorageFixture
import Synchronization

/// A small programme: one call, two universities, a leader, an office, two officers, and a clock one can set.
struct World: Sendable {
  let casework: Casework
  let time: TestTime
  let store: Store

  static let rules: Rulebook = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Calls/2024-2")
    var contents: [String: [UInt8]] = [:]
    for name in ["guide.txt", "notice.txt", "call.yaml"] {
      contents[name] = Array((try? Data(contentsOf: folder.appending(path: name))) ?? Data())
    }
    do {
      return try Rulebook(try Call.read(CallFiles(folder: "Calls/2024-2", contents: contents)))
    } catch { preconditionFailure("\(error)") }
  }()

  /// 2024-06-01T00:00:00Z and 2024-06-28T08:00:00Z.
  static let opens = Instant(milliseconds: 1_717_200_000_000)
  static let deadline = Instant(milliseconds: 1_719_561_600_000)

  /// Founds the programme in an empty store.
  static func found(_ store: Store, procedure: Procedure? = nil) async throws -> World {
    let time = TestTime(opens.adding(seconds: 9 * 86_400 + 7200))
    let casework = Casework(
      store: store, rules: rules, clock: Clock { time.now },
      random: { count in (0..<count).map { _ in .random(in: 0 ... .max) } })
    let procedure =
      procedure ?? Procedure(opens: opens, deadline: deadline, counting: .leader, violations: .acknowledge)
    try await store.write { transaction in
      for row in procedure.rows {
        try transaction.run(
          "INSERT INTO setting (name, value) VALUES ($1, $2)", .text(row.name), .text(row.value))
      }
      for id in ["leader", "editor", "office", "endorser", "officer", "second", "stranger", "auditor"] {
        try transaction.run(
          """
          INSERT INTO account (id, email, name_zh, name_en, language, totp, created)
          VALUES ($1, $2, $3, $4, 'zh', $5, 0)
          """, .text(id), .text("\(id)@example.org"), .text("示范\(id)"), .text("Example \(id)"),
          .blob(Array("a second factor".utf8)))
      }
      for id in ["university", "other", "ministry"] {
        try transaction.run(
          """
          INSERT INTO organisation (id, name_zh, name_en, country, kind, created) VALUES ($1, $2, $3, 'CN', 'university', 0)
          """, .text(id), .text("示范单位\(id)"), .text("Example \(id)"))
      }
      let memberships = [
        ("leader", "university", "member"), ("editor", "university", "member"),
        ("office", "university", "office"),
        ("endorser", "ministry", "endorser"), ("stranger", "other", "office"),
      ]
      for (account, organisation, role) in memberships {
        try transaction.run(
          "INSERT INTO membership (account, organisation, role, granted) VALUES ($1, $2, $3, 0)",
          .text(account),
          .text(organisation), .text(role))
      }
      for (account, role) in [("officer", "officer"), ("second", "officer"), ("auditor", "auditor")] {
        try transaction.run(
          "INSERT INTO office (account, role, scope, granted) VALUES ($1, $2, '', 0)", .text(account),
          .text(role))
      }
    }
    return World(casework: casework, time: time, store: store)
  }

  /// Somebody of the programme.
  func actor(_ id: String) -> Actor {
    let memberships: [String: (String, Actor.Membership.Role)] = [
      "leader": ("university", .member), "editor": ("university", .member), "office": ("university", .office),
      "endorser": ("ministry", .endorser), "stranger": ("other", .office),
    ]
    let offices: [String: Actor.Office.Role] = ["officer": .officer, "second": .officer, "auditor": .auditor]
    return Actor(
      account: id, email: "\(id)@example.org", name: BilingualText(same: id), language: .zh,
      memberships: memberships[id].map {
        [
          Actor.Membership(
            organisation: $0.0, name: BilingualText(zh: "示范大学", en: "Example University"), role: $0.1)
        ]
      } ?? [], offices: offices[id].map { [Actor.Office(role: $0, scope: "")] } ?? [])
  }

  /// A started application of topic 1.5.
  func started(_ answers: [String: [String]] = [:]) async throws -> String {
    try await casework.start(topic: "1.5", organisation: "university", answers: answers, by: actor("leader"))
  }

  /// A started and submitted application.
  func submitted() async throws -> (id: String, version: SubmittedVersion) {
    let id = try await started(["app.titleZh": ["中阿示范实验室"]])
    return (id, try await submit(id))
  }

  /// Submits what the draft says now.
  @discardableResult
  func submit(_ id: String) async throws -> SubmittedVersion {
    let dossier = try await casework.dossier(id, for: actor("leader"))
    return try await casework.submit(
      id, revision: dossier.application.revision, knowingly: true, by: actor("leader"), arrived: time.now)
  }

  /// The events of the journal about a subject, in order.
  func events(_ subject: String) async throws -> [String] {
    try await store.read { connection in
      try connection.rows("SELECT event FROM journal WHERE subject = $1 ORDER BY position", .text(subject))
        .map {
          $0.text(0)
        }
    }
  }
}

/// A clock that stands until it is set.
final class TestTime: Sendable {
  private let moment: Mutex<Instant>

  init(_ moment: Instant) { self.moment = Mutex(moment) }

  var now: Instant {
    get { moment.withLock { $0 } }
    set { moment.withLock { $0 = newValue } }
  }
}

/// The code of the refusal that a body ends with.
func refusal(_ body: () async throws -> Void) async -> CaseFailure.Code? {
  do {
    try await body()
    return nil
  } catch { return (error as? CaseFailure)?.code }
}
