import CallGuide
import Foundation
import HTTPTypes
import Hummingbird
import PageReading
import Testing
import Web

@Suite struct ProtocolTests {
  @Test(arguments: ["/", "/guide", "/topics/1.5/check", "/nothing", "/health"])
  func `every answer carries the security headers`(path: String) async throws {
    let headers = try await Visit.get(path).headers
    let policy = try #require(headers[.contentSecurityPolicy])
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(headers[.xContentTypeOptions] == "nosniff")
    for name in ["Referrer-Policy", "X-Frame-Options", "Cross-Origin-Opener-Policy", "Permissions-Policy"] {
      #expect(headers[try #require(HTTPField.Name(name))] != nil, "\(name) is missing")
    }
  }

  @Test func `pages need no inline scripts, styles in attributes or foreign addresses`() async throws {
    for path in ["/", "/guide", "/topics/1.5", "/topics/1.5/check"] {
      let page = Reader(try await Visit.get(path).body)
      #expect(!page.elements.contains { $0.tag == "style" })
      #expect(!page.elements.contains { $0.attributes.keys.contains { $0 == "style" || $0.hasPrefix("on") } })
    }
  }

  @Test func `the language is chosen by address, cookie and browser, in this order, Chinese first`() {
    func language(_ query: String?, _ cookie: String?, _ accepted: String?) -> Language {
      LanguageChoice(query: query, cookie: cookie, accepted: accepted).language
    }
    #expect(language(nil, nil, nil) == .zh)
    #expect(language(nil, nil, "*") == .zh)
    #expect(language(nil, nil, "fr") == .zh)
    #expect(language(nil, nil, "en-GB,en;q=0.9,zh;q=0.8") == .en)
    #expect(language(nil, nil, "en;q=0.5, zh-CN;q=0.5") == .zh)
    #expect(language(nil, nil, "en;q=0") == .zh)
    #expect(language(nil, "a=b; lang=en", "zh") == .en)
    #expect(language(nil, "lang=xx", "en") == .en)
    #expect(language("zh", "lang=en", "en") == .zh)
    #expect(language("xx", nil, "en") == .en)
  }

  @Test func `a choice is remembered by a cookie, and only a choice`() async throws {
    let chosen = try await Visit.get("/?lang=en").headers[.setCookie]
    #expect(chosen?.hasPrefix("lang=en; Path=/") == true)
    #expect(chosen?.contains("HttpOnly") == true && chosen?.contains("SameSite=Lax") == true)
    #expect(try await Visit.get("/").headers[.setCookie] == nil)
    #expect(try await Visit.get("/", headers: [.cookie: "lang=en"]).headers[.contentLanguage] == "en")
  }

  @Test(arguments: [
    "/nothing", "/topics/9.9", "/topics/9.9/check", "/clauses/9.9", "/assets/x.css", "/topics/%ff",
  ])
  func `what is not there is 404, with what to do, in both languages`(path: String) async throws {
    let chinese = try await Visit.get(path)
    #expect(chinese.status == 404)
    #expect(chinese.body.contains("没有这个页面") && chinese.body.contains("请从首页重新进入"))
    let english = try await Visit.get(path + "?lang=en")
    #expect(english.body.contains("There is no such page"))
  }

  @Test func `a method that is not answered is 405 with those that are`() async throws {
    let answer = try await Visit.get("/topics/1.5", method: .post, headers: Visit.form, body: [])
    #expect(answer.status == 405)
    #expect(answer.headers[.allow] == "GET, HEAD")
    #expect(try await Visit.get("/topics/1.5/check", method: .delete).headers[.allow] == "GET, HEAD, POST")
  }

  @Test func `HEAD has the headers of GET and no body`() async throws {
    let head = try await Visit.get("/", method: .head)
    #expect(head.status == 200 && head.body.isEmpty)
    #expect(head.headers[.contentType] == "text/html; charset=utf-8")
  }

  @Test func `the stylesheet has its content's hash in its address and is kept for ever`() async throws {
    let page = Reader(try await Visit.get("/").body)
    let address = try #require(
      page.elements.first { $0.attributes["rel"] == "stylesheet" }?.attributes["href"])
    let sheet = try await Visit.get(address)
    #expect(sheet.status == 200 && sheet.body.contains("--cinnabar"))
    #expect(sheet.headers[.cacheControl] == "public, max-age=31536000, immutable")
  }

  @Test func `a clause's address leads to its place`() async throws {
    let inTopic = try await Visit.get("/clauses/1.5(4)a")
    #expect(inTopic.status == 303 && inTopic.headers[.location] == "/topics/1.5#c-1.5(4)a")
    #expect(try await Visit.get("/clauses/P.3").headers[.location] == "/guide#c-P.3")
  }

  @Test func `health answers`() async throws {
    #expect(try await Visit.get("/health").body == #"{"status":"ok"}"#)
  }

  @Test(arguments: [
    ("a=%zz", 400), ("a=%4", 400), ("a=%ff%fe", 400), ("%c3=1", 400), ("org[50].name=x", 400),
    ("org[999999999999].name=x", 400), ("a=" + String(repeating: "x", count: 600_000), 413),
    (String(repeating: "a=1&", count: 20_000), 400),
  ]) func `a form that cannot be read is refused with a clear page`(body: String, status: Int) async throws {
    let answer = try await Visit.get(
      "/topics/1.5/check?lang=en", method: .post, headers: Visit.form, body: Array(body.utf8))
    #expect(answer.status == status)
    #expect(Reader(answer.body).first("class", "sheet failure") != nil)
    #expect(answer.body.contains("Go back"))
  }

  @Test func `another type of content is 415`() async throws {
    let answer = try await Visit.get(
      "/topics/1.5/check", method: .post,
      headers: [.contentType: "application/json", .origin: "http://localhost"],
      body: Array("{}".utf8))
    #expect(answer.status == 415)
  }
}
