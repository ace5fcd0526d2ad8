import CallGuide
import Eligibility
import Foundation
import HTTPTypes
import Hummingbird
import PageReading
import Testing
import Web

@testable import PublicSite

/// Every page of the repository's call, in both languages.
private let pages: [(path: String, language: Language)] = {
  let topics = (try? Visit.rules.get().call.topics.map(\.id)) ?? []
  let paths = ["/", "/guide"] + topics.flatMap { ["/topics/\($0)", "/topics/\($0)/check"] }
  return paths.flatMap { path in Language.allCases.map { (path, $0) } }
}()

@Suite struct PageTests {
  @Test func `the repository's call has pages`() { #expect(pages.count == 2 * (2 + 14 * 2)) }

  @Test(arguments: pages) func `a page is whole`(path: String, language: Language) async throws {
    let answer = try await Visit.get(path + "?lang=" + language.rawValue)
    #expect(answer.status == 200)
    #expect(answer.headers[.contentLanguage] == (language == .zh ? "zh-Hans" : "en"))
    let page = Reader(answer.body)
    #expect(page.faults.isEmpty, "\(page.faults)")
    #expect(
      page.elements.first { $0.tag == "html" }?.attributes["lang"] == (language == .zh ? "zh-Hans" : "en"))
    #expect(page.elements.filter { $0.tag == "h1" }.count == 1)
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(
      Set(ids).count == ids.count, "an id stands twice: \(ids.filter { id in ids.count { $0 == id } > 1 })")
    for element in page.elements {
      if let target = element.attributes["for"] { #expect(ids.contains(target), "no control \(target)") }
      for id in element.attributes["aria-describedby"]?.split(separator: " ") ?? [] {
        #expect(ids.contains(String(id)), "nothing has id \(id)")
      }
      if let link = element.attributes["href"], link.hasPrefix("#") {
        #expect(ids.contains(link.dropFirst().removingPercentEncoding ?? ""), "no place \(link)")
      }
    }
  }

  @Test(arguments: pages) func `no text is a key or in an unmarked language`(
    path: String, language: Language
  ) async throws {
    let page = Reader(try await Visit.get(path + "?lang=" + language.rawValue).body)
    let names = try Visit.rules.get().dictionary.fields.map(\.id).filter { $0.contains(".") }
    let words = Set(
      page.text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".")) }.map(String.init))
    for name in names { #expect(!words.contains(name), "“\(name)” is shown as it is") }
    #expect(!page.text.utf8.contains(UInt8(ascii: "{")))
    guard language == .en else { return }
    for (text, tag) in page.texts where tag != "zh-Hans" {
      let chinese = text.unicodeScalars.filter { (0x4E00...0x9FFF).contains($0.value) }
      #expect(chinese.isEmpty, "Chinese without lang: \(text)")
    }
  }

  @Test func `quotes are always Chinese and marked as such`() async throws {
    for path in ["/guide?lang=en", "/topics/1.5?lang=en"] {
      let page = Reader(try await Visit.get(path).body)
      let quotes = page.elements.filter { $0.tag == "blockquote" }
      #expect(quotes.count >= 25)
      #expect(quotes.allSatisfy { $0.attributes["lang"] == "zh-Hans" })
    }
  }

  @Test func `the guide shows every clause in full`() async throws {
    let page = Reader(try await Visit.get("/guide").body)
    let ids = Set(page.elements.compactMap { $0.attributes["id"] })
    let texts = Set(page.texts.map(\.text))
    for clause in try Visit.rules.get().call.clauses {
      #expect(ids.contains("c-" + clause.id), "\(clause.id) is not shown")
      #expect(texts.contains(clause.quote), "the words of \(clause.id) are not shown")
    }
  }

  @Test func `every link inside the site leads somewhere`() async throws {
    var seen: Set<String> = []
    for (path, language) in pages where language == .zh {
      for element in Reader(try await Visit.get(path).body).elements {
        guard let link = element.attributes["href"] ?? element.attributes["formaction"], link.hasPrefix("/")
        else {
          continue
        }
        seen.insert(String(link.prefix { $0 != "#" }))
      }
    }
    // Carrying answers over is for the applicant's desk to answer.
    #expect(seen.remove(StartApplication.path) != nil)
    #expect(seen.count > 250)
    for link in seen {
      let status = try await Visit.get(link).status
      #expect(status == 200 || status == 303, "\(link): \(status)")
    }
  }

  @Test func `the example notice never looks official`() async throws {
    for path in ["/", "/guide", "/topics/1.5"] {
      #expect(try await Visit.get(path + "?lang=zh").body.contains("不是任何部门发布的通知"))
      #expect(try await Visit.get(path + "?lang=en").body.contains("No authority issued it"))
    }
  }

  @Test func `an address and its route are each other's inverse`() throws {
    let routes: [PublicRoute] =
      [.call, .guide, .topic("1.5"), .check("2.0"), .topic("a/b?c#d 中")]
      + (try Visit.rules.get().call.clauses.map { PublicRoute.clause($0.id) })
    for route in routes { #expect(PathSegment.split(route.path).flatMap(PublicRoute.init(path:)) == route) }
  }
}
