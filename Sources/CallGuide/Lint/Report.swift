extension Lint {
  /// Writes findings of one rule.
  struct Report: Sendable {
    let rule: String
    let weight: Weight
    let subject: Subject

    /// A finding about stretches of the text.
    func callAsFunction(
      _ stretches: [Stretch], weight: Weight? = nil, topics: [String] = [], zh: String, en: String
    ) -> Finding {
      var clauses: [String] = []
      var lines: [Int] = []
      for stretch in stretches {
        let place = subject.place(of: stretch)
        clauses += place.clauses
        lines += place.lines
      }
      return Finding(
        rule: rule, weight: weight ?? self.weight, clauses: Self.unique(clauses + topics),
        lines: Array(Set(lines)).sorted(), text: BilingualText(zh: zh, en: en))
    }

    /// A finding about a place each: only the clause in which each stretch begins is named.
    func at(_ stretches: [Stretch], weight: Weight? = nil, zh: String, en: String) -> Finding {
      let starts = stretches.map { stretch -> Stretch in
        let first = stretch.positions.firstIndex { subject.clause(at: $0) != nil } ?? 0
        return stretch.part(first..<min(first + 1, stretch.positions.count))
      }
      return self(starts, weight: weight, zh: zh, en: en)
    }

    private static func unique(_ list: [String]) -> [String] {
      var seen: Set<String> = []
      return list.filter { seen.insert($0).inserted }
    }
  }

  /// 一、二、三
  static func zh(_ list: [String]) -> String { list.joined(separator: "、") }
  /// one, two, three
  static func en(_ list: [String]) -> String { list.joined(separator: ", ") }

  /// The verb for a subject of one or of several.
  static func verb(_ list: [some Any], _ one: String, _ several: String) -> String {
    list.count == 1 ? one : several
  }

  /// Keeps the first of equal elements.
  static func unique<Element: Hashable>(_ list: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return list.filter { seen.insert($0).inserted }
  }

  /// A long text's beginning and end.
  static func short(_ text: String, _ limit: Int = 40) -> String {
    text.count <= limit ? text : text.prefix(limit * 2 / 3) + "……" + text.suffix(limit / 4)
  }
}
