import AccountDesk
import CallGuide
import Casework
import Eligibility
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import PageReading
import Storage
import StorageFixture
import Synchronization
import Testing
import Web

/// Somebody's browser before the desk of accounts: keeps cookies, sends forms, follows links.
private final class Browser: Sendable {
  struct Page: Sendable {
    var status: Int
    var headers: HTTPFields
    var body: String
  }

  let site: Site
  private let cookies = Mutex<[String: String]>([:])

  init(_ site: Site) { self.site = site }

  func get(_ path: String) async throws -> Page { try await ask(path, .get, nil) }

  func post(_ path: String, _ fields: [String: String]) async throws -> Page {
    func escape(_ text: String) -> String {
      text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    return try await ask(path, .post, fields.map { escape($0) + "=" + escape($1) }.joined(separator: "&"))
  }

  private func ask(_ path: String, _ method: HTTPRequest.Method, _ body: String?) async throws -> Page {
    var headers: HTTPFields = [:]
    if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = "same-origin" }
    if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
    let jar = cookies.withLock { $0.map { "\($0)=\($1)" }.joined(separator: "; ") }
    if !jar.isEmpty { headers[.cookie] = jar }
    let page = try await Hummingbird.Application(responder: site).test(.router) { [headers] client in
      try await client.execute(
        uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
      ) { Page(status: Int($0.status.code), headers: $0.headers, body: String(buffer: $0.body)) }
    }
    for set in page.headers[values: .setCookie] {
      let pair = set.prefix { $0 != ";" }.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      cookies.withLock { $0[String(pair[0])] = set.contains("Max-Age=0") ? nil : String(pair[1]) }
    }
    return page
  }
}

/// A demonstration's store behind the desk.
private struct House {
  let casework: Casework
  let store: Store
  let site: Site

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

  init(_ store: Store) {
    self.store = store
    let clock = Clock { TestDatabase.beginning }
    casework = Casework(
      store: store, rules: Self.rules, clock: clock,
      random: { count in (0..<count).map { _ in .random(in: 0 ... .max) } },
      accounts: AccountRules(
        site: "https://hefu.example", passwords: PasswordKeeper(cost: .init(memory: 64, passes: 1))))
    site = Site(
      desks: [AccountDesk(casework)], sessions: AccountSessions(casework), clock: clock, limits: .none)
  }

  func link(_ kind: String, to email: String) async throws -> String {
    let bodies = try await store.read { connection in
      try connection.rows("SELECT body FROM outbox WHERE recipient = $1 ORDER BY created", .text(email)).map {
        $0.text(0)
      }
    }
    let body = try #require(bodies.last { $0.contains("/\(kind)/") })
    let start = try #require(body.range(of: "https://hefu.example/\(kind)/"))
    return "/\(kind)/" + String(body[start.upperBound...].prefix(32))
  }
}

private func check(_ page: Browser.Page, _ path: String) {
  let reader = Reader(page.body)
  #expect(reader.faults.isEmpty, "\(path): \(reader.faults)")
  let fields = reader.elements.filter {
    ["input", "select"].contains($0.tag) && $0.attributes["type"] != "hidden"
      && $0.attributes["type"] != "submit"
  }
  let labels = Set(reader.elements.filter { $0.tag == "label" }.compactMap { $0.attributes["for"] })
  for field in fields {
    #expect(labels.contains(field.attributes["id"] ?? ""), "\(path): \(field.attributes) has no label")
    if field.attributes["type"] == "password" {
      #expect(field.attributes["value"] == nil, "\(path): a password is written into a page")
      #expect(field.attributes["autocomplete"]?.hasSuffix("-password") == true)
    }
  }
  let ids = reader.elements.compactMap { $0.attributes["id"] }
  #expect(Set(ids).count == ids.count, "\(path): an id is used twice")
}

@Suite struct AccountDeskTests {
  @Test func `every page opens for those it is for, in both languages, well-formed and labelled`()
    async throws
  {
    try await withStore(.sqlite) { store in
      let house = House(store)
      let cast = try await house.casework.foundDemonstration()
      for account in cast {
        let browser = Browser(house.site)
        _ = try await browser.post("/sign-in", ["email": account.email, "password": account.password])
        let token = try await house.casework.actor(account: account.id)
        for route in AccountRoute.samples where route.methods.contains(.get) {
          for language in ["zh", "en"] {
            let page = try await browser.get(route.path + "?lang=\(language)")
            let expected: Set<Int> =
              switch route.policy.decision(for: token) {
              case .admitted: [200, 404]
              case .refused: [403]
              case .signInFirst: [303]
              }
            #expect(expected.contains(page.status), "\(account.email) \(route.path): \(page.status)")
            if page.status == 200 { check(page, route.path) }
          }
        }
        for membership in token.memberships {
          let page = try await browser.get("/organisations/\(membership.organisation)")
          #expect(page.status == 200)
          check(page, "/organisations")
        }
      }
    }
  }

  @Test func `nobody who is not signed in sees anything of an account`() async throws {
    try await withStore(.sqlite) { store in
      let house = House(store)
      for route in AccountRoute.samples where route.methods.contains(.get) && route.policy != .everyone {
        let page = try await Browser(house.site).get(route.path)
        #expect(page.status == 303, "\(route.path)")
        #expect(page.headers[.location]?.hasPrefix("/sign-in") == true)
      }
    }
  }

  @Test func `routes print the address they read`() {
    for route in AccountRoute.samples {
      let path = route.path.split(separator: "/").map(String.init)
      #expect(AccountRoute(path: path) == route)
    }
  }

