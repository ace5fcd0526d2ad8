public import CallGuide

/// A section of the form.
public struct Section: Sendable, Identifiable {
  /// Id.
  public var id: String
  /// Title.
  public var title: BilingualText
}

/// The data dictionary: every fact an application can state, typed and labelled in both languages.
public struct FactDictionary: Sendable {
  /// Sections in the order of the form.
  public private(set) var sections: [Section] = []
  /// Fields in the order of the form.
  public private(set) var fields: [Field] = []
  private var byName: [String: Int] = [:]
  private var topSlots: [Int] = []
  private var memberSlots: [[Int]] = []

  /// The field with this name.
  public func field(_ name: String) -> Field? { byName[name].map { fields[$0] } }

  /// The field kept in `slot`.
  public func field(at slot: FieldSlot) -> Field {
    slot.isMember ? fields[memberSlots[Int(slot.list)][Int(slot.slot)]] : fields[topSlots[Int(slot.slot)]]
  }

  /// Who supplies the field kept in `slot`; cheaper than looking the whole field up.
  func supplier(at slot: FieldSlot) -> Supplier {
    let index = slot.isMember ? memberSlots[Int(slot.list)][Int(slot.slot)] : topSlots[Int(slot.slot)]
    return fields[index].supplier
  }

  /// Number of slots of an application.
  public var slotCount: Int { topSlots.count }

  /// The members of a list, in order.
  public func members(of list: Field) -> [Field] { memberSlots[Int(list.slot.slot)].map { fields[$0] } }

  /// Number of slots of a row of the list in `slot`.
  func memberCount(of slot: FieldSlot) -> Int { memberSlots[Int(slot.slot)].count }

  /// Reads a dictionary file (`sections`, `fields`).
  public static func read(_ tree: Tree) throws(Problems) -> FactDictionary {
    var dictionary = FactDictionary()
    for section in tree["sections"]?.list ?? [] {
      guard let id = section["id"]?.scalar else { continue }
      dictionary.sections.append(Section(id: id, title: FactDictionary.label(of: section, name: id)))
    }
    try dictionary.add(tree["fields"])
    return dictionary
  }

  /// Adds the fields of a call to the base dictionary.
  public mutating func add(_ tree: Tree?) throws(Problems) {
    var problems: [Problem] = []
    for entry in tree?.map ?? [] {
      do throws(Problem) { try add(entry) } catch { problems.append(error) }
    }
    guard problems.isEmpty else { throw Problems(problems) }
  }

  private mutating func add(_ entry: Tree.Entry) throws(Problem) {
    let name = entry.key
    guard byName[name] == nil else {
      throw Problem(
        .duplicateKey, at: entry.place, subject: name, zh: "数据项已在字典中",
        en: "this field is in the dictionary already")
    }
    let type = try FactDictionary.type(of: entry)
    let supplier: Supplier
    if let word = entry.value["by"] {
      guard let known = word.scalar.flatMap(Supplier.init(rawValue:)) else {
        throw FactDictionary.unknown(word, of: name, known: Supplier.allCases.map(\.rawValue))
      }
      supplier = known
    } else {
      supplier = .applicant
    }
    let list = enclosingList(of: name)
    let slot: FieldSlot
    let section: String
    if let list {
      slot = FieldSlot(list: list.slot.slot, slot: Int32(memberSlots[Int(list.slot.slot)].count))
      section = list.section
      memberSlots[Int(list.slot.slot)].append(fields.count)
    } else {
      slot = FieldSlot(list: -1, slot: Int32(topSlots.count))
      section = entry.value["section"]?.scalar ?? "specific"
      topSlots.append(fields.count)
      memberSlots.append([])
    }
    let derivation = try derivation(of: entry)
    byName[name] = fields.count
    fields.append(
      Field(
        id: name, slot: slot, type: type, label: FactDictionary.label(of: entry.value, name: name),
        help: entry.value["help"].map { FactDictionary.label(of: $0, name: name) },
        unit: entry.value["unit"].map { FactDictionary.label(of: $0, name: name) }, section: section,
        supplier: entry.value["by"] == nil ? list?.supplier ?? supplier : supplier,
        isPersonal: entry.value["personal"]?.scalar == "true",
        isAlwaysAsked: entry.value["always"]?.scalar == "true",
        absentMeansEmpty: entry.value["absent"]?.scalar == "empty", derivation: derivation))
  }

  /// `derive: {from: FIELD, codes: {THEIRS: OURS}}`; the other field stands before this one in the same list.
  private func derivation(of entry: Tree.Entry) throws(Problem) -> Field.Derivation? {
    guard let tree = entry.value["derive"] else { return nil }
    guard let from = tree["from"]?.scalar.flatMap(field), from.slot.isMember, let codes = tree["codes"]?.map
    else {
      throw Problem(
        .unknownField, at: tree.place, subject: entry.key, zh: "derive 须指明同一列表中在前的数据项（from）和代码对照（codes）",
        en: "derive needs an earlier field of the same list (from) and a table of codes (codes)")
    }
    var table: [String: String] = [:]
    for code in codes { table[code.key] = code.value.scalar }
    return Field.Derivation(from: from.slot, codes: table)
  }

  /// The list whose rows hold `name`: the nearest prefix that is a list.
  private func enclosingList(of name: String) -> Field? {
    var prefix = name[...]
    while let dot = prefix.lastIndex(of: ".") {
      prefix = prefix[..<dot]
      if let field = field(String(prefix)), field.type == .list, !field.slot.isMember { return field }
    }
    return nil
  }

  private static func label(of tree: Tree, name: String) -> BilingualText {
    let zh = tree["zh"]?.scalar
    let en = tree["en"]?.scalar
    return BilingualText(zh: zh ?? en ?? name, en: en ?? zh ?? name)
  }

  private static func type(of entry: Tree.Entry) throws(Problem) -> FieldType {
    let tree = entry.value
    func number(_ key: String) -> Int? { tree[key]?.scalar.flatMap { Int($0) } }
    var choices: [FieldType.Choice] {
      (tree["choices"]?.list ?? []).compactMap { choice in
        choice["code"]?.scalar.map { FieldType.Choice(code: $0, label: label(of: choice, name: $0)) }
      }
    }
    switch tree["type"]?.scalar {
    case "text": return .text(max: number("max"))
    case "integer": return .integer(min: number("min"), max: number("max"))
    case "decimal": return .decimal
    case "money": return .money
    case "date": return .date
    case "bool": return .bool
    case "choice": return .choice(choices)
    case "choices": return .choices(choices)
    case "country": return .country(choices)
    case "region": return .region
    case "area": return .area
    case "file": return .file
    case "list": return .list
    case "declaration": return .declaration
    case "rate": return .rate
    case "group": return .group
    default:
      throw unknown(
        tree["type"] ?? tree, of: entry.key,
        known: [
          "text", "integer", "decimal", "money", "date", "bool", "choice", "choices", "country", "region",
          "area",
          "file", "list", "declaration", "rate", "group",
        ])
    }
  }

  private static func unknown(_ tree: Tree, of name: String, known: [String]) -> Problem {
    Problem(
      .unknownCode, at: tree.place, subject: name,
      zh: "不认识\(tree.kind.zh)；可用：\(known.joined(separator: ", "))",
      en: "unknown \(tree.kind.en); use one of: \(known.joined(separator: ", "))")
  }
}
