import Foundation
import Testing

@Suite struct FilterTests {
  /// The numbers of the topics a page lists.
  private func topics(_ query: String) async throws -> [String] {
    let body = try await Visit.get("/?lang=zh&" + query).body
    return body.matches(of: /<td class="number" role="cell">([0-9.]+)</).map { String($0.1) }
  }

  @Test func `without a filter every topic is there, with the sums`() async throws {
    #expect(try await topics("").count == 14)
  }

  @Test func `a country finds the topics it can apply through, by itself or in a set`() async throws {
    #expect(try await topics("partner=EG") == ["1.2", "1.3", "1.5", "1.6"])
    #expect(try await topics("partner=ZZ").isEmpty)
  }

  @Test func `words are found in areas of either language`() async throws {
    #expect(try await topics("area=artificial%20INTELLIGENCE").contains("1.5"))
    #expect(try await topics("area=%E4%BA%BA%E5%B7%A5%E6%99%BA%E8%83%BD").contains("1.5"))
  }

  @Test func `a figure the guide leaves open is not read as too small`() async throws {
    let most = try await topics("places=1000")
    #expect(most == ["1.8"])
  }

  @Test func `what is no number is said beside its field, kept, and filters nothing`() async throws {
    let body = try await Visit.get("/?lang=en&places=%3Cb%3E").body
    #expect(body.contains("value=\"&lt;b&gt;\""))
    #expect(body.contains("is no number"))
    #expect(try await topics("places=abc").count == 14)
  }
}
