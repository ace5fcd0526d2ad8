internal import CallGuide
internal import Eligibility

/// A plan laid out in the order of the form, ready to be filled many times.
struct Template: Sendable {
  /// One value and the control it is typed into.
  struct Item: Sendable {
    var control: String
    var field: Field
    var row: Int?
    var piece: Piece
  }

  let plan: Plan
  let items: [Item]
  /// Where each item stands in the application as a file.
  private let shape: Shape

  private indirect enum Shape: Sendable {
    case leaf(Int)
    case map([(key: String, value: Shape)])
    case list([Shape])
  }

  init(_ plan: Plan, _ rules: Rulebook) {
    self.plan = plan
    var items: [Item] = []
    for field in rules.dictionary.fields {
      if field.slot.isMember { continue }
      if field.type == .list {
        let members = rules.dictionary.members(of: field)
        for (row, values) in (plan.lists[field.slot.slot] ?? []).enumerated() {
          for member in members {
            guard let piece = values[member.slot] else { continue }
            let name = "\(field.id)[\(row)]\(member.id.dropFirst(field.id.count))"
            items.append(Item(control: name, field: member, row: row, piece: piece))
          }
        }
      } else if let piece = plan.single[field.slot] {
        items.append(Item(control: field.id, field: field, row: nil, piece: piece))
      }
    }
    self.items = items
    shape = Self.shape(
      items.enumerated().map { index, item in
        (Self.path(item)[...], index)
      })
  }

  /// `org[1].name` as `org`, `1`, `name`; a document's own name stands in `file`.
  private static func path(_ item: Item) -> [String] {
    var path = item.control.split { ".[]".contains($0) }.map(String.init)
    if item.field.type == .file { path.append("file") }
    return path
  }

  private static func shape(_ entries: [(path: ArraySlice<String>, index: Int)]) -> Shape {
    if entries.count == 1, entries[0].path.isEmpty { return .leaf(entries[0].index) }
    var keys: [String] = []
    var groups: [String: [(path: ArraySlice<String>, index: Int)]] = [:]
    for entry in entries {
      guard let key = entry.path.first else { continue }
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append((entry.path.dropFirst(), entry.index))
    }
    if keys.allSatisfy({ Int($0) != nil }), !keys.isEmpty {
      return .list(keys.map { shape(groups[$0] ?? []) })
    }
    return .map(keys.sorted().map { ($0, shape(groups[$0] ?? [])) })
  }

  /// The values of one application, item by item; `nil` where there is nothing to state.
  func fill(_ cast: Cast) -> [Filled?] {
    var chance = Chance(seed: cast.seed ^ 0x4441_5953, stream: UInt64(cast.number))
    return items.map { $0.fill(cast, &chance) }
  }

  /// The application as a file would hold it, keys in order.
  func tree(_ values: [Filled?], topic: String, extra: [(String, String)] = []) -> Tree {
    var tree = self.tree(shape, values) ?? .map([])
    for (name, value) in [("app.direction", topic)] + extra {
      tree = Self.set(.text(value), at: name.split(separator: ".").map(String.init)[...], in: tree)
    }
    return tree
  }

  private func tree(_ shape: Shape, _ values: [Filled?]) -> Tree? {
    switch shape {
    case .leaf(let index): return values[index]?.tree
    case .list(let elements):
      return .list(elements.compactMap { tree($0, values) })
    case .map(let entries):
      let inner = entries.compactMap { entry in tree(entry.value, values).map { (entry.key, Optional($0)) } }
      return inner.isEmpty ? nil : .map(inner)
    }
  }

  /// Sets a value in sorted maps and keeps them sorted.
  private static func set(_ value: Tree, at path: ArraySlice<String>, in tree: Tree) -> Tree {
    guard let key = path.first else { return value }
    var pairs = (tree.map ?? []).map { ($0.key, Optional($0.value)) }
    let inner = set(value, at: path.dropFirst(), in: tree[key] ?? .map([]))
    if let index = pairs.firstIndex(where: { $0.0 == key }) {
      pairs[index].1 = inner
    } else {
      pairs.insert((key, inner), at: pairs.firstIndex { $0.0 > key } ?? pairs.count)
    }
    return .map(pairs)
  }

