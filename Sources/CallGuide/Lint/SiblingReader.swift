extension Lint {
  /// A sentence of one topic, ready to be compared.
  struct Unit: Sendable {
    var section: Int
    var stretch: Stretch
    /// Its scalars without marker, digits and the mark that ends it.
    var words: [Unicode.Scalar]
    /// The same with the punctuation left out.
    var bare: [Unicode.Scalar]
    /// The mark that ends it.
    var end: Unicode.Scalar?
    var pairs: Set<UInt64>
  }

  static let marks: Set<Unicode.Scalar> = [
    "。", "；", ";", "，", ",", "、", "：", ":", "（", "）", "(", ")", "“", "”", "\"",
  ]

  /// The sentences of all topics' requirements and places, cut at clause borders too.
  private static func units(_ sections: [Section], clause: (Int) -> String?) -> [Unit] {
    var units: [Unit] = []
    for (index, section) in sections.enumerated() {
      let quota = section.part(.quota)
      for part in [quota, section.demands] where !part.isEmpty {
        let owners = part.positions.map(clause)
        let all = part.scalars
        let isQuota = part.positions.first == quota.positions.first
        let pieces = part.pieces { offset in
          if isQuota { return offset + 1 < all.count && all[offset + 1] == "（" }
          return Stretch.ends.contains(all[offset])
            || (offset + 1 < owners.count && owners[offset] != owners[offset + 1]
              && (marks.contains(all[offset]) || marks.contains(all[offset + 1])))
        }
        // The first piece of the places is their number.
        for piece in pieces.dropFirst(isQuota ? 1 : 0) where !piece.has(figure) {
          if let unit = unit(piece, section: index) { units.append(unit) }
        }
      }
    }
    return units
  }

  /// A label with its figure is data, not wording: 资助数量：3项左右.
  private static var figure: Regex<Substring> {
    /^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）).、．])?[\p{Han}]{2,10}[：:][^。；]{0,12}[0-9]/
  }

  private static func unit(_ piece: Stretch, section: Int) -> Unit? {
    var words = piece.scalars
    if let marker = piece.text.prefixMatch(of: /[（(]?[0-9０-９]{1,2}[）)]|[①-⑳]/) {
      words.removeFirst(marker.output.unicodeScalars.count)
    }
    var end: Unicode.Scalar?
    if let last = words.last, Stretch.ends.contains(last) || last == "，" || last == "," {
      end = last
      words.removeLast()
    }
    // Numbers are parameters: 2 人次 and 3 人次 are the same rule.
    var folded: [Unicode.Scalar] = []
    for scalar in words {
      if scalar.properties.numericType == .decimal {
        if folded.last != "N" { folded.append("N") }
      } else {
        folded.append(scalar)
      }
    }
    guard folded.count >= 11 else { return nil }
    let bare = folded.filter { !marks.contains($0) }
    var pairs: Set<UInt64> = []
    for (one, other) in zip(bare, bare.dropFirst()) {
      pairs.insert(UInt64(one.value) << 32 | UInt64(other.value))
    }
    return Unit(section: section, stretch: piece, words: folded, bare: bare, end: end, pairs: pairs)
  }

  /// Sentences that are one rule in several topics.
  static func clusters(_ sections: [Section], clause: (Int) -> String?) -> [[Unit]] {
    let units = units(sections, clause: clause)
    var group = Array(units.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while group[index] != index { index = group[index] }
      return index
    }
    for left in units.indices {
      for right in units.indices where right > left && units[left].section != units[right].section {
        let (one, other) = (units[left], units[right])
        guard root(left) != root(right) else { continue }
        let common = one.pairs.intersection(other.pairs).count
        guard common * 2 >= min(one.pairs.count, other.pairs.count) else { continue }
        let diff = WordDiff(one.bare, other.bare)
        let contains =
          diff.containment >= 0.9 && diff.likeness >= 0.55 && min(one.bare.count, other.bare.count) >= 18
        if diff.likeness >= 0.75 || contains { group[root(right)] = root(left) }
      }
    }
    return Dictionary(grouping: units.indices, by: root).sorted { $0.key < $1.key }.map {
      $0.value.map { units[$0] }
    }
    .filter { Set($0.map(\.section)).count > 1 }
  }
}
