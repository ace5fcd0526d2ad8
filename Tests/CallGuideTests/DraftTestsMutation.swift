import CallGuide
import Foundation
import Testing

@Suite struct DraftTestsMutation {
  /// Mutations per case; `HEFU_MUTATIONS=25` for a longer run.
  private static let steps = ProcessInfo.processInfo.environment["HEFU_MUTATIONS"].flatMap { Int($0) } ?? 6

  /// Deletes, doubles, swaps, joins and cuts lines at random.
  private static func mutate(_ text: String, _ chance: inout SeededChance) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<Int.random(in: 1...12, using: &chance) where lines.count > 2 {
      let index = Int.random(in: 0..<lines.count - 1, using: &chance)
      switch Int.random(in: 0..<8, using: &chance) {
      case 0: lines.remove(at: index)
      case 1: lines.insert(lines[index], at: Int.random(in: 0..<lines.count, using: &chance))
      case 2: lines.swapAt(index, Int.random(in: 0..<lines.count, using: &chance))
      case 3: lines[index] += lines.remove(at: index + 1)
      case 4: lines[index] = String(lines[index].dropFirst(Int.random(in: 1...4, using: &chance)))
      case 5: lines[index] = String(lines[index].filter { _ in Int.random(in: 0..<10, using: &chance) > 0 })
      case 6:
        let end = min(lines.count, index + Int.random(in: 1...40, using: &chance))
        lines.removeSubrange(index..<end)
      default:
        let scraps = [
          "12", "…", "（", "“", "1.1 ", "其他要求：", "领域方向：", "\u{0C}", "2.5 中国和日本合作项目", "\"\\", "（3）", "一、", "万元",
        ]
        lines.insert(scraps.randomElement(using: &chance) ?? "", at: index)
      }
    }
    return lines.joined(separator: "\n")
  }

  @Test(arguments: 0..<8)
  func `whatever happens to the lines of the real guide, its draft loads with every character covered`(
    part: Int
  ) throws {
    let guide = String(decoding: try Drafts.bytes("Calls/2024-2/guide.txt"), as: UTF8.self)
    let countries = try Drafts.countries()
    let start = UInt64.random(in: 0..<1_000_000)
    for step in 0..<Self.steps {
      let seed = start + UInt64(step)
      var chance = SeededChance(seed: seed)
      let text = Self.mutate(guide, &chance)
      do {
        _ = try Drafts.call(text, countries: countries)
      } catch let problems as Problems {
        Issue.record("seed \(seed): \(problems.all.prefix(3).map { $0.line(in: .en) })")
      }
    }
  }
}
