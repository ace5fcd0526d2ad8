/// An area of a topic as the guide lists it.
struct DraftedArea {
  var id: String
  var zh: String
  var isOpen = false
  var areas: [DraftedArea] = []

  var sketch: Sketch {
    var entries: [(key: String, value: Sketch)] = [
      (key: "id", value: .text(id)), (key: "zh", value: .text(zh)),
      (key: "en", value: .text(AreaGlossary.english(zh) ?? zh)),
    ]
    if isOpen { entries.append((key: "open", value: true)) }
    if !areas.isEmpty { entries.append((key: "areas", value: .list(areas.map(\.sketch)))) }
    return .map(entries)
  }
}

/// Reads the list of areas: flat, numbered, nested, open.
struct AreaList {
  private(set) var areas: [DraftedArea] = []
  private(set) var isOpen = false

  private static let unlimited = DraftPattern("^{领域|方向|研究领域|合作领域}?{不限|不作限制|不设限|未作限制|无限制}")
  private static let lead = DraftPattern("^{主要|重点}?{包括|涵盖|涉及|支持|为|在}{但不限于}?")
  private static let openTail = DraftPattern("等{相关|有关|其他|双方共同关注的}?{科技|研究|合作}?{领域|方向|技术|学科|内容|主题}?{方向}?$")
  private static let openBracket = DraftPattern("({{主要}?包括但不限于|包括但不局限于|但不限于|含但不限于}*)$")
  private static let preferred = DraftPattern("{,|;|。}{优先|重点}{支持|资助|考虑}")
  private static let counted = DraftPattern("{等}?[一二三四五六七八九十0123456789]{个|大}{合作|研究|资助|优先}?{领域|方向}$")
  private static let ends = Set<Unicode.Scalar>(["。", ";", ",", "、", ":", "."])

  /// Reads the words of a section after its label.
  init(_ text: [Unicode.Scalar]) {
    var content = Self.trimmed(text)
    for pointer in ["详见", "参见", "具体见", "见附件"] {
      if let start = content.position(of: pointer), start > 0 {
        content = Self.trimmed(Array(content[..<start]))
      }
    }
    guard !content.isEmpty else { return }
    if Self.unlimited.match(in: content, at: 0) != nil
      || content.has("不限领域", "领域不限", "不限方向", "方向不限", "不限定领域", "全领域", "所有领域", "各领域均可")
    {
      isOpen = true
      return
    }
    let items = Self.items(content)
    if items.count >= 2 {
      areas = items.enumerated().compactMap { Self.area($1, id: "a\($0 + 1)") }
      return
    }
    var list = content
    if let match = Self.preferred.first(in: list), match.range.lowerBound >= 2 {
      list = Self.trimmed(Array(list[..<match.range.lowerBound]))
    }
    if let match = Self.counted.first(in: list), match.range.lowerBound >= 2 {
      list = Array(list[..<match.range.lowerBound])
    }
    if let match = Self.lead.match(in: list, at: 0), match.range.upperBound < list.count {
      isOpen = list[match.range].contains("限")
      list = Self.trimmed(Array(list[match.range.upperBound...]))
    }
    if let match = Self.openTail.first(in: list) {
      isOpen = true
      list = Array(list[..<match.range.lowerBound])
    }
    areas = Self.names(list).enumerated().compactMap { Self.area($1, id: "a\($0 + 1)") }
  }

  /// The items of a numbered list; one element when there is none.
  private static func items(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var cuts: [(start: Int, words: Int)] = []
    var style: ItemMark.Style?
    for position in text.indices {
      let before = position == 0 ? nil : text[position - 1]
      guard let mark = ItemMark.match(in: text, at: position), style == nil || style == mark.style,
        before.map({ "。;:,、".unicodeScalars.contains($0) || mark.number == cuts.count + 1 }) ?? true,
        mark.number == cuts.count + 1
          || (cuts.count > 0 && before.map({ "。;".unicodeScalars.contains($0) }) == true)
      else { continue }
      style = mark.style
      cuts.append((position, mark.end))
    }
    return cuts.indices.map { index in
      let end = index + 1 < cuts.count ? cuts[index + 1].start : text.count
      return Array(text[min(cuts[index].words, end)..<end])
    }
  }

  private static func area(_ text: [Unicode.Scalar], id: String) -> DraftedArea? {
    var name = trimmed(text)
    guard !name.isEmpty else { return nil }
    var isOpen = false
    if let match = openTail.first(in: name), match.range.lowerBound >= 2, !name.contains(":") {
      isOpen = true
      name = Array(name[..<match.range.lowerBound])
    }
    if let colon = name.firstIndex(of: ":"), colon >= 2, colon < name.count - 1 {
      let inner = AreaList(Array(name[(colon + 1)...]))
      let children = inner.areas.enumerated().map { index, area in
        DraftedArea(id: "\(id)-\(index + 1)", zh: area.zh, isOpen: area.isOpen)
      }
      return DraftedArea(
        id: id, zh: display(Array(name[..<colon])), isOpen: isOpen || inner.isOpen,
        areas: children.count > 1 ? children : [])
    }
    if openBracket.first(in: name) != nil { isOpen = true }
    if name.has("及与此相关", "及相关领域") { isOpen = true }
    return DraftedArea(id: id, zh: display(name), isOpen: isOpen)
  }

  /// Splits at the widest separator that stands outside brackets: ；, then ，, then 、.
  private static func names(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    let clean = depths(text)
    for separator in [";", ",", "、"] as [Unicode.Scalar] {
      var parts: [[Unicode.Scalar]] = []
      var current: [Unicode.Scalar] = []
      for (index, scalar) in text.enumerated() {
        if scalar == separator, clean[index] == 0 {
          parts.append(current)
          current = []
        } else {
          current.append(scalar)
        }
      }
      parts.append(current)
      parts = parts.filter { !trimmed($0).isEmpty }
      if parts.count > 1 { return parts }
    }
    return [text]
  }

  private static func depths(_ text: [Unicode.Scalar]) -> [Int] {
    var depth = 0
    return text.map { scalar in
      if "(《“[".unicodeScalars.contains(scalar) { depth += 1 }
      defer { if ")》”]".unicodeScalars.contains(scalar) { depth = max(0, depth - 1) } }
      return depth
    }
  }

  private static func trimmed(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var rest = text[...]
    while let last = rest.last, ends.contains(last) { rest.removeLast() }
    while let first = rest.first, ends.contains(first) { rest.removeFirst() }
    return Array(rest)
  }

  /// Half-width marks back to the form a Chinese reader expects.
  static func display(_ text: [Unicode.Scalar]) -> String {
    let wide: [Unicode.Scalar: Unicode.Scalar] = [",": "，", ";": "；", ":": "：", "(": "（", ")": "）"]
    return trimmed(text).map { wide[$0] ?? $0 }.string
  }
}
