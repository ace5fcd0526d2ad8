import CallGuide
import Casework
import HTTPTypes
import Hummingbird
import Ledger
import Testing
import Web

extension HTTPFields {
  fileprivate func with(_ more: HTTPFields) -> HTTPFields {
    var all = self
    for field in more { all.append(field) }
    return all
  }
}

@Suite struct SiteTests {
  /// Who may use which address; `nil` is nobody signed in.
  @Test func `an address is used by those its policy names, by nobody else`() async throws {
    let trial = Trial()
    let allowed: [TryDesk.Route: Set<String>] = [
      .signedIn: ["member", "office", "officer", "auditor", "english"],
      .participant: ["member", "office", "officer", "auditor", "english"], .office: ["officer"],
      .member: ["office"], .officerOrAuditor: ["officer", "auditor"],
    ]
    for route in TryDesk.Route.samples where route != .fails("none") && route != .slow {
      let nobody = try await trial.ask(route.path)
      #expect(nobody.status == (route.policy == .everyone ? 200 : 303), "\(route)")
      for (byte, actor) in TrySessions.people {
        let answer = try await trial.ask(route.path, as: byte)
        let isAllowed = route.policy == .everyone || allowed[route]?.contains(actor.account) == true
        #expect(answer.status == (isAllowed ? 200 : 403), "\(route) as \(actor.account)")
      }
    }
  }

  @Test func `every route of every desk prints the address it reads, and answers GET`() {
    let site = Trial().site
    #expect(site.samples.count == TryDesk.Route.samples.count + 3)
    for route in site.samples {
      let isItself = readsItself(route)
      #expect(isItself, "\(route.path)")
    }
  }

  private func readsItself<Route: DeskRoute>(_ route: Route) -> Bool {
    PathSegment.split(route.path).flatMap(Route.init(path:)) == route && route.methods.contains(.get)
  }

  @Test func `who is not signed in is led to sign in and back`() async throws {
    let answer = try await Trial().ask("/signedIn")
    #expect(answer.headers[.location] == "/sign-in?back=%2FsignedIn")
    let asked = try await Trial().ask("/signedIn?q=%E7%94%B2&lang=en&page=2")
    #expect(asked.headers[.location] == "/sign-in?back=%2FsignedIn%3Fq%3D%25E7%2594%25B2%26page%3D2")
    #expect(SignInAddress.comingBack(to: "/signedIn") == "/signedIn")
    for path in ["//evil.example", "https://evil.example", "/\\evil.example", "", "x", "/a\r\nb", "/ a"] {
      #expect(SignInAddress.comingBack(to: path) == "/", "\(path)")
    }
    let program = try await Trial().ask("/signedIn", .get, [.accept: "application/json"])
    #expect(program.status == 401 && program.body.hasPrefix(#"{"code":"unauthenticated""#))
  }

  @Test func `the other language is one link away, with everything else the address says`() async throws {
    let page = try await Trial().ask("/open?q=a%26b&lang=en&page=2")
    #expect(page.body.contains(#"href="/open?q=a%26b&amp;page=2&amp;lang=zh""#))
    #expect(try await Trial().ask("/open").body.contains(#"href="/open?lang=en""#))
  }

  @Test func `what was typed outlives a session that ended`() async throws {
    let answer = try await Trial().ask(
      "/form", .post, Trial.form,
      body: Array("needs=1&text=%E7%94%B2%22%3E%3Cscript%3E&text=2&newPassword=secret".utf8))
    #expect(answer.status == 401)
    #expect(answer.body.contains(#"<input type="hidden" name="text" value="甲&quot;&gt;&lt;script&gt;">"#))
    #expect(!answer.body.contains("secret"))
    #expect(answer.body.contains(#"name="text" value="2""#) && answer.body.contains(#"action="/form""#))
  }