  @Test func `a wrong password keeps the address typed and never the password`() async throws {
    try await withStore(.sqlite) { store in
      let house = House(store)
      let browser = Browser(house.site)
      let page = try await browser.post(
        "/sign-in?lang=en",
        ["email": "who@example.org\"><script>", "password": "a secret never shown", "back": "/guide"])
      #expect(page.status == 401)
      check(page, "/sign-in")
      #expect(page.body.contains("who@example.org&quot;&gt;&lt;script&gt;"))
      #expect(!page.body.contains("a secret never shown") && !page.body.contains("<script"))
      #expect(page.body.contains("value=\"/guide\""))
      #expect(page.headers[.cacheControl] == "no-store")
    }
  }

  @Test func `signing in leads back to a page of ours and nowhere else`() async throws {
    try await withStore(.sqlite) { store in
      let house = House(store)
      let leader = try await house.casework.foundDemonstration()[0]
      for (back, location) in [
        ("/account", "/account"), ("https://evil.example", "/"), ("//evil.example", "/"), ("/\\evil", "/"),
      ] {
        let browser = Browser(house.site)
        let page = try await browser.post(
          "/sign-in", ["email": leader.email, "password": leader.password, "back": back])
        #expect(page.status == 303 && page.headers[.location] == location)
        #expect(page.headers[.setCookie]?.contains("HttpOnly") == true)
      }
    }
  }

  @Test func `a person registers, sets up a second factor, signs out and in again`() async throws {
    try await withStore(.sqlite) { store in
      let house = House(store)
      let browser = Browser(house.site)
      let asked = try await browser.post("/register", ["email": "new@example.org"])
      let same = try await browser.post("/register", ["email": "other@example.org"])
      #expect(asked.body == same.body)
      let link = try await house.link("register", to: "new@example.org")
      check(try await browser.get(link), "/register")
      let short = try await browser.post(link, ["nameZh": "新人", "password": "short"])
      #expect(short.status == 422 && short.body.contains("新人") && short.body.contains("password-fault"))
      let body = "12990000200000001"
      let done = try await browser.post(
        link,
        [
          "nameZh": "新人", "password": "nine violet lanterns drift", "organisationZh": "示范学院",
          "organisationEn": "Example College", "creditCode": body + String(CreditCode.check(body) ?? "0"),
          "country": "CN", "kind": "university",
        ])
      #expect(done.status == 303 && done.headers[.location] == "/account")
      #expect(try await browser.get("/account").body.contains("示范学院"))
      try await secondFactor(browser)
    }
  }

  private func secondFactor(_ browser: Browser) async throws {
    let offer = try await browser.get("/account/second-factor")
    check(offer, "/account/second-factor")
    #expect(offer.body.contains("<svg class=\"qr\""))
    let reader = Reader(offer.body)
    let ticket = try #require(
      reader.elements.first { $0.attributes["name"] == "ticket" }?.attributes["value"])
    let start = try #require(offer.body.range(of: "secret="))
    let secret = try #require(Base32.decode(String(offer.body[start.upperBound...].prefix(32))))
    let code = OneTimePassword.code(secret: secret, step: TestDatabase.beginning.milliseconds / 30_000)
    let wrong = try await browser.post(
      "/account/second-factor", ["ticket": ticket, "code": "abc", "password": "nine violet lanterns drift"])
    #expect(wrong.status == 401 && wrong.body.contains("code-fault") && wrong.body.contains(ticket))
    let codes = try await browser.post(
      "/account/second-factor", ["ticket": ticket, "code": code, "password": "nine violet lanterns drift"])
    #expect(codes.status == 200 && codes.headers[.cacheControl] == "no-store")
    let recovery = Reader(codes.body).texts.map(\.text).filter { $0.count == 19 && $0.contains("-") }
    #expect(recovery.count == 10)
    _ = try await browser.post("/sign-out", [:])
    #expect(try await browser.get("/account").status == 303)
    let second = try await browser.post(
      "/sign-in", ["email": "new@example.org", "password": "nine violet lanterns drift", "back": "/account"])
    check(second, "/sign-in/code")
    let step = try #require(
      Reader(second.body).elements.first { $0.attributes["name"] == "ticket" }?.attributes["value"])
    let entered = try await browser.post(
      "/sign-in/code", ["ticket": step, "code": recovery[0], "back": "/account"])
    #expect(entered.status == 303 && entered.headers[.location] == "/account")
    #expect(try await browser.get("/account").status == 200)
  }

  @Test func `a QR code is the one that readers have read`() throws {
    let rows = try #require(QRCode("x")).modules.map { row in row.map { $0 ? "1" : "0" }.joined() }
    #expect(
      rows == [
        "111111101000001111111",
        "100000100101001000001",
        "101110100101101011101",
        "101110101011001011101",
        "101110101110101011101",
        "100000101111001000001",
        "111111101010101111111",
        "000000001101100000000",
        "100010111001011111001",
        "111100000001100101011",
        "100000111101001111100",
        "111000010100011010100",
        "110110111000111000110",
        "000000001000111000100",
        "111111101000110000010",
        "100000100101100101010",
        "101110101011001111111",
        "101110100001100101011",
        "101110100101001111100",
        "100000100110011010100",
        "111111101010111000101",
      ])
    #expect(
      [17 - 3, 62, 213].map { QRCode(String(repeating: "w", count: $0))?.modules.count } == [21, 33, 57])
    #expect(QRCode(String(repeating: "w", count: 214)) == nil)
  }
}