  /// What is typed into which control.
  func controls(_ values: [Filled?]) -> [(control: String, values: [String])] {
    var controls: [(control: String, values: [String])] = []
    controls.reserveCapacity(items.count + 8)
    for (item, value) in zip(items, values) {
      value?.append(to: &controls, control: item.control, currency: item.field.currency)
    }
    return controls
  }
}

/// A value as one application states it.
enum Filled: Sendable {
  case text(String)
  /// `true` or `false`.
  case answer(String)
  case area(code: String?, words: String?)
  case money(String, currency: String)
  case items([(code: String, isThere: Bool)])
  case ticked([String])
  case declared(Bool, date: String, to: String?)
  case file(String)

  var tree: Tree {
    switch self {
    case .text(let text), .file(let text): return .text(text)
    case .answer(let answer): return .word(answer)
    case .area(let code, let words): return .text([code, words].compactMap(\.self).joined(separator: ": "))
    case .money(let amount, "CNY"): return .text(amount)
    case .money(let amount, let currency):
      return .map([("amount", .text(amount)), ("currency", .text(currency))])
    case .items(let items): return .map(items.map { ($0.code, .flag($0.isThere)) })
    case .ticked(let codes): return .list(codes.map { .text($0) })
    case .declared(let made, let date, let to):
      return .map([("date", made ? .text(date) : nil), ("made", .flag(made)), ("to", to.map { .text($0) })])
    }
  }

  func append(
    to controls: inout [(control: String, values: [String])], control: String, currency usual: String
  ) {
    switch self {
    case .text(let text), .answer(let text): controls.append((control, [text]))
    case .file: controls.append((control, ["yes"]))
    case .area(let code, let words):
      if let code { controls.append((control, [code])) }
      if let words { controls.append((control + ".other", [words])) }
    case .money(let amount, let currency):
      controls.append((control, [amount]))
      if currency != usual { controls.append((control + ".currency", [currency])) }
    case .items(let items):
      for item in items { controls.append(("\(control).\(item.code)", [item.isThere ? "true" : "false"])) }
    case .ticked(let codes): controls.append((control, codes))
    case .declared(let made, let date, let to):
      controls.append((control + ".made", [made ? "true" : "false"]))
      if made { controls.append((control + ".date", [date])) }
      if let to { controls.append((control + ".to", [to])) }
    }
  }
}

extension Template.Item {
  func fill(_ cast: Cast, _ chance: inout Chance) -> Filled? {
    switch piece {
    case .text(let text): return field.type == .bool ? .answer(text) : .text(text)
    case .words(let words): return .area(code: nil, words: words)
    case .part(.area): return .area(code: cast.area.code, words: cast.area.words)
    case .part(let part): return cast.text(part).map { .text($0) }
    case .scaled(let amount, let currency):
      // Rounded down to the 百元, so that what was at most, or at least, another amount still is.
      let fen = amount.millionths / 1000 * Int64(cast.scale) / 10_000 * 10_000
      return .money(Self.money(Amount(millionths: fen)), currency: currency)
    case .fixed(let amount, let currency): return .money(Self.money(amount), currency: currency)
    case .day(let first, let last):
      return .text(first.adding(days: chance.below(first.days(to: last) + 1)).description)
    case .items(let items): return .items(items.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    case .ticked(let codes): return .ticked(codes)
    case .declared(let made, let isAddressed):
      let day = cast.today.adding(days: -chance.below(25))
      return .declared(
        made, date: day.description,
        to: isAddressed ? cast.text(.ministry) : nil)
    case .file(let name): return .file(name)
    }
  }

  /// Two decimals, as the form asks.
  private static func money(_ amount: Amount) -> String {
    let fen = amount.millionths / 10_000
    let rest = fen % 100
    return "\(fen / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
