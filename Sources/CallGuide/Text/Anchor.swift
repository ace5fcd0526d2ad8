/// How a clause quotes its document: the whole words, or `start…end`.
public struct Anchor: Sendable {
  private let whole: [Unicode.Scalar]
  private let start: [Unicode.Scalar]
  private let end: [Unicode.Scalar]?

  /// Reads `start…end`, or a whole quote without `…`.
  public init(_ text: String) {
    whole = GuideText.fold(text)
    if let mark = whole.firstIndex(of: "…"), mark > 0, mark < whole.count - 1 {
      start = Array(whole[..<mark])
      end = Array(whole[(mark + 1)...])
    } else {
      start = whole
      end = nil
    }
  }

  /// What came of looking for an anchor.
  enum Match: Equatable {
    /// It stands exactly where it should.
    case here(Range<Int>)
    /// It stands later: the text between is quoted by nobody.
    case later(Range<Int>)
    /// It stands only before: out of order, or overlapping the clause before it.
    case earlier(Int)
    /// Its start is found but not its end.
    case noEnd(Int)
    /// It is nowhere.
    case nowhere
  }

  func match(in text: GuideText, at position: Int) -> Match {
    if text.matches(whole, at: position) { return .here(position..<position + whole.count) }
    guard let found = text.find(start, from: position) else {
      if let earlier = text.find(start, from: 0) { return .earlier(earlier) }
      return .nowhere
    }
    var upper = found + start.count
    if let end {
      guard let endIndex = text.find(end, from: upper) else { return .noEnd(found) }
      upper = endIndex + end.count
    }
    return found == position ? .here(found..<upper) : .later(found..<upper)
  }
}
