/// A label that opens a part of a topic: 合作协议：, 领域方向：, 拟支持项目数： …
struct SectionLabel: Equatable {
  enum Kind: String, Sendable {
    case basis = "A"
    case areas = "F"
    case quota = "N"
    case money = "B"
    case period = "D"
    case partner = "P"
    case contact = "C"
    case other = "O"
    /// 支持强度: places, money and a ceiling behind one label.
    case mixed = "M"
    /// 考核指标: what the projects must reach.
    case goals = "G"

    /// Whether the label tells topics apart: a second one means that a new topic has begun.
    var isStructural: Bool {
      switch self {
      case .basis, .areas, .quota, .money, .other: true
      case .period, .partner, .contact, .mixed, .goals: false
      }
    }
  }

  var kind: Kind
  var start: Int
  /// After the label and its colon.
  var end: Int
  /// The item number it stands behind, if any.
  var number: Int?
  /// Whether it is a numbered heading on a line of its own: （一）合作领域.
  var isHeading = false

  private static let written: [(Kind, String)] = [
    (.basis, "{政府间}?{合作|签署|依据|支撑}{协议|协定|依据|背景|文件}|外交承诺|协议依据|依据协议|立项依据|政府间协议|承诺事项"),
    (
      .areas,
      "{优先|重点|主要}?{合作|支持|研究|资助|征集|申报|拟支持|优先|重点|主要}?{重点|优先}?{领域方向|领域|方向|主题}{{及|和|与|或}{研究|合作}?{领域|方向|内容}}?|研究内容"
    ),
    (.quota, "{拟|计划|预计}?{支持|资助|立项|遴选}{项目}?{数目|数量|数|个数|项数}|{拟|计划}{支持|资助}项目|{支持|资助}{数量|名额}|项目{数量|数|总数|规模}"),
    (
      .money,
      "{中方}?{共|总}?{拟|计划|预计}?{支持|资助|安排|国拨|投入}{总|国拨|财政}?{经费|资金|金额|额度}{总额|额度|总数|概算}?|{经费|资金}{额度|支持|总额|强度|概算|规模}?|{总|国拨|财政}{经费|资金|概算}{总额|概算}?|{单个|每个|单|每}项?目?{支持|资助}?{经费|资助|额度|强度}{额度|上限}?"
    ),
    (.period, "{项目}?{执行|实施|研究|资助|合作|支持}{期限|周期|期|年限|时间}|项目{周期|期限}"),
    (.goals, "{考核|绩效|预期}{指标|目标|成果}{要求}?"),
    (
      .mixed,
      "{拟}?{支持|资助}{强度|规模|方式|标准}|{拟}?{支持|资助}{数量|规模|名额|额度|经费|强度}{与|和|及|、}{支持|资助}?{强度|额度|经费|数量|期限|标准|方式|规模}"
    ),
    (.partner, "{外方}?合作{国别|国家|国|对象|对象国|方|伙伴}{范围}?"),
    (.contact, "{中方|外方|咨询|业务}?{联系方式|联系人|联系电话|联络人|咨询电话|咨询方式}"),
    (
      .other,
      "{其他|其它|具体|申报|有关|相关|项目|特别|特殊|基本|合作}{要求|条件|说明|事项|须知}{{及|和|与}{说明|条件|要求}}?|要求|说明|备注|其他|其它|注意事项"
    ),
  ]
  private static let words = written.map { (kind: $0.0, pattern: DraftPattern("{【|〔}?{\($0.1)}{】|〕}?")) }

  private static let colon = Set<Unicode.Scalar>([":", "︓"])
  private static let sequel = DraftPattern("{为|约|不超过|不多于|共|共计|是|待定|[0123456789]|#个|#项}")

  /// The label that starts at `position`; the longest one wins.
  ///
  /// Chapters such as 一、征集领域 are labels only in a guide that is one topic.
  static func match(in text: CleanText, at position: Int, numbered: Bool, chapters: Bool) -> SectionLabel? {
    var start = position
    var number: Int?
    var isChapter = false
    if numbered, let mark = ItemMark.match(in: text.scalars, at: position), mark.style != .firstly {
      start = mark.end
      number = mark.number
      isChapter = mark.style == .chinese
    }
    var best: SectionLabel?
    for (kind, pattern) in words {
      guard let match = pattern.match(in: text.scalars, at: start) else { continue }
      var end = match.range.upperBound
      var isHeading = false
      if end < text.count, colon.contains(text.scalars[end]) {
        end += 1
      } else if number != nil {
        guard fills(match.range, kind, in: text), chapters || !isChapter else { continue }
        isHeading = true
      } else if !stands(kind, alone: match.range, in: text, lineStart: position) {
        continue
      }
      if let best, best.end >= end { continue }
      best = SectionLabel(kind: kind, start: position, end: end, number: number, isHeading: isHeading)
    }
    return best
  }

  /// A numbered heading: 三、申报要求 on a line of its own.
  private static func fills(_ range: Range<Int>, _ kind: Kind, in text: CleanText) -> Bool {
    let end = range.upperBound
    return range.count >= 4 && kind != .contact && (end >= text.count || text.startsLine[end])
  }

  /// Without a colon a label must fill its line, or be followed by a number or 为.
  private static func stands(_ kind: Kind, alone range: Range<Int>, in text: CleanText, lineStart: Int)
    -> Bool
  {
    guard text.startsLine[lineStart] || text.endsSentence(before: lineStart) else { return false }
    let end = range.upperBound
    if end >= text.count || text.startsLine[end] {
      // A label that fills its line: a table turned into text.
      return text.startsLine[lineStart] && kind != .contact
        && (range.count >= 4 || (range.count == 3 && text.endsSentence(before: lineStart)))
    }
    switch kind {
    case .quota, .money: return sequel.match(in: text.scalars, at: end) != nil
    case .areas: return range.count >= 4 && [":", "为"].contains(text.scalars[end])
    case .basis, .period, .partner, .contact, .other, .mixed, .goals: return false
    }
  }

  /// In a text without line breaks a label stands right behind the title or the last section.
  private static func inline(in text: CleanText, at position: Int) -> SectionLabel? {
    guard let label = match(in: text, at: position, numbered: false, chapters: false),
      label.kind.isStructural,
      label.end - label.start >= 5, colon.contains(text.scalars[label.end - 1])
    else { return nil }
    return label
  }

  /// Every label of a text, in order.
  static func all(in text: CleanText, chapters: Bool = false) -> [SectionLabel] {
    var labels: [SectionLabel] = []
    var position = 0
    while position < text.count {
      let atLine = text.startsLine[position]
      let afterSentence = position > 0 && "。;".unicodeScalars.contains(text.scalars[position - 1])
      if text.isUnwrapped, !atLine, !afterSentence, let label = inline(in: text, at: position) {
        labels.append(label)
        position = label.end
      } else if atLine || afterSentence,
        let label = match(in: text, at: position, numbered: atLine, chapters: chapters)
      {
        labels.append(label)
        position = label.end
      } else {
        position += 1
      }
    }
    return labels
  }
}
