/// An HTML element with content.
///
/// `script` and `style` are missing on purpose: their content follows other rules of escaping, and pages have neither.
public struct Tag: Sendable {
  let name: StaticString

  init(_ name: StaticString) { self.name = name }
}

/// An HTML element without content.
public struct VoidTag: Sendable {
  let name: StaticString

  init(_ name: StaticString) { self.name = name }
}

// The names are HTML's own.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Tag {
  public static let html = Tag("html"), head = Tag("head"), title = Tag("title"), body = Tag("body")
  public static let header = Tag("header"), main = Tag("main"), footer = Tag("footer"), nav = Tag("nav")
  public static let section = Tag("section"), article = Tag("article"), aside = Tag("aside"), div = Tag("div")
  public static let h1 = Tag("h1"), h2 = Tag("h2"), h3 = Tag("h3"), h4 = Tag("h4"), p = Tag("p"),
    span = Tag("span")
  public static let a = Tag("a"), strong = Tag("strong"), small = Tag("small"), abbr = Tag("abbr"),
    code = Tag("code")
  public static let time = Tag("time"), blockquote = Tag("blockquote"), q = Tag("q")
  public static let ul = Tag("ul"), ol = Tag("ol"), li = Tag("li"), dl = Tag("dl"), dt = Tag("dt"),
    dd = Tag("dd")
  public static let table = Tag("table"), caption = Tag("caption"), thead = Tag("thead"), tbody = Tag("tbody")
  public static let tfoot = Tag("tfoot"), tr = Tag("tr"), th = Tag("th"), td = Tag("td")
  public static let details = Tag("details"), summary = Tag("summary")
  public static let form = Tag("form"), fieldset = Tag("fieldset"), legend = Tag("legend"),
    label = Tag("label")
  public static let select = Tag("select"), optgroup = Tag("optgroup"), option = Tag("option")
  public static let textarea = Tag("textarea"), button = Tag("button")
  public static let progress = Tag("progress")
  public static let svg = Tag("svg"), path = Tag("path"), group = Tag("g")
}

// The names are HTML's own.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension VoidTag {
  public static let meta = VoidTag("meta"), link = VoidTag("link"), input = VoidTag("input"),
    br = VoidTag("br")
  public static let hr = VoidTag("hr"), col = VoidTag("col")
}
