import ApplicantDesk
import CallGuide
import Casework
import Demonstration
import Eligibility
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Storage
import StorageFixture
import Synchronization
import Web

/// A small programme behind its web site: a leader, a co-editor, a reader, an office, an endorsing body, an officer, somebody
/// from elsewhere, and a clock one can set.
struct DeskWorld: Sendable {
  let casework: Casework
  let store: Store
  let site: Site
  let time: DeskTime

  static let root: URL = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let rules: Rulebook = {
    let folder = root.appending(path: "Calls/2024-2")
    var contents: [String: [UInt8]] = [:]
    for name in ["guide.txt", "notice.txt", "call.yaml"] {
      contents[name] = Array((try? Data(contentsOf: folder.appending(path: name))) ?? Data())
    }
    do {
      return try Rulebook(try Call.read(CallFiles(folder: "Calls/2024-2", contents: contents)))
    } catch { preconditionFailure("\(error)") }
  }()

  static let stock = FormStock(rules: rules)
  static let maker = DemonstrationMaker(
    rules: rules, seed: 1, today: Day(year: 2024, month: 5, day: 20) ?? Day(number: 0))

  /// 2024-05-10T00:00:00Z and 2024-06-28T08:00:00Z.
  static let opens = Instant(milliseconds: 1_715_299_200_000)
  static let deadline = Instant(milliseconds: 1_719_561_600_000)

  static let people = ["leader", "editor", "reader", "office", "endorser", "officer", "stranger", "lonely"]

