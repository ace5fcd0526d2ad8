extension Lint {
  /// Marks and spaces.
  static let typography: [Rule] = [
    Rule("half-width", .low, zh: "中文中使用半角标点", en: "half-width punctuation in Chinese text", checkWidth),
    Rule("full-width-digits", .low, zh: "全角与半角数字混用", en: "full-width and half-width digits", checkDigits),
    Rule("dangling-mark", .low, zh: "标点重叠或悬空", en: "doubled or dangling punctuation", checkDangling),
    Rule("stop-in-item", .low, zh: "以分号分隔的条目中间用句号", en: "a full stop inside an item of a list", checkStops),
    Rule("item-ends", .low, zh: "同一列表的条目结尾标点不一", en: "items of one list end in different marks", checkEnds),
    Rule("unbalanced", .low, zh: "括号、引号或书名号不配对", en: "unbalanced brackets or quotes", checkBalance),
  ]

  private static func whole(_ subject: Subject) -> [Stretch] {
    [subject.preamble] + subject.sections.map(\.whole)
  }

  private static func checkWidth(_ subject: Subject, _ report: Report) -> [Finding] {
    var places: [(mark: String, stretch: Stretch)] = []
    for stretch in whole(subject) {
      for hit in stretch.hits(/[;,:?!()"]/) {
        let all = stretch.part(
          max(0, hit.range.lowerBound - 1)..<min(stretch.positions.count, hit.range.upperBound + 1))
        let scalars = all.scalars
        let before = hit.range.lowerBound > 0 ? scalars.first : nil
        let after = hit.range.upperBound < stretch.positions.count ? scalars.last : nil
        // “(1)” is a style of numbering, not a slip of width.
        if hit.words == "(" || hit.words == ")",
          [before, after].contains(where: { $0?.properties.numericType == .decimal })
        {
          continue
        }
        let chinese = [before, after].contains { $0.map(isChinese) ?? false }
        if chinese { places.append((hit.words, stretch.part(hit.range))) }
      }
    }
    guard !places.isEmpty else { return [] }
    let groups = Dictionary(grouping: places, by: \.mark).sorted { $0.key < $1.key }
    let list = groups.map { mark, found in
      "“\(mark)”（\(zh(unique(found.map { subject.clause(of: $0.stretch) }).filter { !$0.isEmpty })))"
    }.map { $0.hasSuffix(")") ? String($0.dropLast()) + "）" : $0 }
    return [
      report(
        places.map(\.stretch), zh: "中文中使用半角标点：\(zh(list))。请改为全角。",
        en: "Half-width punctuation in Chinese text: \(en(list)). Use full-width marks.")
    ]
  }

  static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    (0x4E00...0x9FFF).contains(scalar.value) || (0x3000...0x303F).contains(scalar.value)
      || (0xFF00...0xFF0F).contains(scalar.value) || (0xFF1A...0xFF1F).contains(scalar.value)
  }

  private static func checkDigits(_ subject: Subject, _ report: Report) -> [Finding] {
    let folded = subject.guide.text.folded
    let wide = folded.indices.filter { (0xFF10...0xFF19).contains(folded[$0].value) }
    guard !wide.isEmpty, folded.contains(where: { (0x30...0x39).contains($0.value) }) else { return [] }
    let places = wide.map { Stretch(subject.guide.text, [$0]) }
    let words = unique(wide.map { String(String.UnicodeScalarView([folded[$0]])) })
    return [
      report(
        places, zh: "全角数字与半角数字混用：\(zh(words))。", en: "Full-width digits among half-width ones: \(en(words)).")
    ]
  }

  private static func checkDangling(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern = /[、，；：,][。；、，：,;]+|。[。，；、]+|[（(][，、；。]|[，、；][）)]|的的|了了|，(?=）)/
    let places = whole(subject).flatMap { stretch in
      stretch.hits(pattern).map {
        (stretch.part(max(0, $0.range.lowerBound - 4)..<$0.range.upperBound), stretch.part($0.range))
      }
    }
    guard !places.isEmpty else { return [] }
    let words = places.map { "“…\($0.0.text)”（\(subject.clause(of: $0.1))）" }
    return [
      report(
        places.map(\.1), zh: "标点重叠或悬空：\(zh(words))，疑有漏字或多余标点。",
        en: "Doubled or dangling punctuation: \(en(words)); a word missing, or a mark too many.")
    ]
  }

  private static func checkStops(_ subject: Subject, _ report: Report) -> [Finding] {
    var places: [(id: String, stretch: Stretch)] = []
    for section in subject.sections {
      for list in section.lists {
        // A list of phrases: nearly every item ends in a semicolon and has no stop inside.
        let semicolons = list.count { $0.stretch.scalars.last.map { $0 == "；" || $0 == ";" } ?? false }
        guard list.count >= 3, semicolons >= list.count - 1 else { continue }
        for item in list {
          let inner = item.stretch.scalars.dropLast()
          if let stop = inner.firstIndex(of: "。") {
            // What follows the last item may be the next chapter or label.
            let rest = item.stretch.part(stop + 1..<item.stretch.positions.count)
            if rest.has(/^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）).、．]|[\p{Han}]{2,8}[：:])/) { continue }
            places.append(
              (section.id, item.stretch.part(max(0, stop - 8)..<min(item.stretch.positions.count, stop + 5))))
          }
        }
      }
    }
    guard !places.isEmpty else { return [] }
    return [
      report(
        places.map(\.stretch), zh: "以分号分隔的条目中间用了句号：\(zh(places.map { "\($0.id)“…\($0.stretch.text)…”" }))。",
        en:
          "A full stop inside an item of a list divided by semicolons: \(en(places.map { "\($0.id) “…\($0.stretch.text)…”" }))."
      )
    ]
  }

  private static func checkEnds(_ subject: Subject, _ report: Report) -> [Finding] {
    var places: [(text: String, en: String, stretch: Stretch)] = []
    for section in subject.sections {
      for list in section.lists where list.count > 2 {
        let ends = list.dropLast().compactMap { item in item.stretch.scalars.last.map { (item, $0) } }
        let groups = Dictionary(grouping: ends) { $0.1 == ";" ? "；" : $0.1 }.filter {
          Stretch.ends.contains($0.key)
        }
        guard groups.count > 1 else { continue }
        let parts = groups.sorted { $0.value[0].0.number < $1.value[0].0.number }
        let zhText = parts.map { mark, items in "\(items.map { "(\($0.0.number))" }.joined())“\(mark)”" }
        places.append(
          (
            "\(section.id) \(zhText.joined(separator: "、"))",
            "\(section.id) \(zhText.joined(separator: ", "))", list[0].stretch
          ))
      }
    }
    guard !places.isEmpty else { return [] }
    return [
      report.at(
        places.map(\.stretch), zh: "同一列表的条目结尾标点不一：\(places.map(\.text).joined(separator: "；"))。",
        en: "Items of one list end in different marks: \(places.map(\.en).joined(separator: "; ")).")
    ]
  }

  private static func checkBalance(_ subject: Subject, _ report: Report) -> [Finding] {
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [("（", "）"), ("“", "”"), ("《", "》"), ("【", "】")]
    return whole(subject).flatMap { stretch -> [Finding] in
      let all = stretch.scalars
      return pairs.compactMap { open, close in
        var depth = 0
        var bad: Int?
        for (offset, scalar) in all.enumerated() {
          if scalar == open {
            depth += 1
            if depth == 1 { bad = bad ?? offset }
          } else if scalar == close {
            // “1）” closes a number, not a bracket.
            let digit = offset > 0 && all[offset - 1].properties.numericType != nil
            if depth == 0, !(close == "）" && digit) {
              bad = offset
              break
            }
            depth = max(0, depth - 1)
            if depth == 0 { bad = nil }
          }
        }
        guard let bad else { return nil }
        let place = stretch.part(bad..<min(bad + 10, all.count))
        return report.at(
          [place], zh: "“\(open)”与“\(close)”不配对，见“\(place.text)…”。",
          en: "“\(open)” and “\(close)” do not pair up near “\(place.text)…”.")
      }
    }
  }
}
