internal import CallGuide

/// The arguments of one requirement, read by name; a name nobody asked for is an error.
final class Arguments {
  let value: Tree
  let kind: String
  let reader: RequirementReader
  private var used: Set<String> = []

  init(_ value: Tree, kind: String, reader: RequirementReader) {
    self.value = value
    self.kind = kind
    self.reader = reader
  }

  func has(_ key: String) -> Bool {
    used.insert(key)
    return value[key].map { !$0.isNothing } ?? false
  }

  /// Refuses arguments that the kind does not know.
  func finish() throws(Problem) {
    for entry in value.map ?? [] where !used.contains(entry.key) {
      throw reader.problem(
        .unknownKey, Tree(.text(entry.key), at: entry.place), zh: "「\(kind)」没有参数「\(entry.key)」",
        en: "“\(kind)” takes no argument “\(entry.key)”")
    }
  }

  func tree(_ key: String) throws(Problem) -> Tree {
    used.insert(key)
    guard let tree = value[key], !tree.isNothing else {
      throw reader.problem(.missingKey, value, zh: "「\(kind)」缺少「\(key)」", en: "“\(kind)” lacks “\(key)”")
    }
    return tree
  }

  func text(_ key: String) throws(Problem) -> String {
    let tree = try tree(key)
    guard let text = tree.scalar else { throw wrong(tree, key, zh: "文字", en: "a text") }
    return text
  }

  func texts(_ key: String) throws(Problem) -> [String] {
    let tree = try tree(key)
    guard let list = tree.list else { throw wrong(tree, key, zh: "列表", en: "a list") }
    return list.compactMap(\.scalar)
  }

  func flag(_ key: String) throws(Problem) -> Bool {
    guard has(key) else { return false }
    switch try text(key) {
    case "true": return true
    case "false": return false
    default: throw wrong(try tree(key), key, zh: "true 或 false", en: "true or false")
    }
  }

  func integer(_ key: String) throws(Problem) -> Int {
    let tree = try tree(key)
    guard let number = tree.scalar.flatMap({ Int($0) }), (0...1_000_000_000).contains(number) else {
      throw wrong(tree, key, zh: "非负整数", en: "a whole number")
    }
    return number
  }

  func field(_ key: String) throws(Problem) -> FieldSlot { try reader.field(tree(key)) }

  func fields(_ key: String) throws(Problem) -> [FieldSlot] {
    let tree = try tree(key)
    guard let list = tree.list else { return [try reader.field(tree)] }
    var fields: [FieldSlot] = []
    for element in list { fields.append(try reader.field(element)) }
    return fields
  }

  func list(_ key: String) throws(Problem) -> FieldSlot {
    let slot = try field(key)
    guard reader.dictionary.field(at: slot).type == .list else {
      throw wrong(try tree(key), key, zh: "列表类数据项", en: "a field that is a list")
    }
    return slot
  }

  func months() throws(Problem) -> Int {
    has("years") ? try integer("years") * 12 : try integer("months")
  }

  func bounds() throws(Problem) -> Bounds {
    var bounds = Bounds()
    bounds.equals = try amount("equals")
    bounds.atLeast = try amount("atLeast")
    bounds.atMost = try amount("atMost")
    bounds.moreThan = try amount("moreThan")
    bounds.lessThan = try amount("lessThan")
    guard bounds != Bounds() else {
      throw reader.problem(
        .missingKey, value, zh: "「\(kind)」缺少 equals、atLeast、atMost、moreThan 或 lessThan",
        en: "“\(kind)” lacks equals, atLeast, atMost, moreThan or lessThan")
    }
    return bounds
  }

  private func amount(_ key: String) throws(Problem) -> Amount? {
    guard has(key) else { return nil }
    guard let amount = try? Amount.read(try text(key)) else {
      throw wrong(try tree(key), key, zh: "数字", en: "a number")
    }
    return amount
  }

  func dayOperand(_ key: String) throws(Problem) -> DayOperand {
    let tree = try tree(key)
    if let day = tree.scalar.flatMap({ Day($0) }) { return .day(day) }
    return .field(try reader.field(tree))
  }

  func choice<Value: RawRepresentable & CaseIterable>(_ key: String, _ type: Value.Type) throws(Problem)
    -> Value
  where Value.RawValue == String {
    let tree = try tree(key)
    guard let value = tree.scalar.flatMap(Value.init(rawValue:)) else {
      let known = type.allCases.map(\.rawValue).joined(separator: ", ")
      throw reader.problem(
        .unknownCode, tree, zh: "「\(key)」不认识\(tree.kind.zh)；可用：\(known)",
        en: "“\(key)” does not know \(tree.kind.en); use one of: \(known)")
    }
    return value
  }

  private func wrong(_ tree: Tree, _ key: String, zh: String, en: String) -> Problem {
    reader.problem(
      .wrongType, tree, zh: "「\(key)」应为\(zh)，现为\(tree.kind.zh)",
      en: "“\(key)” must be \(en), not \(tree.kind.en)")
  }
}
