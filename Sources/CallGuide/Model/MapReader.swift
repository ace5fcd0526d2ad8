/// Reads the keys of one map and remembers which were read, so that unknown keys are errors.
///
/// Problems are collected, not thrown: an editor wants all of them at once.
final class MapReader {
  let tree: Tree
  let subject: String?
  private var used: Set<String> = []
  private(set) var problems: [Problem] = []

  init(_ tree: Tree, subject: String? = nil) {
    self.tree = tree
    self.subject = subject
    if tree.map == nil {
      problems.append(
        Problem(
          .wrongType, at: tree.place, subject: subject, zh: "此处应为一组键值，现为\(tree.kind.zh)",
          en: "a map is expected here, not \(tree.kind.en)"))
    }
  }

  func report(_ problem: Problem) { problems.append(problem) }

  func optional(_ key: String) -> Tree? {
    used.insert(key)
    guard let value = tree[key], !value.isNothing else { return nil }
    return value
  }

  func required(_ key: String) -> Tree? {
    if let value = optional(key) { return value }
    report(
      Problem(.missingKey, at: tree.place, subject: subject, zh: "缺少「\(key)」", en: "“\(key)” is missing"))
    return nil
  }

  func text(_ key: String) -> String {
    guard let value = required(key) else { return "" }
    return scalar(value, key: key) ?? ""
  }

  func optionalText(_ key: String) -> String? {
    optional(key).flatMap { scalar($0, key: key) }
  }

  private func scalar(_ value: Tree, key: String) -> String? {
    if let text = value.scalar { return text }
    report(
      Problem(
        .wrongType, at: value.place, subject: subject, zh: "「\(key)」应为文字，现为\(value.kind.zh)",
        en: "“\(key)” must be a text, not \(value.kind.en)"))
    return nil
  }

  func bilingual(_ key: String) -> BilingualText {
    guard let value = required(key) else { return BilingualText(same: "") }
    return bilingual(value, key: key)
  }

  func optionalBilingual(_ key: String) -> BilingualText? {
    optional(key).map { bilingual($0, key: key) }
  }

  private func bilingual(_ value: Tree, key: String) -> BilingualText {
    guard let zh = value["zh"]?.scalar, let en = value["en"]?.scalar else {
      report(
        Problem(
          .wrongType, at: value.place, subject: subject, zh: "「\(key)」须同时有 zh 和 en 两种文字",
          en: "“\(key)” needs both zh and en"))
      return BilingualText(same: value.scalar ?? "")
    }
    return BilingualText(zh: zh, en: en)
  }

  func number(_ key: String) -> Int? {
    guard let value = optional(key) else { return nil }
    if let number = value.scalar.flatMap({ Int($0) }), number >= 0 { return number }
    report(
      Problem(
        .wrongType, at: value.place, subject: subject, zh: "「\(key)」应为非负整数，现为\(value.kind.zh)",
        en: "“\(key)” must be a whole number, not \(value.kind.en)"))
    return nil
  }

  func choice<Value: RawRepresentable & CaseIterable>(_ key: String, of type: Value.Type) -> Value?
  where Value.RawValue == String {
    optional(key).flatMap { choice($0, key: key, of: type) }
  }

  func choices<Value: RawRepresentable & CaseIterable>(_ key: String, of type: Value.Type) -> [Value]
  where Value.RawValue == String {
    guard let value = required(key) else { return [] }
    return (value.list ?? [value]).compactMap { choice($0, key: key, of: type) }
  }

  private func choice<Value: RawRepresentable & CaseIterable>(
    _ value: Tree, key: String, of type: Value.Type
  ) -> Value? where Value.RawValue == String {
    if let found = value.scalar.flatMap(Value.init(rawValue:)) { return found }
    let known = type.allCases.map(\.rawValue).joined(separator: ", ")
    report(
      Problem(
        .unknownCode, at: value.place, subject: subject, zh: "「\(key)」不认识\(value.kind.zh)；可用：\(known)",
        en: "“\(key)” does not know \(value.kind.en); use one of: \(known)"))
    return nil
  }

  /// Every key that nobody read is a mistake.
  func finish() -> [Problem] {
    for entry in tree.map ?? [] where !used.contains(entry.key) {
      report(
        Problem(
          .unknownKey, at: entry.place, subject: subject,
          zh: "不认识的键「\(entry.key)」；可用：\(used.sorted().joined(separator: ", "))",
          en: "unknown key “\(entry.key)”; known here: \(used.sorted().joined(separator: ", "))"))
    }
    return problems
  }
}
