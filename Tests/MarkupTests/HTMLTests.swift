import Markup
import Testing

private func written(_ content: (inout HTML) -> Void) -> String {
  var html = HTML(capacity: 64)
  content(&html)
  return String(decoding: html.bytes, as: UTF8.self)
}

@Suite struct HTMLTests {
  @Test func `elements nest and close themselves`() {
    let page = written { html in
      html(.ul, .class("a b")) { html in
        html(.li, text: "一")
        html(.li) { $0(.a, .href("/x"), text: "二") }
      }
    }
    #expect(page == #"<ul class="a b"><li>一</li><li><a href="/x">二</a></li></ul>"#)
  }

  @Test func `texts and attribute values are escaped`() {
    let page = written { $0(.p, .class("\"><script>"), text: "<script>alert('1' & \"2\")</script>") }
    #expect(
      page == "<p class=\"&quot;&gt;&lt;script&gt;\">&lt;script&gt;alert('1' &amp; \"2\")&lt;/script&gt;</p>")
  }

  @Test func `characters HTML forbids are replaced and never end a text`() {
    #expect(written { $0.text("a\u{0}b\u{1B}c\u{7F}d\te\nf") } == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\te\nf")
  }

  @Test func `flags and optional attributes are written only where they hold`() {
    let page = written {
      $0.void(
        .input, Attribute("required", if: true), Attribute("checked", if: false), .describedBy(nil),
        Attribute("value", optional: "x"))
    }
    #expect(page == #"<input required value="x">"#)
  }
}
