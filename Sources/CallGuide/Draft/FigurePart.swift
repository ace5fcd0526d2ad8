/// A part of a sentence that gives places or money: 拟支持10项，每项不超过50万元.
struct FigurePart {
  var role: DraftedEntry.Role
  var range: Range<Int>

  /// How the clause of such a part is called.
  var id: String {
    switch role {
    case .quota: ".N"
    case .share: ".N2"
    case .money: ".B"
    case .ceiling: ".B2"
    default: ".B3"
    }
  }

  private static let count = DraftPattern("#{个|项|家|名|人|位}")
  private static let each = DraftPattern("{每个|每项|每家|每名|每人|每位|单个|单项|各项|/项|/个|每一}")
  private static let share = DraftPattern("{每个|每一|每|各|其中*每|同一}{合作}?{国|领域|方向|专题|学科|国别|国家}")
  private static let demand = DraftPattern("{须|必须|应|不得|鼓励|自筹|配套|企业|不低于|不少于|的,$}")
  private static let months = DraftPattern("#个月")

  /// The parts of a range; commas inside brackets do not part.
  static func cut(_ range: Range<Int>, in text: CleanText) -> [FigurePart] {
    guard !range.isEmpty else { return [] }
    let depths = text.depths(in: range)
    var parts: [FigurePart] = []
    var start = range.lowerBound
    for position in range {
      let closes = position + 1 == range.upperBound
      guard
        closes
          || (",;。".unicodeScalars.contains(text.scalars[position])
            && depths[position - range.lowerBound] == 0)
      else { continue }
      let part = start..<position + 1
      start = position + 1
      if let role = role(text.slice(part)) {
        parts.append(FigurePart(role: role, range: part))
      } else if let last = parts.indices.last, demand.first(in: text.slice(part)) != nil,
        parts[last].role != .sentence
      {
        parts.append(FigurePart(role: .sentence, range: part))
      } else if let last = parts.indices.last {
        parts[last].range = parts[last].range.lowerBound..<part.upperBound
      } else {
        // Words before the first figure go with it.
        start = part.lowerBound
        if closes { return [] }
      }
    }
    return parts
  }

  private static func role(_ all: [Unicode.Scalar]) -> DraftedEntry.Role? {
    // What stands in brackets qualifies; it does not say what the part is.
    var depth = 0
    let words = all.filter { scalar in
      if scalar == "(" { depth += 1 }
      defer { if scalar == ")" { depth -= 1 } }
      return depth <= 0
    }
    if Limits.isForeign(words) { return .foreign }
    let isEach = each.first(in: words) != nil
    if Limits.money(words)?.number != nil { return isEach ? .ceiling : .money }
    guard count.first(in: words) != nil, months.first(in: words) == nil else { return nil }
    if share.first(in: words) != nil { return .share }
    return isEach ? nil : .quota
  }
}
