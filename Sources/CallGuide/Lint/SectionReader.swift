extension Lint {
  /// Cuts one topic's text into parts by their labels, and into items by their numbers.
  struct SectionReader {
    let topic: Topic
    let positions: [Int]
    let strays: [Range<Int>]
    let text: GuideText

    func section() -> Section {
      let whole = Stretch(text, positions)
      let clean = Stretch(text, positions.filter { position in !strays.contains { $0.contains(position) } })
      let labels = labels(in: clean)
      var parts: [Part: Stretch] = [:]
      var named: [Part: Stretch] = [:]
      var cuts = labels.sorted { $0.value.lowerBound < $1.value.lowerBound }
      let end = clean.positions.count
      parts[.title] = clean.part(0..<(cuts.first?.value.lowerBound ?? min(end, titleLength(clean))))
      if labels[.requirements] == nil, let last = cuts.last {
        // No “其他要求”: what follows the first sentence of the last labelled part is the requirements.
        let all = clean.scalars
        if let stop = all[last.value.upperBound...].firstIndex(of: "。"), stop + 1 < end {
          cuts.append((.requirements, stop + 1..<stop + 1))
        }
      }
      for (index, cut) in cuts.enumerated() {
        let upper = index + 1 < cuts.count ? cuts[index + 1].value.lowerBound : end
        parts[cut.key] = clean.part(cut.value.upperBound..<upper)
        named[cut.key] = clean.part(cut.value)
      }
      if cuts.isEmpty { parts[.requirements] = clean.part(min(end, titleLength(clean))..<end) }
      return Section(
        topic: topic, whole: whole, clean: clean, parts: parts, labels: named,
        lists: lists(in: clean, labels: labels))
    }

    private func titleLength(_ stretch: Stretch) -> Int {
      let title = GuideText.fold(topic.title.zh).count
      let number = topic.id.unicodeScalars.count
      return title + number
    }

    /// A label opens a line and is followed by its words: 领域方向：… .
    private func labels(in stretch: Stretch) -> [Part: Range<Int>] {
      var labels: [Part: Range<Int>] = [:]
      func take(_ part: Part, _ pattern: Regex<Substring>) {
        let hit = stretch.hits(pattern).first { opensLine($0.range.lowerBound, in: stretch) }
        if let hit { labels[part] = hit.range }
      }
      take(.basis, /(?:合作协议|合作依据|协议依据|外交承诺|合作背景|合作基础|政府间协议|依据)[：:]/)
      take(.areas, /(?:领域方向|合作领域|研究领域|支持领域|征集领域|资助领域|研究内容|优先领域|研究方向|支持方向|合作方向|领域)[：:]/)
      take(.quota, /(?:拟?支持项目(?:数量|数)?|项目数量?|(?:支持|资助)(?:数量与强度|数量|规模|强度))(?:[：:]|(?=[0-9为约不待]))/)
      take(
        .envelope,
        /(?:[共拟]*支持(?:国拨)?经费(?:总额|总数)?|国拨经费(?:总额|总数|总概算)?|经费(?:总额|概算)?)(?:[：:]|(?=[0-9为约不待]))/)
      take(.requirements, /(?:其他要求|其它要求|有关要求|相关要求|具体要求|申报要求|其他说明|有关说明|要求)[：:]/)
      return labels
    }

    /// Whether a label opens a line, perhaps behind a number: （二）资助数量.
    private func opensLine(_ offset: Int, in stretch: Stretch) -> Bool {
      if isLineStart(offset, in: stretch) { return true }
      guard let start = (max(0, offset - 4)..<offset).last(where: { isLineStart($0, in: stretch) }) else {
        return false
      }
      return stretch.part(start..<offset).has(/^[（(]?[0-9一二三四五六七八九十]{1,3}[）).、．]$/)
    }

    /// Whether a scalar opens a line of the document.
    func isLineStart(_ offset: Int, in stretch: Stretch) -> Bool {
      guard offset > 0 else { return true }
      let position = stretch.positions[offset]
      return position == 0 || text.line(at: position) != text.line(at: position - 1)
    }

    private func lists(in stretch: Stretch, labels: [Part: Range<Int>]) -> [[Item]] {
      let markers = markers(in: stretch)
      var lists: [[Item]] = []
      for (index, marker) in markers.enumerated() {
        let upper = index + 1 < markers.count ? markers[index + 1].range.lowerBound : stretch.positions.count
        // Items of one list end where the next label begins.
        let label = labels.values.map(\.lowerBound).filter { $0 >= marker.range.upperBound && $0 < upper }
          .min()
        let end = label ?? upper
        let item = Item(
          number: marker.number, style: marker.style, stretch: stretch.part(marker.range.lowerBound..<end),
          marker: marker.range.count)
        // A circled footnote does not end the list around it.
        let own = lists.lastIndex { ($0.first?.style == .circle) == (marker.style == .circle) }
        if marker.number != 1, let own {
          lists[own].append(item)
        } else {
          lists.append([item])
        }
      }
      return lists
    }

    private typealias Marker = (number: Int, style: Item.Style, range: Range<Int>)

    private func markers(in stretch: Stretch) -> [Marker] {
      let all = stretch.scalars
      let opening: Set<Unicode.Scalar> = ["。", "；", ";", "：", ":", "、", "，"]
      var markers: [Marker] = []
      for hit in stretch.hits(/[（(]([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[）)]|([0-9０-９]{1,2})[）)]|[①-⑳]/) {
        let lower = hit.range.lowerBound
        let before = lower > 0 ? all[lower - 1] : "。"
        guard opening.contains(before) || isLineStart(lower, in: stretch) else { continue }
        let first = all[lower]
        let half = all[hit.range.upperBound - 1] == ")"
        if (0x2460...0x2473).contains(first.value) {
          markers.append((Int(first.value - 0x245F), .circle, hit.range))
        } else if let digits = hit.output.1, let number = number(digits) {
          markers.append((number, half ? .half : .full, hit.range))
        } else if let digits = hit.output.2, let number = number(digits) {
          markers.append((number, half ? .openHalf : .open, hit.range))
        }
      }
      return markers
    }
  }

  /// Finds addresses that cut a sentence, or stand as one of their own.
  enum StrayReader {
    static func strays(in stretch: Stretch) -> [Range<Int>] {
      let all = stretch.scalars
      var strays: [Range<Int>] = []
      for hit in stretch.hits(
        /(?:https?:\/\/|www\.)[A-Za-z0-9._~:\/?#@!&=+%-]+|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[A-Za-z]+/)
      {
        let lower = hit.range.lowerBound
        guard lower > 0 else { continue }
        // An address belongs where a label or a comma leads to it: 网址：…, （www…）, 登录www… .
        let lead = String(String.UnicodeScalarView(all[max(0, lower - 6)..<lower]))
        if lead.contains(/[：:（(，,、“"]$|(?:网址|网站|邮箱|邮件|链接|系统|平台|登录|访问|见|至|为|到|址|箱)$/) { continue }
        var upper = hit.range.upperBound
        if upper < all.count, all[upper] == "。" || all[upper] == "；" { upper += 1 }
        strays.append(lower..<upper)
      }
      return strays
    }
  }
}