  @Test func `what changes something must come from our own pages`() async throws {
    let trial = Trial()
    let type: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    func status(_ extra: HTTPFields) async throws -> Int {
      try await trial.ask("/form", .post, type.with(extra), body: Array("a=b".utf8)).status
    }
    let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
    #expect(try await status([:]) == 403)
    #expect(try await status([.origin: "null"]) == 403)
    #expect(try await status([.origin: "http://evil.example"]) == 403)
    #expect(try await status([site: "cross-site", .origin: "http://localhost"]) == 403)
    #expect(try await status([site: "same-site"]) == 403)
    #expect(try await status([.referer: "http://evil.example/"]) == 403)
    #expect(try await status([site: "same-origin"]) == 200)
    #expect(try await status([site: "none"]) == 200)
    #expect(try await status([.origin: "http://localhost"]) == 200)
    #expect(try await status([.referer: "http://localhost/form?x=1"]) == 200)
    let refused = try await trial.ask("/form?lang=en", .post, type, body: [])
    #expect(refused.body.contains("did not come from a page of this site"))
  }

  @Test func `a program may send where it is meant to, without anybody's session`() async throws {
    let answer = try await Trial().ask("/forPrograms", .post, [.cookie: TrySessions.cookie(3)], body: [])
    #expect(answer.status == 200 && answer.body.contains("<p>nobody</p>"))
    let own = try await Trial().ask(
      "/forPrograms", .post, [.cookie: TrySessions.cookie(3), .origin: "http://localhost"], body: [])
    #expect(own.body.contains("<p>officer</p>"))
  }

  @Test(arguments: [("late", 403), ("conflict", 409), ("hidden", 404), ("invalid", 422), ("x", 500)])
  func `a refusal becomes a page, or JSON where a program asks`(how: String, status: Int) async throws {
    let page = try await Trial().ask("/fails/\(how)?lang=en")
    #expect(page.status == status && page.headers[.contentType] == "text/html; charset=utf-8")
    #expect(page.body.contains("<h1>") && !page.body.contains("Unforeseen"))
    #expect(page.headers[.cacheControl] == "no-store")
    let json = try await Trial().ask("/fails/\(how)", .get, [.accept: "application/json"])
    #expect(json.status == status && json.headers[.contentType] == "application/json")
    guard how == "late" else { return }
    #expect(
      json.body
        == #"{"code":"late","what":{"zh":"已过截止时间","en":"The deadline has passed"},"#
        + #""remedy":{"zh":"无法再提交。","en":"It can no longer be submitted."},"field":"app.titleZh"}"#)
  }

  @Test func `the header says who is signed in, and offers what is theirs`() async throws {
    let signedIn = try await Trial().ask("/open", as: 1)
    #expect(signedIn.body.contains("甲&lt;member&gt;") && signedIn.body.contains(#"action="/sign-out""#))
    #expect(signedIn.body.contains(#"href="/signedIn""#) && signedIn.headers[.cacheControl] == "no-store")
    let nobody = try await Trial().ask("/open")
    #expect(nobody.body.contains(#"href="/sign-in?back=%2Fopen""#) && !nobody.body.contains("/sign-out"))
    #expect(nobody.headers[.cacheControl] == "no-cache")
  }

  @Test func `an account's language counts before the browser's, after a choice`() async throws {
    let cookie = TrySessions.cookie(5)
    #expect(try await Trial().ask("/open", as: 5).headers[.contentLanguage] == "en")
    #expect(try await Trial().ask("/open?lang=zh", as: 5).headers[.contentLanguage] == "zh-Hans")
    let remembered = try await Trial().ask("/open", .get, [.cookie: cookie + "; lang=zh"])
    #expect(remembered.headers[.contentLanguage] == "zh-Hans")
  }

  @Test func `a notice is shown once after a redirect, and only one of ours`() async throws {
    let sent = try await Trial().ask("/form", .post, Trial.form, body: Array("save=1".utf8))
    #expect(sent.status == 303 && sent.headers[.setCookie]?.hasPrefix("hefu-notice=try-saved;") == true)
    let shown = try await Trial().ask("/open", .get, [.cookie: "hefu-notice=try-saved"])
    #expect(shown.body.contains("已保存") && shown.headers[.setCookie]?.contains("Max-Age=0") == true)
    let forged = try await Trial().ask("/open", .get, [.cookie: "hefu-notice=<b>you won</b>"])
    #expect(!forged.body.contains("you won") && forged.headers[.setCookie] == nil)
  }

  @Test func `a demonstration says so on every page, errors too`() async throws {
    let trial = Trial(settings: SiteSettings(isDemonstration: true))
    for path in ["/open", "/nothing", "/fails/late"] {
      #expect(try await trial.ask(path).body.contains("演示系统"))
      #expect(try await !Trial().ask(path).body.contains("演示系统"))
    }
  }