  /// Founds the programme in an empty store.
  static func found(_ store: Store, procedure: Procedure? = nil) async throws -> DeskWorld {
    let shelf = try FileShelf(
      folder: FileManager.default.temporaryDirectory.appending(path: "hefu-desk-\(UUID().uuidString)").path)
    let time = DeskTime(opens.adding(seconds: 10 * 86_400 + 7200))
    let clock = Clock { time.now }
    let casework = Casework(
      store: store, rules: rules, clock: clock,
      random: { count in (0..<count).map { _ in .random(in: 0 ... .max) } })
    let procedure =
      procedure ?? Procedure(opens: opens, deadline: deadline, counting: .office, violations: .block)
    try await store.write { transaction in
      for row in procedure.rows {
        try transaction.run(
          "INSERT INTO setting (name, value) VALUES ($1, $2)", .text(row.name), .text(row.value))
      }
      for id in people {
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
          INSERT INTO organisation (id, name_zh, name_en, country, kind, created)
          VALUES ($1, $2, $3, 'CN', 'university', 0)
          """, .text(id), .text("示范单位\(id)"), .text("Example \(id)"))
      }
      for (account, place) in memberships {
        try transaction.run(
          "INSERT INTO membership (account, organisation, role, granted) VALUES ($1, $2, $3, 0)",
          .text(account), .text(place.0), .text(place.1.rawValue))
      }
      try transaction.run(
        "INSERT INTO office (account, role, scope, granted) VALUES ('officer', 'officer', '', 0)")
    }
    let site = Site(
      desks: [ApplicantDesk(casework: casework, shelf: shelf, stock: stock)], sessions: KnownSessions(),
      clock: clock,
      settings: SiteSettings(uncounted: [""]))
    return DeskWorld(casework: casework, store: store, site: site, time: time)
  }

  private static let memberships: [String: (String, Actor.Membership.Role)] = [
    "leader": ("university", .member), "editor": ("university", .member), "reader": ("university", .member),
    "office": ("university", .office), "endorser": ("ministry", .endorser), "stranger": ("other", .office),
  ]

  /// Somebody of the programme.
  static func actor(_ id: String) -> Actor {
    Actor(
      account: id, email: "\(id)@example.org", name: BilingualText(zh: "示范\(id)", en: "Example \(id)"),
      language: .zh,
      memberships: memberships[id].map {
        [
          Actor.Membership(
            organisation: $0.0, name: BilingualText(zh: "示范单位\($0.0)", en: "Example \($0.0)"), role: $0.1)
        ]
      } ?? [], offices: id == "officer" ? [Actor.Office(role: .officer, scope: "")] : [])
  }

  func actor(_ id: String) -> Actor { Self.actor(id) }

  // MARK: applications

  /// A started application of topic 1.5, with a co-editor and a reader.
  func started(_ answers: [String: [String]] = ["app.titleZh": ["中阿示范联合实验室"]]) async throws -> String {
    let id = try await casework.start(
      topic: "1.5", organisation: "university", answers: answers, by: actor("leader"))
    try await store.write { transaction in
      try casework.add("editor", as: .editor, to: id, invitedBy: "leader", transaction)
      try casework.add("reader", as: .reader, to: id, invitedBy: "leader", transaction)
    }
    return id
  }

  /// An application with nothing left to mend, its documents attached.
  func complete() async throws -> String {
    guard let topic = Self.rules.call.topic("1.5"),
      let specimen = Self.maker.complete(for: topic, number: 0).first
    else { preconditionFailure("the call has no complete application of topic 1.5") }
    let id = try await started(specimen.answers)
    for (number, document) in specimen.documents.enumerated() {
      let bytes = Array("document \(number)".utf8)
      try await casework.attach(
        AttachedFile(
          field: document.field, hash: .of(bytes), name: document.name, size: bytes.count,
          media: "application/pdf", pages: 3, scan: "unchecked", added: time.now), to: id,
        by: actor("leader"))
    }
    return id
  }

  /// A complete application, submitted.
  func submitted() async throws -> String {
    let id = try await complete()
    let revision = try await casework.dossier(id, for: actor("leader")).application.revision
    _ = try await casework.submit(id, revision: revision, by: actor("leader"), arrived: time.now)
    return id
  }

  // MARK: requests

  /// What a request was answered.
  struct Answer: Sendable {
    var status: Int
    var location: String?
    var body: String
    var headers: HTTPFields
  }

  func get(_ path: String, as person: String?, language: Language = .zh, accept: String? = nil) async throws
    -> Answer
  {
    try await send(.get, path, as: person, language: language, accept: accept)
  }

  /// Sends a file as browsers do.
  func upload(_ path: String, name: String, _ bytes: [UInt8], as person: String?, accept: String? = nil)
    async throws -> Answer
  {
    let head =
      "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n"
      + "Content-Type: application/octet-stream\r\n\r\n"
    return try await send(
      .post, path, as: person, language: .zh, accept: accept,
      body: Array(head.utf8) + bytes + Array("\r\n--cut--\r\n".utf8),
      type: "multipart/form-data; boundary=cut")
  }

  func post(
    _ path: String, _ fields: [(String, String)], as person: String?, language: Language = .zh,
    accept: String? = nil
  ) async throws -> Answer {
    let body = fields.map { Self.escape($0.0) + "=" + Self.escape($0.1) }.joined(separator: "&")
    return try await send(.post, path, as: person, language: language, accept: accept, body: Array(body.utf8))
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, as person: String?, language: Language, accept: String?,
    body: [UInt8]? = nil, type: String = "application/x-www-form-urlencoded"
  ) async throws -> Answer {
    var headers: HTTPFields = [
      .cookie: "lang=\(language.rawValue)" + (person.map { "; " + Self.cookie($0) } ?? "")
    ]
    if let accept { headers[.accept] = accept }
    if body != nil {
      headers[.contentType] = type
      headers[HTTPField.Name.origin] = "http://localhost"
    }
    let sent = headers
    let application = Hummingbird.Application(responder: site)
    return try await application.test(.router) { client in
      try await client.execute(
        uri: path, method: method, headers: sent, body: body.map(ByteBuffer.init(bytes:))
      ) {
        Answer(
          status: Int($0.status.code), location: $0.headers[.location], body: String(buffer: $0.body),
          headers: $0.headers)
      }
    }
  }

  static func escape(_ text: String) -> String {
    text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func cookie(_ person: String) -> String {
    let token = KnownSessions.token(person)
    return "hefu-session=" + token.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// Everybody is signed in with a token that spells the name.
struct KnownSessions: SessionSource {
  static func token(_ person: String) -> [UInt8] {
    Array((person + String(repeating: ".", count: 32)).utf8.prefix(32))
  }

  func actor(for token: [UInt8]) async throws -> Actor? {
    let name = String(decoding: token, as: UTF8.self).replacing(".", with: "")
    return DeskWorld.people.contains(name) ? DeskWorld.actor(name) : nil
  }
}

/// A clock that stands until it is set.
final class DeskTime: Sendable {
  private let moment: Mutex<Instant>

  init(_ moment: Instant) { self.moment = Mutex(moment) }

  var now: Instant {
    get { moment.withLock { $0 } }
    set { moment.withLock { $0 = newValue } }
  }
}

/// The form of a page as a browser would send it back: every control with its value, in order.
enum PageForm {
  /// The fields of the form with this id.
  static func fields(_ page: String, form id: String) -> [(String, String)] {
    guard let start = page.range(of: "id=\"\(id)\""),
      let end = page[start.upperBound...].range(of: "</form>")
    else { return [] }
    let inside = String(page[start.upperBound..<end.lowerBound])
    var fields: [(String, String)] = []
    for match in inside.matches(of: /<(input|textarea|select)([^>]*)>/) {
      let attributes = String(match.2)
      guard let name = attribute("name", attributes) else { continue }
      let rest = inside[match.range.upperBound...]
      switch match.1 {
      case "textarea":
        fields.append(
          (
            name,
            unescape(String(rest.prefix(upTo: rest.range(of: "</textarea>")?.lowerBound ?? rest.endIndex)))
          ))
      case "select":
        let options = rest.prefix(upTo: rest.range(of: "</select>")?.lowerBound ?? rest.endIndex)
        let all = options.matches(of: /<option([^>]*)>/).map { String($0.1) }
        let chosen = all.first { $0.contains(" selected") } ?? all.first
        fields.append((name, chosen.flatMap { attribute("value", $0) } ?? ""))
      default:
        let type = attribute("type", attributes) ?? "text"
        if ["radio", "checkbox"].contains(type), !attributes.contains(" checked") { continue }
        if ["submit", "file"].contains(type) { continue }
        fields.append((name, attribute("value", attributes) ?? ""))
      }
    }
    return fields
  }

  static func attribute(_ name: String, _ attributes: String) -> String? {
    guard let start = attributes.range(of: " \(name)=\"") else { return nil }
    let rest = attributes[start.upperBound...]
    return rest.firstIndex(of: "\"").map { unescape(String(rest[..<$0])) }
  }

  private static func unescape(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
  }
}
