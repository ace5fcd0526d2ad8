/// Gives every topic an id: its number, both numbers of a joint heading, or the number missing in the row.
enum TopicNumbers {
  static func assign(_ headings: [TopicHeading]) -> [String] {
    let written = Set(headings.map { $0.numbers.joined(separator: "-") })
    var used: Set<String> = []
    var ids: [String] = []
    for (index, heading) in headings.enumerated() {
      var id = heading.numbers.joined(separator: "-")
      if id.isEmpty {
        let next = headings[(index + 1)...].first { !$0.numbers.isEmpty }?.numbers.first
        id = missing(after: ids.last, before: next, written: written.union(used)) ?? "u\(index + 1)"
      }
      var candidate = id
      var copy = 2
      while !used.insert(candidate).inserted {
        candidate = "\(id)-\(copy)"
        copy += 1
      }
      ids.append(candidate)
    }
    return ids
  }

  /// 1.3 stands between 1.2 and 1.4.
  private static func missing(after last: String?, before next: String?, written: Set<String>) -> String? {
    func parts(_ id: String?) -> [Int]? {
      guard let id else { return nil }
      let parts = id.split(separator: "-").last?.split(separator: ".").map { Int($0) } ?? []
      return parts.contains(nil) || parts.isEmpty ? nil : parts.compactMap { $0 }
    }
    func text(_ parts: [Int]) -> String { parts.map(String.init).joined(separator: ".") }
    var candidates: [[Int]] = []
    if var after = parts(last), let number = after.popLast() { candidates.append(after + [number + 1]) }
    if var before = parts(next), let number = before.popLast(), number > 0 {
      candidates.append(before + [number - 1])
    }
    if last == nil, next == nil { candidates.append([1]) }
    return candidates.map(text).first { !written.contains($0) && $0 != "0" && !$0.hasSuffix(".0") }
  }
}
