import CallGuide
import Casework
import Foundation
import Hummingbird
import HummingbirdTesting
import Ledger
import Markup
import Testing
import Web

/// A desk with one address of every policy, for trying the house around it.
struct TryDesk: Desk {
  enum Route: DeskRoute {
    case open, signedIn, participant, office, member, officerOrAuditor
    case form, upload, forPrograms, slow
    case fails(String)

    static let samples: [Route] = [
      .open, .signedIn, .participant, .office, .member, .officerOrAuditor, .form, .upload, .forPrograms,
      .slow,
      .fails("none"),
    ]

    init?(path: [String]) {
      if path.count == 2, path[0] == "fails" {
        self = .fails(path[1])
        return
      }
      guard path.count == 1, let route = Self.samples.first(where: { $0.path == "/" + path[0] }) else {
        return nil
      }
      self = route
    }

    var path: String {
      if case .fails(let how) = self { return "/fails/" + PathSegment.escape(how) }
      return "/\(self)"
    }

    var methods: [HTTPRequest.Method] {
      switch self {
      case .form, .upload, .forPrograms, .slow, .fails: [.get, .head, .post]
      default: [.get, .head]
      }
    }

    var policy: Policy {
      switch self {
      case .open, .form, .upload, .forPrograms, .slow, .fails: .everyone
      case .signedIn: .signedIn
      case .participant: .participant
      case .office: .office(.officer)
      case .member: .member(.office)
      case .officerOrAuditor: .any([.office(.officer), .office(.auditor)])
      }
    }

    var pace: Pace { self == .upload ? .upload : .ordinary }
    var bodyLimit: Int { self == .upload ? 8 << 20 : FormBody.limit }
    var isForPrograms: Bool { self == .forPrograms }
  }

  static let saved = Notice("try-saved", BilingualText(zh: "已保存", en: "Saved"))

  var notices: [Notice] { [Self.saved] }

  func links(for actor: Actor?) -> [Frame.Link] {
    actor == nil ? [] : [Frame.Link(BilingualText(zh: "我的", en: "Mine"), path: Route.signedIn.path)]
  }

  func answer(_ route: Route, _ visit: Visit) async throws -> Response {
    switch route {
    case .form where visit.isPost:
      let form = try await visit.form()
      if form["save"] != nil { return visit.seeOther(Route.open.path, notice: Self.saved) }
      if form["needs"] != nil { _ = try visit.signedIn() }
      return page(visit, form["text"] ?? "")
    case .upload where visit.isPost: return page(visit, try await received(visit))
    case .slow:
      try await Task.sleep(for: .milliseconds(500))
      return page(visit, "done")
    case .fails(let how): throw Self.failures[how] ?? Unforeseen()
    default: return page(visit, visit.actor?.account ?? "nobody")
    }
  }

  struct Unforeseen: Error {}

  static let failures: [String: any Error] = [
    "late": CaseFailure(
      .late, BilingualText(zh: "已过截止时间", en: "The deadline has passed"),
      remedy: BilingualText(zh: "无法再提交。", en: "It can no longer be submitted."), field: "app.titleZh"),
    "conflict": CaseFailure(
      .conflict, BilingualText(zh: "别人改过", en: "Changed meanwhile"),
      remedy: BilingualText(zh: "看看。", en: "Look.")),
    "hidden": CaseFailure(
      .notFound, BilingualText(zh: "没有", en: "None"), remedy: BilingualText(zh: "。", en: ".")),
    "invalid": CaseFailure(
      .invalid, BilingualText(zh: "不对", en: "Wrong"), remedy: BilingualText(zh: "。", en: ".")),
  ]

  /// Names and sizes of what was sent.
  private func received(_ visit: Visit) async throws -> String {
    var parts = try visit.multipart(Multipart.Limits(file: 4 << 20))
    var seen: [String] = []
    var size = 0
    while let part = try await parts.next() {
      switch part {
      case .field(let name, let value): seen.append("\(name)=\(value)")
      case .file(let head):
        size = 0
        seen.append(head.fileName ?? "")
      case .bytes(let bytes): size += bytes.count
      case .endOfFile: seen.append(String(size))
      }
    }
    return seen.joined(separator: ";")
  }

  private func page(_ visit: Visit, _ text: String) -> Response {
    visit.page(visit.frame(title: "Try").page { $0(.p, text: text) })
  }
}

/// Tokens of 16 equal bytes, each for another kind of person.
struct TrySessions: SessionSource {
  static let people: [UInt8: Actor] = [
    1: person("member", memberships: [.init(organisation: "o1", name: name, role: .member)]),
    2: person("office", memberships: [.init(organisation: "o1", name: name, role: .office)]),
    3: person("officer", offices: [.init(role: .officer, scope: "")]),
    4: person("auditor", offices: [.init(role: .auditor, scope: "1.5")]),
    5: person("english", language: .en),
  ]

  private static let name = BilingualText(zh: "示例大学", en: "Example University")

  private static func person(
    _ id: String, language: Language = .zh, memberships: [Actor.Membership] = [],
    offices: [Actor.Office] = []
  ) -> Actor {
    Actor(
      account: id, email: "\(id)@example.org", name: BilingualText(zh: "甲<\(id)>", en: "A <\(id)>"),
      language: language, memberships: memberships, offices: offices)
  }

  func actor(for token: [UInt8]) async throws -> Actor? {
    guard token.count == 16, let first = token.first, token.allSatisfy({ $0 == first }) else { return nil }
    return Self.people[first]
  }

  static func cookie(_ byte: UInt8, name: String = "hefu-session") -> String {
    let digits = String(byte, radix: 16)
    return name + "=" + String(repeating: digits.count == 1 ? "0" + digits : digits, count: 16)
  }
}

/// What came back.
struct Answer {
  var status: Int
  var headers: HTTPFields
  var body: String
}

/// A site to try, and requests to it.
struct Trial {
  static let clock = Clock { Instant(milliseconds: 1_717_400_000_000) }

  var site: Site

  init(
    settings: SiteSettings = SiteSettings(), limits: RateLimits = .none,
    bounds: ServerLimits = ServerLimits(),
    clock: Clock = Trial.clock,
    ready: @escaping @Sendable () async throws -> Void = {}
  ) {
    site = Site(
      desks: [TryDesk()], sessions: TrySessions(), clock: clock, settings: settings, limits: limits,
      bounds: bounds,
      ready: ready)
  }

  static let own: HTTPFields = [.origin: "http://localhost"]
  static let form: HTTPFields = [
    .origin: "http://localhost", .contentType: "application/x-www-form-urlencoded",
  ]

  func ask(
    _ path: String, _ method: HTTPRequest.Method = .get, _ headers: HTTPFields = [:], body: [UInt8]? = nil
  ) async throws -> Answer {
    try await Application(responder: site).test(.router) { client in
      try await client.execute(
        uri: path, method: method, headers: headers, body: body.map(ByteBuffer.init(bytes:))
      ) {
        Answer(status: Int($0.status.code), headers: $0.headers, body: String(buffer: $0.body))
      }
    }
  }

  func ask(_ path: String, as person: UInt8) async throws -> Answer {
    try await ask(path, .get, [.cookie: TrySessions.cookie(person)])
  }
}
