/// Cuts an item into clauses: at sentence ends, and inside a sentence where a new demand begins.
struct ClauseSplitter {
  /// A piece of an item.
  struct Cut {
    var range: Range<Int>
    var isStray = false
  }

  let text: CleanText

  private static let modal = DraftPattern("{须|应|需|必须|不得|仅限|只能|只支持|仅支持|要求}")
  /// A condition or a place, not yet a sentence.
  private static let dependent = DraftPattern(
    "^{(#)}?{如|若|对于|当|凡|根据|按照|依据|鉴于|同时,$|此外,$|*的,$|*{申请|申报|协议|申请书|方案|期|期间|前|后}{中|内},$}")
  private static let closed = DraftPattern("具有独立法人资格,$")
  /// What begins a demand of its own after a comma.
  private static let demand = DraftPattern(
    "^{并{须|应|需|提供|确保|附|提交|承诺|保证}|{且|同时}{须|应|需}|{须|应|需}{提供|提交|附}|每年*#个月|需包括|须包括|应包括|内容{须|应|需}?包括|具有独立法人|{同|与|和}中方*合作基础|项目申报名称|项目名称|{项目|合作}?{各方|双方}投入|对于|其他*不在|可以?在|也可以?{另行|单独}|其中|{组织|举办|培养|申请|发表|接收|派遣|派出}*#*{以上|不少于|人|次|项|篇|名|件|场|个}|{拟|共|计划}{支持|资助}*#{个|项}|{总|国拨|共拟支持|拟支持|支持|资助}{经费|资金}*#{万|亿}|{项目|课题}?{执行期|实施周期|执行期限|实施期限|研究期限}*#{年|个月}|{双方|各方|中方}?企业{应|须|配套}|参与?企业应|中方{参与|参加}?企业|单{方|独}申报*不予|预算应|#{份|个|项}*仅|{每个|每项|单个|单项}{项目}?*{不超过|不高于|最高|支持|资助}*#{万|亿}|{有|具有}较强的?{科技}?{研发|科研}|{每个|每一|每|同一|单个|一}{国|项目|单位|负责人|申请人|机构|团队}*{限|仅|只|不超过|不得}}"
  )
  /// What stands in brackets of its own and says something of its own.
  private static let bracket = DraftPattern("^({须|应|需|内容{须|应}?包括|参见|详见|*参见|*详见|*{也可|只能|不得}|每个|原则上}")
  private static let permission = DraftPattern("^{可以?在|也可以?}")
  /// How far back a sentence is looked at.
  private static let reach = 300
  private static let firstly = DraftPattern("[一二三四五六]是")

  init(_ text: CleanText) { self.text = text }

  /// The clauses of an item, without gaps.
  func cuts(_ range: Range<Int>, words: Int) -> [Cut] {
    var cuts: [Cut] = []
    var start = range.lowerBound
    for (lower, upper) in strayLines(range) {
      cuts += sentences(start..<lower, words: max(words, start))
      cuts.append(Cut(range: lower..<upper, isStray: true))
      start = upper
    }
    cuts += sentences(start..<range.upperBound, words: max(words, start))
    return cuts
  }

  private func strayLines(_ range: Range<Int>) -> [(Int, Int)] {
    var lines: [(Int, Int)] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let end = min(text.lineEnd(from: position), range.upperBound)
      if position > range.lowerBound, text.startsLine[position],
        StrayLine.isAddress(text.slice(position..<end)),
        !":址:站".unicodeScalars.contains(text.scalars[position - 1])
      {
        lines.append((position, end))
      }
      position = end
    }
    return lines
  }

  private func sentences(_ range: Range<Int>, words: Int) -> [Cut] {
    guard !range.isEmpty else { return [] }
    let depths = text.depths(in: range)
    func depth(_ position: Int) -> Int { depths[position - range.lowerBound] }
    // 一是…；二是… inside an item stays whole; an item that begins with 一是 is cut.
    let first = Self.firstly.first(in: text.slice(range))?.range.lowerBound ?? range.count
    let listed = range.lowerBound + first <= words ? range.count : first
    var starts = [range.lowerBound]
    for position in range where position > words && position > (starts.last ?? 0) {
      let before = text.scalars[position - 1]
      let isOpen = depth(position - 1) == 0
      switch before {
      case "。", "!": if isOpen { starts.append(position) }
      case ";": if isOpen, position - range.lowerBound < listed { starts.append(position) }
      case ",", "、":
        if beginsDemand(
          at: position, from: starts.last ?? 0, to: range.upperBound, depth: depth(position - 1),
          after: before)
        {
          starts.append(position)
        }
      default: break
      }
      if text.scalars[position] == "(", depth(position) == 1, opensDemand(at: position, to: range.upperBound)
      {
        starts.append(position)
      }
    }
    // A closing bracket with the stop after it is no sentence of its own.
    starts = starts.filter { $0 == range.lowerBound || hasWords(from: $0, to: range.upperBound) }
    return starts.enumerated().map { index, start in
      Cut(range: start..<(index + 1 < starts.count ? starts[index + 1] : range.upperBound))
    }
  }

  private func hasWords(from start: Int, to end: Int) -> Bool {
    text.slice(start..<min(end, start + 4)).contains { $0.properties.isAlphabetic || GuideNumber.isDigit($0) }
  }

  private func beginsDemand(
    at position: Int, from start: Int, to end: Int, depth: Int, after before: Unicode.Scalar
  ) -> Bool {
    let rest = text.slice(position..<min(end, position + 70))
    let left = text.slice(max(start, position - Self.reach)..<position)
    guard left.count >= 6, Self.dependent.match(in: left, at: 0) == nil else { return false }
    if before == ",", depth == 0, Self.closed.first(in: left) != nil { return true }
    if let match = Self.demand.match(in: rest, at: 0) {
      let head = Array(rest[match.range])
      let sentence = head.prefix { !"。;".unicodeScalars.contains($0) }
      guard sentence.count == head.count else { return false }
      if before == "、" { return head.starts(with: "其中".unicodeScalars) && depth == 0 }
      if depth > 0 { return rest.has("包括", "仅支持", "仅限") && !head.starts(with: "对于".unicodeScalars) }
      if head.starts(with: "也可".unicodeScalars) { return false }
      if Self.permission.match(in: rest, at: 0) != nil { return Self.modal.first(in: left) != nil }
      return true
    }
    guard before == ",", depth == 0 else { return false }
    if left.has("鼓励"), Self.modal.first(in: rest) != nil { return true }
    if rest.starts(with: "鼓励".unicodeScalars) || rest.starts(with: "优先".unicodeScalars) {
      return Self.modal.first(in: left) != nil
    }
    // A subject with a modal verb of its own, after a part that has one already.
    guard Self.modal.first(in: left) != nil, !rest.starts(with: "最终".unicodeScalars) else { return false }
    let part = rest.prefix { !",。;(".unicodeScalars.contains($0) }
    guard let verb = Self.modal.first(in: Array(part))?.range.lowerBound else { return false }
    return verb >= 2 && verb <= 14
  }

  private func opensDemand(at position: Int, to end: Int) -> Bool {
    Self.bracket.match(in: insideBracket(at: position, to: end), at: 0) != nil
  }

  private func insideBracket(at position: Int, to end: Int) -> [Unicode.Scalar] {
    var depth = 0
    var index = position
    while index < end {
      if text.scalars[index] == "(" { depth += 1 }
      if text.scalars[index] == ")" {
        depth -= 1
        if depth == 0 { break }
      }
      index += 1
    }
    return text.slice(position..<index)
  }
}
