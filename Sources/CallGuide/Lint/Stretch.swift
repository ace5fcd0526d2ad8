extension Lint {
  /// A piece of the guide with its white space folded away, each character knowing where it stands; full-width digits
  /// are read as the digits they are.
  struct Stretch: Sendable {
    /// The folded words.
    let text: String
    /// The folded index in the document of each scalar of `text`.
    let positions: [Int]

    init(_ text: GuideText, _ positions: [Int]) {
      self.positions = positions
      var view = String.UnicodeScalarView()
      view.append(contentsOf: positions.map { Self.halfWidth(text.folded[$0]) })
      self.text = String(view)
    }

    private init(text: String, positions: [Int]) {
      self.text = text
      self.positions = positions
    }

    private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
      if scalar.value == 0xFF0E { return "." }
      guard (0xFF10...0xFF19).contains(scalar.value) else { return scalar }
      return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    var isEmpty: Bool { positions.isEmpty }
    var scalars: [Unicode.Scalar] { Array(text.unicodeScalars) }

    /// A part of the stretch, by scalar offsets.
    func part(_ range: Range<Int>) -> Stretch {
      let view = text.unicodeScalars
      let start = view.index(view.startIndex, offsetBy: range.lowerBound)
      let end = view.index(start, offsetBy: range.count)
      return Stretch(text: String(view[start..<end]), positions: Array(positions[range]))
    }

    /// Every match of `pattern`, with the scalar offsets it covers.
    func hits<Output>(_ pattern: Regex<Output>) -> [Hit<Output>] {
      var hits: [Hit<Output>] = []
      let view = text.unicodeScalars
      var last = (index: text.startIndex, offset: 0)
      for match in text.matches(of: pattern.matchingSemantics(.unicodeScalar)) {
        let lower = last.offset + view.distance(from: last.index, to: match.range.lowerBound)
        let upper = lower + view.distance(from: match.range.lowerBound, to: match.range.upperBound)
        last = (match.range.upperBound, upper)
        hits.append(Hit(output: match.output, words: String(text[match.range]), range: lower..<upper))
      }
      return hits
    }

    func has(_ pattern: Regex<some Any>) -> Bool {
      text.firstMatch(of: pattern.matchingSemantics(.unicodeScalar)) != nil
    }

    /// The stretch cut after every scalar at which `ends` holds.
    func pieces(endingAt ends: (Int) -> Bool) -> [Stretch] {
      var pieces: [Stretch] = []
      var start = 0
      for offset in positions.indices where ends(offset) || offset == positions.count - 1 {
        pieces.append(part(start..<offset + 1))
        start = offset + 1
      }
      return pieces
    }

    /// The sentences, each with the mark that ends it.
    var sentences: [Stretch] {
      let all = scalars
      return pieces { Self.ends.contains(all[$0]) }
    }

    /// The sentence around scalar `offset`.
    func sentence(around offset: Int) -> Stretch {
      let all = scalars
      var lower = min(offset, all.count)
      while lower > 0, !Self.ends.contains(all[lower - 1]) { lower -= 1 }
      var upper = min(offset, all.count)
      while upper < all.count, !Self.ends.contains(all[upper]) { upper += 1 }
      return part(lower..<min(upper + 1, all.count))
    }

    static let ends: Set<Unicode.Scalar> = ["。", "；", ";", "！", "？"]
  }

  /// A match in a stretch.
  struct Hit<Output> {
    let output: Output
    let words: String
    /// Scalar offsets in the stretch.
    let range: Range<Int>
  }

  /// A numbered item: its marker and its words.
  struct Item: Sendable {
    enum Style: String, Sendable {
      case full = "（1）", half = "(1)", open = "1）", openHalf = "1)", circle = "①"
    }
    var number: Int
    var style: Style
    /// The item with its marker.
    var stretch: Stretch
    /// Scalars of the marker.
    var marker: Int
    var words: Stretch { stretch.part(marker..<stretch.positions.count) }
  }

  /// Numbers as guides write them: half or full width digits, or Chinese numerals below a hundred.
  static func number(_ text: some StringProtocol) -> Int? {
    var value = 0
    var digits = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: value = value * 10 + Int(scalar.value - 0x30)
      case 0xFF10...0xFF19: value = value * 10 + Int(scalar.value - 0xFF10)
      default: return digits ? nil : chineseNumber(text)
      }
      digits = true
      if value > 1_000_000_000 { return nil }
    }
    return digits ? value : nil
  }

  private static func chineseNumber(_ text: some StringProtocol) -> Int? {
    let digits: [Character: Int] = [
      "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]
    var value = 0
    var pending: Int?
    for character in text {
      if character == "十" {
        value += (pending ?? 1) * 10
        pending = nil
      } else if let digit = digits[character], pending == nil {
        pending = digit
      } else {
        return nil
      }
    }
    value += pending ?? 0
    return value == 0 ? nil : value
  }

  /// Yuan from a decimal and its unit, `2.099` and `亿`; `nil` when not exact.
  static func yuan(_ decimal: some StringProtocol, unit: some StringProtocol) -> Int? {
    let parts = decimal.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ number($0) }), parts.count <= 2, whole < 1_000_000_000 else {
      return nil
    }
    var factor = 1
    if unit.hasPrefix("亿") { factor = 100_000_000 } else if unit.hasPrefix("万") { factor = 10_000 }
    var value = whole * factor
    guard parts.count == 2 else { return value }
    for character in parts[1] {
      guard factor % 10 == 0, let digit = number(String(character)) else { return nil }
      factor /= 10
      value += digit * factor
    }
    return value
  }

  /// Money in 万元 from yuan, without trailing zeros.
  static func tenThousands(_ yuan: Int) -> String {
    let sign = yuan < 0 ? "-" : ""
    let value = yuan.magnitude
    guard value % 10_000 != 0 else { return sign + String(value / 10_000) }
    var decimals = String(value % 10_000 + 10_000).dropFirst()
    while decimals.hasSuffix("0") { decimals = decimals.dropLast() }
    return sign + "\(value / 10_000).\(decimals)"
  }
}
