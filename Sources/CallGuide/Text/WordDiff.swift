/// The difference of two texts, white space aside, as a person would describe it: these words became those.
struct WordDiff {
  /// A stretch that differs; one side may be empty.
  struct Change: Equatable {
    var old: String
    var new: String
    /// The character before the change, shared by both.
    var before: Unicode.Scalar?
    /// The character after the change, shared by both.
    var after: Unicode.Scalar?
  }

  /// The stretches that differ, in order; changes with fewer than `bridge` equal characters between them are one.
  let changes: [Change]
  /// Characters both texts share, in order.
  let shared: Int
  /// 2 × shared ÷ all characters: 1 for equal texts.
  let likeness: Double
  /// Shared characters over those of the shorter text: 1 when one contains the other.
  let containment: Double

  /// - Complexity: O(n·m) time and memory for n and m characters.
  init(_ old: [Unicode.Scalar], _ new: [Unicode.Scalar], bridge: Int = 2) {
    let columns = new.count + 1
    var table = [Int32](repeating: 0, count: (old.count + 1) * columns)
    for row in stride(from: old.count - 1, through: 0, by: -1) {
      for column in stride(from: new.count - 1, through: 0, by: -1) {
        table[row * columns + column] =
          old[row] == new[column]
          ? table[(row + 1) * columns + column + 1] + 1
          : max(table[(row + 1) * columns + column], table[row * columns + column + 1])
      }
    }
    shared = Int(table[0])
    let all = old.count + new.count
    likeness = all == 0 ? 1 : Double(2 * shared) / Double(all)
    let shorter = min(old.count, new.count)
    containment = shorter == 0 ? 0 : Double(shared) / Double(shorter)
    changes = Self.walk(old, new, table, columns: columns, bridge: bridge)
  }

  /// The difference of two texts as they stand.
  init(_ old: String, _ new: String, bridge: Int = 2) {
    self.init(GuideText.fold(old), GuideText.fold(new), bridge: bridge)
  }

  private static func walk(
    _ old: [Unicode.Scalar], _ new: [Unicode.Scalar], _ table: [Int32], columns: Int, bridge: Int
  ) -> [Change] {
    var spans: [(old: Range<Int>, new: Range<Int>)] = []
    var row = 0
    var column = 0
    while row < old.count || column < new.count {
      if row < old.count, column < new.count, old[row] == new[column] {
        row += 1
        column += 1
        continue
      }
      let start = (row, column)
      while row < old.count || column < new.count {
        if row < old.count, column < new.count, old[row] == new[column] { break }
        let down = row < old.count ? table[(row + 1) * columns + column] : -1
        let right = column < new.count ? table[row * columns + column + 1] : -1
        if down >= right { row += 1 } else { column += 1 }
      }
      if let last = spans.last, start.0 - last.old.upperBound < bridge {
        spans[spans.count - 1] = (last.old.lowerBound..<row, last.new.lowerBound..<column)
      } else {
        spans.append((start.0..<row, start.1..<column))
      }
    }
    return wholeNumbers(spans, old, new).map { span in
      Change(
        old: text(old[span.old]), new: text(new[span.new]),
        before: span.old.lowerBound > 0 ? old[span.old.lowerBound - 1] : nil,
        after: span.old.upperBound < old.count ? old[span.old.upperBound] : nil)
    }
  }

  /// Widens changes inside a number to the whole number: 1080 became 1180, not 0 became 1.
  private static func wholeNumbers(
    _ spans: [(old: Range<Int>, new: Range<Int>)], _ old: [Unicode.Scalar], _ new: [Unicode.Scalar]
  ) -> [(old: Range<Int>, new: Range<Int>)] {
    func isDigit(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
      text.indices.contains(index) && ("0"..."9").contains(text[index])
    }
    var widened: [(old: Range<Int>, new: Range<Int>)] = []
    for span in spans {
      var (oldLow, oldHigh, newLow, newHigh) = (
        span.old.lowerBound, span.old.upperBound, span.new.lowerBound, span.new.upperBound
      )
      let beginsInNumber = isDigit(old, oldLow) || isDigit(new, newLow)
      let endsInNumber = isDigit(old, oldHigh - 1) || isDigit(new, newHigh - 1)
      while beginsInNumber, isDigit(old, oldLow - 1), isDigit(new, newLow - 1) {
        oldLow -= 1
        newLow -= 1
      }
      while endsInNumber, isDigit(old, oldHigh), isDigit(new, newHigh) {
        oldHigh += 1
        newHigh += 1
      }
      if let last = widened.last, oldLow < last.old.upperBound || newLow < last.new.upperBound {
        widened[widened.count - 1] = (last.old.lowerBound..<oldHigh, last.new.lowerBound..<newHigh)
      } else {
        widened.append((oldLow..<oldHigh, newLow..<newHigh))
      }
    }
    return widened
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
