/// Chance that can be repeated: SplitMix64 (Steele, Lea, Flood 2014). The same seed and stream give the same numbers everywhere.
///
/// Nothing secret is ever made from it.
package struct Chance: Sendable {
  private var state: UInt64

  /// Numbers of one stream of a seed; streams do not depend on each other.
  package init(seed: UInt64, stream: UInt64) {
    state = seed
    let mixed = next()
    state = mixed ^ (stream &* 0xD6E8_FEB8_6659_FD93)
    _ = next()
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `count` − 1; 0 when there is none.
  package mutating func below(_ count: Int) -> Int {
    count > 0 ? Int(next().multipliedFullWidth(by: UInt64(count)).high) : 0
  }

  /// A number within a range.
  package mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// One of a list, if it has any.
  package mutating func pick<Element>(_ list: [Element]) -> Element? {
    list.isEmpty ? nil : list[below(list.count)]
  }

  /// Whether something that happens in so many of a hundred cases happens.
  package mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

  /// One of a list by weight; the last when all weights are 0.
  mutating func weighted<Element>(_ list: [(Element, Int)]) -> Element? {
    var rest = below(max(1, list.reduce(0) { $0 + $1.1 }))
    for (element, weight) in list {
      if rest < weight { return element }
      rest -= weight
    }
    return list.last?.0
  }

  /// `count` bytes.
  package mutating func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count {
      var word = next()
      for _ in 0..<8 {
        bytes.append(UInt8(truncatingIfNeeded: word))
        word >>= 8
      }
    }
    return Array(bytes.prefix(count))
  }
}