  @Test func `a NUL is left out of what was typed, which is kept, and is no part of an address`() throws {
    let typed = try FormBody(Array("a%00b=%00x%0D%0A%00y&c=d".utf8))
    #expect(typed.values == ["ab": ["x\ny"], "c": ["d"]])
    #expect(PathSegment.split("/applications/%00") == nil)
    #expect(PathSegment.split("/applications/a%00b/x") == nil)
    #expect(PathSegment.split("/applications/%41") == ["applications", "A"])
  }

  @Test func `alive is not ready`() async throws {
    let trial = Trial(ready: { throw TryDesk.Unforeseen() })
    #expect(try await trial.ask("/health").status == 200)
    #expect(try await trial.ask("/ready").status == 503)
    #expect(try await Trial().ask("/ready").status == 200)
  }

  @Test func `an upload comes in part by part and is bounded`() async throws {
    let head = "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"报告.pdf\"\r\n\r\n"
    func send(_ size: Int, end: String = "\r\n--B--\r\n") async throws -> Answer {
      try await Trial().ask(
        "/upload?lang=en", .post, Trial.own.with([.contentType: "multipart/form-data; boundary=B"]),
        body: Array("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n".utf8) + Array(head.utf8)
          + Array(repeating: 7, count: size) + Array(end.utf8))
    }
    #expect(try await send(3_000_000).body.contains("<p>a=1;报告.pdf;3000000</p>"))
    let large = try await send(5_000_000)
    #expect(large.status == 413 && large.body.contains("larger than 4 MB"))
    #expect(try await send(9_000_000).status == 413)
    let cut = try await send(100, end: "")
    #expect(cut.status == 400 && cut.body.contains("stopped before the file was complete"))
    let wrong = try await Trial().ask("/upload", .post, Trial.form, body: [])
    #expect(wrong.status == 415)
    let none = try await Trial().ask(
      "/upload", .post, Trial.own.with([.contentType: "multipart/form-data"]), body: [])
    #expect(none.status == 400 && none.body.contains("boundary"))
  }

  @Test func `a form may come as multipart, but brings no files`() async throws {
    let headers = Trial.own.with([.contentType: "multipart/form-data; boundary=B"])
    func send(_ extra: String) async throws -> Answer {
      try await Trial().ask(
        "/form", .post, headers,
        body: Array(
          "--B\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n甲\r\n乙\r\n\(extra)--B--".utf8))
    }
    #expect(try await send("").body.contains("<p>甲\n乙</p>"))
    let empty = "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\n\r\n"
    #expect(try await send(empty).status == 200)
    #expect(try await send(empty.replacing("\"\"", with: "\"x\"")).status == 415)
  }
}

@Suite struct SessionCookieTests {
  @Test func `over https the cookie is bound to the host, over http it has a plain name`() {
    let token: [UInt8] = Array(0..<16)
    let secure = SessionCookie(isSecure: true)
    #expect(
      secure.set(token)
        == "__Host-hefu=000102030405060708090a0b0c0d0e0f; Path=/; HttpOnly; SameSite=Lax; Secure")
    #expect(secure.token(in: "a=b; __Host-hefu=000102030405060708090a0b0c0d0e0f") == token)
    #expect(secure.clear.contains("Max-Age=0") && secure.clear.hasPrefix("__Host-hefu=;"))
    let plain = SessionCookie(isSecure: false)
    #expect(plain.set(token).hasPrefix("hefu-session=") && !plain.set(token).contains("Secure"))
    #expect(plain.token(in: "__Host-hefu=000102030405060708090a0b0c0d0e0f") == nil)
  }

  @Test(arguments: [
    "hefu-session=", "hefu-session=00", "hefu-session=zz0102030405060708090a0b0c0d0e0f",
    "hefu-session=000102030405060708090a0b0c0d0e0", "x", "hefu-session",
    "hefu-session=000102030405060708090a0b0c0d0e0f; hefu-session=ff0102030405060708090a0b0c0d0e0f",
    "hefu-session=" + String(repeating: "00", count: 65),
  ]) func `what is no token is none`(cookies: String) {
    #expect(SessionCookie(isSecure: false).token(in: cookies) == nil)
  }
}

