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
import Testing
import Web

/// Everybody against every address: whoever is nothing to an application never sees a text of it, on no page, in no answer.
@Suite struct RightsMatrixTests {
  typealias P = OfficeProgramme

  // MARK: the table

  /// What each account is to each application; whoever is not here is nothing to it.
  static let relations: [String: [String: CaseRole]] = [
    "leaderA": ["A": .leader], "editorA": ["A": .editor], "readerA": ["A": .reader],
    "officeA": ["A": .office],
    "endorserA": ["A": .endorser], "leaderB": ["B": .leader], "officeB": ["B": .office],
    "endorserB": ["B": .endorser], "officer": ["A": .officer, "B": .officer],
    "second": ["A": .officer, "B": .officer],
    "officerA": ["A": .officer], "officerB": ["B": .officer], "auditor": ["A": .auditor, "B": .auditor],
  ]

  /// Which texts each relation may see.
  static let visible: [CaseRole: Set<P.Canary>] = [
    .leader: [.stated, .personal, .drafted, .message, .extended],
    .editor: [.stated, .personal, .drafted, .message, .extended],
    .reader: [.stated, .personal, .drafted, .message, .extended],
    .office: [.stated, .personal, .message],
    .endorser: [.stated, .personal, .message],
    .officer: [.stated, .personal, .message, .extended],
    .auditor: [.stated, .message, .extended],
  ]

  static let officers: Set<String> = ["officer", "second", "officerA", "officerB"]
  /// Who may open the office's pages at all.
  static let office = officers.union(["auditor"])
  /// Who may open which page of the administration.
  static let administration = [
    "/administration/offices": "security", "/administration/accounts": "system",
    "/administration/log": "auditAdmin",
  ]
  /// Account to its organisations.
  static let members = Dictionary(grouping: P.memberships, by: \.account).mapValues {
    Set($0.map(\.organisation))
  }
  static let everybody: [String?] = [nil] + P.accounts.map { Optional($0) }

  /// The statuses an address may answer a GET with.
  static func expected(_ path: String, _ account: String?, _ application: String?) -> Set<Int> {
    let path = path.prefix { $0 != "?" }
    let relation = account.flatMap { account in application.flatMap { relations[account]?[$0] } }
    if path.hasPrefix("/office") {
      guard let account else { return [303] }
      guard office.contains(account) else { return [403] }
      guard path.hasPrefix("/office/applications/") else { return [200] }
      guard relation != nil else { return [404] }
      return path.contains("/files/") ? [404] : [200]
    }
    if path == "/demonstration" { return [404] }
    if path.hasPrefix("/applications") {
      guard account != nil else { return [303] }
      guard path.hasPrefix("/applications/"), !path.hasPrefix("/applications/start") else { return [200] }
      // Whoever is something to it may still find that this page is not for now, or not for them.
      return relation == nil ? [404] : [200, 303, 403, 404, 409, 422, 503]
    }
    if path.hasPrefix("/administration/") {
      guard let account else { return [303] }
      return administration[String(path)] == account ? [200] : [403]
    }
    if path.hasPrefix("/organisations/"), !path.hasSuffix("/new") {
      guard let account else { return [303] }
      let place = String(path.dropFirst("/organisations/".count))
      // Somebody of another organisation learns no more than somebody of none: it is not there.
      return members[account]?.contains(place) == true ? [200] : [403, 404]
    }
    if path.hasPrefix("/account") || path == "/organisations/new" { return account == nil ? [303] : [200] }
    // The public's pages are everybody's; the rest leads somewhere or is not there.
    return [200, 303, 400, 403, 404, 405]
  }

  // MARK: what is asked

  /// One address, and the application its id names, if any.
  struct Place: Hashable {
    var path: String
    var application: String?
    var takesPost: Bool
  }

