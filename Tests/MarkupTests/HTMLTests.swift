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

@Suite struct FragmentTests {
  @Test func `options written beforehand read as if written now, with one chosen`() {
    let options = [("", "(none)"), ("a>b", "A & B"), ("c\"", "C"), ("a>b", "again")]
    let list = OptionList([.init(nil, [options[0]]), .init("group <1>", Array(options[1...]))])
    for chosen in ["", "a>b", "c\"", "x"] {
      let now = written { html in
        html(.option, .value(""), Attribute("selected", if: chosen == ""), text: "(none)")
        html(.optgroup, Attribute("label", "group <1>")) { html in
          html(.option, .value("a>b"), Attribute("selected", if: chosen == "a>b"), text: "A & B")
          html(.option, .value("c\""), Attribute("selected", if: chosen == "c\""), text: "C")
          html(.option, .value("a>b"), text: "again")
        }
      }
      #expect(written { $0.options(list, selected: chosen) } == now)
    }
  }

  @Test func `a fragment stands where it is put`() {
    let fragment = Fragment { $0(.span, text: "<") }
    #expect(written { html in html(.p) { $0.put(fragment) } } == "<p><span>&lt;</span></p>")
  }
}
