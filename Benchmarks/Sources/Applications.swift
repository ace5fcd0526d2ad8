import CallGuide
import Eligibility
import Foundation

/// Synthetic applications, always the same ones, in a file of tab-separated values that both sides read.
///
/// Of each value 3 % are missing (an empty cell); all titles differ; most applications keep most rules.
enum Applications {
  static let columns = [
    "partner.country", "app.topic", "app.durationMonths", "doc.labAgreement.signedOn", "partner.registeredOn",
    "app.trlEnd", "app.budget.total", "he.budgetChinese", "app.titleZh", "partner.legalPerson",
    "ip.arrangement",
    "doc.labAgreement.file", "app.researchType", "target.patents",
  ]
  private static let missingPercent = 3

  /// SplitMix64: the same numbers on every machine.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64 = 20_240_603
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    mutating func percent(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
    mutating func pick<T>(_ elements: [T]) -> T { elements[Int.random(in: 0..<elements.count, using: &self)] }
    mutating func day(_ years: ClosedRange<Int>) -> String {
      let year = Int.random(in: years, using: &self)
      let month = Int.random(in: 1...12, using: &self)
      return String(format: "%04d-%02d-%02d", year, month, Int.random(in: 1...28, using: &self))
    }
  }

  private static let words = [
    "农业", "能源", "材料", "生物", "海洋", "气候", "水文", "土壤", "遥感", "通信", "智能", "制造", "医药", "健康", "疫苗", "食品",
    "种质", "荒漠", "节水", "光伏", "储能", "氢能", "核能", "环境", "生态", "矿产", "地质", "天文", "量子", "芯片", "软件", "网络",
  ]

  /// Writes `count` applications.
  static func write(_ count: Int, to path: String, countries: Countries) throws {
    var generator = Generator()
    let arab = [
      "DZ", "AE", "OM", "EG", "PS", "BH", "DJ", "QA", "KW", "LB", "LY", "MR", "MA", "SA", "SD", "SO", "TN",
    ]
    let others = ["NZ", "FR", "BE", "TH", "KE", "ZA"]
    var lines = [columns.joined(separator: "\t")]
    for number in 0..<count {
      let code = generator.pick(generator.percent(95) ? arab : others)
      let named = generator.percent(97) ? code : generator.pick(others + arab)
      var field = ""
      // The number in words: no title stands twice.
      for shift in [0, 5, 10, 15] { field += words[number >> shift & 31] }
      let title =
        "中" + generator.pick(countries[named]?.forms ?? [""]) + field
        + (generator.percent(98) ? "联合实验室" : "联合研究中心")
      let share = Int.random(in: 100...400, using: &generator)
      let row = [
        code, generator.pick(["food-science", "health", "environment", "food-science", "health", "space"]),
        generator.pick(["24", "24", "24", "24", "24", "24", "24", "24", "24", "36"]),
        generator.day(2015...2023),
        generator.day(1990...2022), String(Int.random(in: 1...5, using: &generator)),
        String(share - generator.pick([0, 10, 50, 90, 20, 30, 40, -10])) + ".50", String(share) + ".50",
        title,
        generator.percent(97) ? "true" : "false",
        generator.pick(["clear", "clear", "clear", "intended", "none"]),
        "agreement.pdf", generator.pick(["basic", "applied", "development"]),
        String(Int.random(in: 2...9, using: &generator)),
      ]
      lines.append(row.map { generator.percent(missingPercent) ? "" : $0 }.joined(separator: "\t"))
    }
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    let names = countries.all.values.map { ([$0.code] + $0.forms).joined(separator: "\t") }
    try (names.joined(separator: "\n") + "\n").write(
      toFile: path + ".countries", atomically: true, encoding: .utf8)
  }

  /// Reads them through the same reader that reads applications of people, one after the other.
  static func read(_ path: String, _ rules: Rulebook, limit: Int = 100_000_000, _ body: (Facts) -> Void)
    throws
  {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let paths = columns.map { $0.split(separator: ".").map(String.init)[...] }
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), maxSplits: limit + 1).dropFirst().prefix(limit)
    {
      let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      var tree = Tree(.map([]), at: Place(file: path, line: 1, column: 1))
      for (path, cell) in zip(paths, cells) where !cell.isEmpty {
        tree.set(path, to: String(Substring(cell)))
      }
      body(try rules.reader.read(tree))
    }
  }
}

extension Tree {
  fileprivate mutating func set(_ path: ArraySlice<String>, to text: String) {
    guard let key = path.first else {
      content = .text(text)
      return
    }
    var entries = map ?? []
    let index = entries.firstIndex { $0.key == key } ?? entries.count
    if index == entries.count {
      entries.append(Entry(key: key, place: place, value: Tree(.map([]), at: place)))
    }
    entries[index].value.set(path.dropFirst(), to: text)
    content = .map(entries)
  }
}