  /// Every address of every desk, with the ids of both applications, and the searches.
  static func places(_ site: Site, _ programme: OfficeProgramme, extensions: [String]) -> [Place] {
    var places: [Place] = []
    for route in site.samples {
      let takesPost = route.methods.contains(.post)
      let isRead = route.methods.contains(.get)
      func add(_ path: String, _ application: String?) {
        if isRead || takesPost {
          places.append(Place(path: path, application: application, takesPost: takesPost))
        }
      }
      if route.path.contains("/applications/none") {
        for (letter, id) in programme.applications.sorted(by: { $0.key < $1.key }) {
          add(route.path.replacing("none", with: id), letter)
        }
      } else {
        add(route.path.replacing("0.0", with: "1.5"), nil)
      }
    }
    for id in extensions {
      places.append(Place(path: "/office/extensions/\(id)/approval", application: nil, takesPost: true))
    }
    if places.contains(where: { $0.path == "/applications" }) {
      for (letter, id) in programme.applications {
        for part in programme.casework.forms[letter == "A" ? "1.5" : "1.6"]?.sections ?? [] {
          places.append(
            Place(
              path: "/applications/\(id)/sections/\(part.section.id)", application: letter, takesPost: true))
        }
      }
    }
    if places.contains(where: { $0.path == "/organisations/x" }) {
      for id in ["north", "south", "ministryA"] {
        places.append(Place(path: "/organisations/" + id, application: nil, takesPost: false))
      }
    }
    let needle = PathSegment.escape("金丝雀")
    for query in [
      "/office/applications?q=\(needle)", "/office/applications?topic=1.5&rows=600",
      "/office/applications?topic=1.6",
      "/office/applications?state=confirmed", "/office/applications?after=2024-2-1.5-0000", "/?q=\(needle)",
      "/applications?before=9999999999999-z", "/applications?q=\(needle)", "/applications/start?topic=1.5",
    ] where places.contains(where: { $0.path == query.prefix { $0 != "?" } }) {
      places.append(Place(path: query, application: nil, takesPost: false))
    }
    return places
  }

  /// The texts in an answer that this account may not see.
  static func leaks(_ answer: P.Answer, to account: String?) -> [String] {
    let text = answer.body + answer.headers.map(\.value).joined(separator: "\n")
    let plain = text.removingPercentEncoding ?? text
    guard text.contains("金丝雀") || plain.contains("金丝雀") else { return [] }
    var leaks: [String] = []
    for letter in ["A", "B"] {
      let seen = account.flatMap { relations[$0]?[letter] }.flatMap { visible[$0] } ?? []
      for kind in P.Canary.allCases where !seen.contains(kind) {
        let canary = P.canary(kind, letter)
        if text.contains(canary) || plain.contains(canary) { leaks.append("\(kind.rawValue) of \(letter)") }
      }
    }
    return leaks
  }

  // MARK: the matrix

  /// What came of asking everything: answers looked at, texts that should not have been there, statuses nobody foresaw.
  struct Walk: Sendable {
    var cells = 0
    var leaks: [String] = []
    var surprises: [String] = []
    /// Texts that were seen by whoever may, so that an empty page proves nothing.
    var sights: Set<String> = []

    mutating func look(at answer: P.Answer, for account: String?, _ address: String) {
      cells += 1
      let who = account ?? "nobody"
      for kind in P.Canary.allCases where answer.body.contains(P.canary(kind, "A")) {
        sights.insert("\(who) \(kind.rawValue)")
      }
      leaks += RightsMatrixTests.leaks(answer, to: account).map { "\(who) \(address): \($0)" }
    }

    mutating func wonder(at answer: P.Answer, for account: String?, _ address: String) {
      surprises.append("\(account ?? "nobody") \(address): \(answer.status)")
    }

    static func list(_ lines: [String]) -> String { Set(lines).sorted().prefix(40).joined(separator: "\n") }
  }

  private static func readAll(_ places: [Place], _ client: any TestClientProtocol) async throws -> Walk {
    var walk = Walk()
    for place in places {
      for account in everybody {
        for (language, json) in [("zh", false), ("en", false), ("zh", true)] {
          let answer = try await P.get(client, place.path, as: account, language: language, json: json)
          walk.look(at: answer, for: account, place.path)
          if answer.status == 405, place.takesPost { continue }
          var expected = expected(place.path, account, place.application)
          if json, expected == [303] { expected = [401] }
          if !expected.contains(answer.status) { walk.wonder(at: answer, for: account, place.path) }
        }
      }
    }
    return walk
  }

