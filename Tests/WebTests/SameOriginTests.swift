import Testing
import Web

@Suite struct SameOriginTests {
  private func allows(_ site: String?, _ origin: String?, _ referer: String?) -> Bool {
    SameOrigin.allows(fetchSite: site, origin: origin, referer: referer, own: "https://hefu.example")
  }

  @Test func `what the browser says of its own pages is believed first`() {
    #expect(allows("same-origin", nil, nil))
    #expect(allows("none", nil, nil))
    #expect(!allows("same-site", "https://hefu.example", nil))
    #expect(!allows("cross-site", "https://hefu.example", "https://hefu.example/"))
    #expect(!allows("", "https://hefu.example", nil))
  }

  @Test func `an older browser's Origin must be ours to the letter`() {
    #expect(allows(nil, "https://hefu.example", nil))
    #expect(allows(nil, "https://HEFU.example:443", nil))
    for origin in [
      "null", "", "http://hefu.example", "https://hefu.example:8443", "https://hefu.example.evil.example",
      "https://evil.example", "https://hefu.example/",
    ] { #expect(!allows(nil, origin, "https://hefu.example/"), "\(origin)") }
  }

  @Test func `a still older browser's Referer counts where there is no Origin`() {
    #expect(allows(nil, nil, "https://hefu.example/apply?x=1"))
    #expect(allows(nil, nil, "https://hefu.example"))
    #expect(!allows(nil, nil, "https://hefu.example.evil.example/"))
    #expect(!allows(nil, nil, "https://evil.example/https://hefu.example/"))
    #expect(!allows(nil, nil, "about:blank"))
  }

  @Test func `a request that says nothing of where it comes from is refused`() {
    #expect(!allows(nil, nil, nil))
    #expect(!SameOrigin.allows(fetchSite: nil, origin: "", referer: nil, own: ""))
  }
}