@Suite struct LimitTests {
  @Test func `too many requests from an address wait, others do not`() async throws {
    let limits = RateLimits(address: [.ordinary: .init(burst: 3, perMinute: 60)], account: [:])
    let trial = Trial(
      settings: SiteSettings(trustedProxies: [""]), limits: limits)
    let proxied = try #require(HTTPField.Name("X-Forwarded-For"))
    for _ in 0..<3 { #expect(try await trial.ask("/open", .get, [proxied: "192.0.2.1"]).status == 200) }
    let refused = try await trial.ask("/open?lang=en", .get, [proxied: "203.0.113.9, 192.0.2.1"])
    #expect(refused.status == 429 && refused.headers[.retryAfter] == "1")
    #expect(refused.body.contains("Please wait 1 s"))
    #expect(try await trial.ask("/open", .get, [proxied: "192.0.2.2"]).status == 200)
    #expect(try await trial.ask("/health", .get, [proxied: "192.0.2.1"]).status == 200)
  }

  @Test func `a bucket fills again with time`() async throws {
    let clock = Clock { Instant(milliseconds: 0) }
    let trial = Trial(
      limits: RateLimits(address: [.ordinary: .init(burst: 1, perMinute: 6)], account: [:]), clock: clock)
    #expect(try await trial.ask("/open").status == 200)
    #expect(try await trial.ask("/open").headers[.retryAfter] == "10")
    clock.offset = 10_001
    #expect(try await trial.ask("/open").status == 200)
  }

  @Test func `an account is bounded wherever it comes from`() async throws {
    let limits = RateLimits(address: [:], account: [.ordinary: .init(burst: 2, perMinute: 1)])
    let trial = Trial(limits: limits)
    for status in [200, 200, 429] { #expect(try await trial.ask("/open", as: 1).status == status) }
    #expect(try await trial.ask("/open", as: 2).status == 200)
  }

  @Test func `the table stays bounded whoever asks`() async throws {
    let limits = RateLimits(
      address: [.ordinary: .init(burst: 2, perMinute: 1)], account: [:], capacity: 100)
    let trial = Trial(settings: SiteSettings(trustedProxies: [""]), limits: limits)
    let proxied = try #require(HTTPField.Name("X-Forwarded-For"))
    for index in 0..<500 { _ = try await trial.ask("/open", .get, [proxied: "2001:db8:0:\(index)::1"]) }
    #expect(limits.count <= 100)
  }

  @Test func `a forwarded address is believed only from a proxy of ours`() {
    let direct = SiteSettings()
    #expect(direct.visitorAddress(peer: "198.51.100.1", forwarded: "192.0.2.1") == "198.51.100.1")
    let proxied = SiteSettings(isBehindTLS: true)
    #expect(proxied.visitorAddress(peer: "127.0.0.1", forwarded: "192.0.2.1") == "192.0.2.1")
    #expect(proxied.visitorAddress(peer: "127.0.0.1", forwarded: "10.9.9.9, 192.0.2.1, ::1") == "192.0.2.1")
    #expect(proxied.visitorAddress(peer: "198.51.100.1", forwarded: "192.0.2.1") == "198.51.100.1")
    #expect(proxied.visitorAddress(peer: "127.0.0.1", forwarded: nil) == "127.0.0.1")
  }
}

@Suite struct DownloadTests {
  @Test func `a file's name arrives in both forms and cannot break the header`() {
    #expect(
      ContentDisposition.header("attachment", name: "报告 1\".pdf")
        == "attachment; filename=\"__ 1_.pdf\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%201%22.pdf")
    #expect(!ContentDisposition.header("inline", name: "a\r\nX: y").contains("\n"))
  }

  @Test func `only a PDF is shown, and nothing in a file may run`() {
    let image = Response.file(name: "a.png", mediaType: "image/png", size: 0, isShown: true, body: .init())
    #expect(image.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
    #expect(image.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
    let paper = Response.file(
      name: "a.pdf", mediaType: "application/pdf", size: 0, isShown: true, body: .init())
    #expect(paper.headers[.contentDisposition]?.hasPrefix("inline;") == true)
    #expect(paper.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
  }
}