  private static let sent: [(String, String)] = [
    ("revision", "1"), ("base", "1"), ("version", "1"), ("app.titleZh", "改"), ("body", "改"), ("reason", "改"),
    ("knowingly", "1"), ("seen", "x"), ("email", "x@example.org"), ("role", "reader"), ("confirmed", "1"),
    ("topic", "1.5"), ("organisation", "north"), ("endorser", "ministryA"), ("until", "2024-07-05T16:00"),
  ]

  private static func sendAll(_ places: [Place], _ client: any TestClientProtocol) async throws -> Walk {
    var walk = Walk()
    for place in places {
      for account in everybody where !mayAct(account, place) {
        let answer = try await P.post(client, place.path, sent, as: account)
        walk.look(at: answer, for: account, "POST " + place.path)
        let isRefused = [401, 403, 404, 405, 409, 413, 415, 422].contains(answer.status)
        let isSentToSignIn = answer.status == 303 && answer.headers[.location]?.hasPrefix("/sign-in") == true
        if !isRefused, !isSentToSignIn { walk.wonder(at: answer, for: account, "POST " + place.path) }
      }
    }
    return walk
  }

  private func walk(
    _ ask: @escaping @Sendable ([Place], any TestClientProtocol) async throws -> Walk,
    where isAsked: (Place) -> Bool = { _ in true }, sights: Set<String> = []
  ) async throws {
    try await withStore(.sqlite) { store in
      let programme = try await P.found(store).entered()
      let officer = try await programme.actor("officer")
      let extensions = try await programme.casework.extensions(for: officer).map(\.id)
      let folder = FileManager.default.temporaryDirectory.appending(path: "hefu-matrix-\(UUID())").path
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let site = programme.site(MatrixDesks.all(programme, shelf: try FileShelf(folder: folder)))
      let places = Self.places(site, programme, extensions: extensions).filter(isAsked)
      let before = try await Self.state(programme)
      let app = Hummingbird.Application(responder: site)
      let walk = try await app.test(.router) { client in try await ask(places, client) }
      print(
        "\(walk.leaks.count) leaks in \(walk.cells) cells: \(places.count) addresses, \(Self.everybody.count) visitors"
      )
      #expect(walk.leaks.isEmpty, "\(Walk.list(walk.leaks))")
      #expect(walk.surprises.isEmpty, "\(Walk.list(walk.surprises))")
      #expect(sights.isSubset(of: walk.sights), "not seen: \(sights.subtracting(walk.sights).sorted())")
      #expect(try await Self.state(programme) == before)
    }
  }

  @Test func `nobody sees a text of an application without the right to it, on any page, in any answer`()
    async throws
  {
    try await walk(
      Self.readAll,
      sights: [
        "officer stated", "officer personal", "officer message", "officer extended", "officerA stated",
        "auditor stated", "auditor message", "auditor extended", "leaderA drafted", "leaderA personal",
        "officeA stated", "officeA personal", "endorserA stated", "readerA drafted",
      ])
  }

  @Test func `whoever is nothing to an application changes nothing about it, whatever they send`()
    async throws
  {
    try await walk(
      Self.sendAll, where: { $0.takesPost && ($0.application != nil || $0.path.hasPrefix("/office")) })
  }

  /// Whether an account may do something there; then it is not part of this test.
  static func mayAct(_ account: String?, _ place: Place) -> Bool {
    guard let account else { return false }
    if let application = place.application {
      guard let relation = relations[account]?[application] else { return false }
      return place.path.hasPrefix("/office") ? relation == .officer : true
    }
    return officers.contains(account)
  }

  /// Everything a POST could have changed about the applications and the call.
  static func state(_ programme: OfficeProgramme) async throws -> [String] {
    try await programme.store.read { connection in
      try connection.rows(
        """
        SELECT a.id || ' ' || a.state || ' ' || a.revision || ' ' || a.version || ' ' || a.title FROM application a
        UNION ALL SELECT 'journal ' || COUNT(*) FROM journal
        UNION ALL SELECT 'message ' || COUNT(*) FROM message
        UNION ALL SELECT 'extension ' || COUNT(*) || ' ' || COUNT(approved) FROM extension
        UNION ALL SELECT 'participant ' || COUNT(*) FROM participant
        UNION ALL SELECT 'setting ' || name || value FROM setting
        ORDER BY 1
        """
      ).map { $0.text(0) }
    }
  }
}
