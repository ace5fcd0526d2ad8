import CallGuide
import Casework
import Eligibility
import Foundation
import Hummingbird
import HummingbirdTesting
import Ledger
import OfficeDesk
import PublicSite
import Storage
import StorageFixture
import Synchronization
import Web

/// A programme with somebody in every role, two applications of different universities and topics, and texts in every field
/// that say whose and which they are, so that a page that shows one to the wrong person can be told.
struct OfficeProgramme: Sendable {
  let casework: Casework
  let store: Store
  let time: Moved
  let stock: FormStock
  /// The two applications, by their letter.
  var applications: [String: String] = [:]

  static let rules: Rulebook = {
    var folder = URL(filePath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    folder.append(path: "Calls/2024-2")
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

  /// A clock that stands until it is set.
  final class Moved: Sendable {
    private let moment = Mutex(OfficeProgramme.opens.adding(seconds: 9 * 86_400))
    var now: Instant {
      get { moment.withLock { $0 } }
      set { moment.withLock { $0 = newValue } }
    }
  }

  /// Account to organisation and role there.
  static let memberships: [(account: String, organisation: String, role: String)] = [
    ("leaderA", "north", "member"), ("editorA", "north", "member"), ("officeA", "north", "office"),
    ("leaderB", "south", "member"), ("officeB", "south", "office"), ("endorserA", "ministryA", "endorser"),
    ("endorserB", "ministryB", "endorser"),
  ]
  /// Account to office and scope.
  static let offices: [(account: String, role: String, scope: String)] = [
    ("officer", "officer", ""), ("second", "officer", ""), ("officerA", "officer", "1.5"),
    ("officerB", "officer", "1.6"), ("agency", "agency", "TR"), ("expert", "expert", ""),
    ("auditor", "auditor", ""), ("system", "system", ""), ("security", "security", ""),
    ("auditAdmin", "auditAdmin", ""),
  ]
  static let accounts =
    ["outsider", "readerA"]
    + Set(memberships.map(\.account)).union(offices.map(\.account)).sorted()

  static func found(_ store: Store, procedure: Procedure? = nil) async throws -> OfficeProgramme {
    let time = Moved()
    let casework = Casework(
      store: store, rules: rules, clock: Clock { time.now },
      random: { count in (0..<count).map { _ in .random(in: 0 ... .max) } })
    let procedure =
      procedure
      ?? Procedure(
        opens: opens, deadline: deadline, counting: .leader, isEndorsed: true, violations: .acknowledge)
    try await store.write { transaction in
      for row in procedure.rows {
        try transaction.run(
          "INSERT INTO setting (name, value) VALUES ($1, $2)", .text(row.name), .text(row.value))
      }
      for id in accounts {
        try transaction.run(
          """
          INSERT INTO account (id, email, name_zh, name_en, language, totp, created) VALUES ($1, $2, $3, $4, 'zh', $5, 0)
          """, .text(id), .text("\(id.lowercased())@example.org"), .text("姓名\(id)"), .text("Name \(id)"),
          .blob(Array("a second factor".utf8)))
      }
      for id in ["north", "south", "ministryA", "ministryB"] {
        try transaction.run(
          """
          INSERT INTO organisation (id, name_zh, name_en, country, kind, created) VALUES ($1, $2, $3, 'CN', 'university', 0)
          """, .text(id), .text("单位\(id)"), .text("Organisation \(id)"))
      }
      for one in memberships {
        try transaction.run(
          "INSERT INTO membership (account, organisation, role, granted) VALUES ($1, $2, $3, 0)",
          .text(one.account), .text(one.organisation), .text(one.role))
      }
      for one in offices {
        try transaction.run(
          "INSERT INTO office (account, role, scope, granted) VALUES ($1, $2, $3, 0)", .text(one.account),
          .text(one.role), .text(one.scope))
      }
    }
    return OfficeProgramme(casework: casework, store: store, time: time, stock: FormStock(rules: rules))
  }

  func actor(_ account: String) async throws -> Actor { try await casework.actor(account: account) }

  // MARK: requests

  /// Turns `hex(account)` into the account's actor, as a session does.
  struct Sessions: SessionSource {
    let casework: Casework

    func actor(for token: [UInt8]) async throws -> Actor? {
      let account = String(decoding: token.prefix { $0 != 0 }, as: UTF8.self)
      return try await casework.actor(account: account)
    }
  }

  /// A site with these desks.
  func site(_ desks: [any Desk], isDemonstration: Bool = false) -> Site {
    Site(
      desks: desks, sessions: Sessions(casework: casework), clock: casework.clock,
      settings: SiteSettings(isDemonstration: isDemonstration), limits: .none)
  }

  /// The office's desk.
  var office: OfficeDesk {
    OfficeDesk(casework: casework, stock: stock) { _, name, media in
      Response(
        status: .ok, headers: [.contentType: media], body: ResponseBody(byteBuffer: ByteBuffer(string: name)))
    }
  }

  /// The headers of a signed-in visitor, or of nobody.
  static func headers(_ account: String?, language: String = "zh", json: Bool = false) -> HTTPFields {
    var headers: HTTPFields = [.accept: json ? "application/json" : "text/html", .origin: "http://localhost"]
    var cookies = ["lang=" + language]
    if let account {
      let token = Array(account.utf8) + Array(repeating: UInt8(0), count: 16)
      let text = token.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      cookies.append("hefu-session=" + text)
    }
    headers[.cookie] = cookies.joined(separator: "; ")
    return headers
  }

  struct Answer {
    var status: Int
    var headers: HTTPFields
    var body: String
  }

  static func get(
    _ client: some TestClientProtocol, _ path: String, as account: String?, language: String = "zh",
    json: Bool = false
  ) async throws -> Answer {
    try await client.execute(
      uri: path, method: .get, headers: headers(account, language: language, json: json), body: nil
    ) { Answer(status: Int($0.status.code), headers: $0.headers, body: String(buffer: $0.body)) }
  }

  static func post(
    _ client: some TestClientProtocol, _ path: String, _ fields: [(String, String)] = [], as account: String?
  ) async throws -> Answer {
    var headers = headers(account)
    headers[.contentType] = "application/x-www-form-urlencoded"
    let body = fields.map { PathSegment.escape($0.0) + "=" + encode($0.1) }.joined(separator: "&")
    return try await client.execute(
      uri: path, method: .post, headers: headers, body: ByteBuffer(string: body)
    ) {
      Answer(status: Int($0.status.code), headers: $0.headers, body: String(buffer: $0.body))
    }
  }

  private static func encode(_ text: String) -> String {
    text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

// MARK: what the applications say

extension OfficeProgramme {
  /// What kind of text it is, which decides who may see it.
  enum Canary: String, CaseIterable {
    /// Submitted, not personal; submitted and personal; written after submitting.
    case stated, personal, drafted
    /// In a message, in the reason of an extension, in the name of a document.
    case message, extended
  }

  /// A text that occurs nowhere else.
  static func canary(_ kind: Canary, _ application: String) -> String { "金丝雀\(kind.rawValue)\(application)" }

  /// Every control that takes words, with a text that says whose and which it is.
  func words(_ topic: String, _ application: String, _ kind: (Field) -> Canary) -> [String: [String]] {
    guard let form = casework.forms[topic] else { return [:] }
    var answers: [String: [String]] = [:]
    func add(_ field: Field, _ control: String) {
      guard case .text = field.type else { return }
      answers[control] = [Self.canary(kind(field), application) + String(field.id.suffix(12))]
    }
    for question in form.questions {
      if question.field.type == .list {
        for member in question.members {
          add(member.field, Sheet.control(member.field, of: question.field, row: 0))
        }
      } else {
        add(question.field, question.field.id)
      }
    }
    return answers
  }

  /// An application submitted, confirmed and with its endorser, with a message and an extension, and with a newer draft.
  func enter(_ letter: String, topic: String, organisation: String, endorser: String) async throws -> String {
    let leader = try await actor("leader" + letter)
    let stated = words(topic, letter) { $0.isPersonal ? .personal : .stated }
    let id = try await casework.start(topic: topic, organisation: organisation, answers: stated, by: leader)
    let dossier = try await casework.dossier(id, for: leader)
    let version = try await casework.submit(
      id, revision: dossier.application.revision, knowingly: true, by: leader, arrived: time.now)
    try await casework.confirm(
      id, version: version.number, endorser: endorser, by: actor("office" + letter), arrived: time.now)
    try await casework.write(Self.canary(.message, letter), about: id, by: actor("officer"))
    _ = try await casework.proposeExtension(
      application: id, until: Self.deadline.adding(seconds: 86_400), reason: Self.canary(.extended, letter),
      by: actor("officer"))
    _ = try await casework.save(
      words(topic, letter) { _ in .drafted }, base: dossier.application.revision, to: id, by: leader)
    return id
  }

  /// Both applications, and who works on the first.
  func entered() async throws -> OfficeProgramme {
    var programme = self
    let first = try await enter("A", topic: "1.5", organisation: "north", endorser: "ministryA")
    let second = try await enter("B", topic: "1.6", organisation: "south", endorser: "ministryB")
    programme.applications = ["A": first, "B": second]
    let casework = casework
    try await store.write { transaction in
      try casework.add("editorA", as: .editor, to: first, invitedBy: "leaderA", transaction)
      try casework.add("readerA", as: .reader, to: first, invitedBy: "leaderA", transaction)
    }
    return programme
  }
}
