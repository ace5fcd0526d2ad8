internal import CallGuide

extension FactsReader {
  /// Reads a scalar by the field's type; a blank text is missing.
  func scalar(_ tree: Tree, field: Field) throws(Problem) -> Value? {
    if case .money = field.type { return try money(tree, field: field) }
    guard let raw = tree.scalar else {
      throw wrongType(tree, name: field.id, zh: "单个值", en: "a single value")
    }
    let text = raw.trimmingSpace
    guard !text.isEmpty else { return nil }
    switch field.type {
    case .text(let max): return .text(try limited(text, max: max, tree, field))
    case .area: return .text(try limited(text, max: 200, tree, field))
    case .integer(let min, let max):
      let amount = try amount(text, tree, field)
      guard let whole = amount.whole else {
        throw Problem(
          .wrongType, at: tree.place, subject: field.id, zh: "应为整数，现为「\(text)」",
          en: "must be a whole number, not “\(text)”")
      }
      guard whole >= min ?? 0, whole <= max ?? .max else {
        let low = min ?? 0
        throw Problem(
          .outOfRange, at: tree.place, subject: field.id,
          zh: "应在 \(low) 至 \(max.map(String.init) ?? "不限") 之间，现为 \(whole)",
          en: "must be between \(low) and \(max.map(String.init) ?? "any number"), not \(whole)")
      }
      return .number(amount)
    case .decimal:
      let amount = try amount(text, tree, field)
      guard amount >= Amount(0) else { throw negative(text, tree, field) }
      return .number(amount)
    case .date: return .day(try day(text, tree, field.id))
    case .bool:
      switch text {
      case "true", "yes", "是": return .flag(true)
      case "false", "no", "否": return .flag(false)
      default:
        throw Problem(
          .wrongType, at: tree.place, subject: field.id, zh: "应为 true（是）或 false（否），现为「\(text)」",
          en: "must be true or false, not “\(text)”")
      }
    case .choice(let choices): return .text(try code(text, of: choices, tree, field))
    case .country(let extra):
      if let choice = extra.first(where: { $0.code == text || $0.label.zh == text || $0.label.en == text }) {
        return .text(choice.code)
      }
      guard let code = countries.code(of: text) else {
        throw Problem(
          .unknownCode, at: tree.place, subject: field.id,
          zh: "不认识国家/地区「\(text.prefix(40))」；请用 ISO 3166-1 两字母代码，如 NZ",
          en: "unknown country “\(text.prefix(40))”; use an ISO 3166-1 alpha-2 code such as NZ")
      }
      return .text(code)
    case .region:
      let isCode =
        text.utf8.count <= 6 && text.utf8.count >= 4 && text.dropFirst(2).first == "-"
        && countries.all[String(text.prefix(2))] != nil
      guard countries.regions[text] != nil || isCode else {
        throw Problem(
          .unknownCode, at: tree.place, subject: field.id,
          zh: "不认识地区「\(text.prefix(40))」；请用 ISO 3166-2 代码，如 BE-WAL",
          en: "unknown region “\(text.prefix(40))”; use an ISO 3166-2 code such as BE-WAL")
      }
      return .text(text)
    case .money, .choices, .file, .list, .declaration, .rate, .group: return nil
    }
  }

  private func limited(_ text: String, max: Int?, _ tree: Tree, _ field: Field) throws(Problem) -> String {
    let limit = max ?? Self.textLimit
    // Bytes bound characters, so that a text of megabytes is refused without being counted.
    guard text.utf8.count <= limit || (text.utf8.count <= limit * 16 && text.count <= limit) else {
      throw Problem(
        .tooLarge, at: tree.place, subject: field.id, zh: "超过 \(limit) 字",
        en: "longer than \(limit) characters")
    }
    return text
  }

  private func code(
    _ text: String, of choices: [FieldType.Choice], _ tree: Tree, _ field: Field
  ) throws(Problem) -> String {
    if choices.contains(where: { $0.code == text }) { return text }
    if let choice = choices.first(where: { $0.label.zh == text || $0.label.en == text }) {
      return choice.code
    }
    let known = choices.map { "\($0.code)（\($0.label.zh)）" }.joined(separator: "、")
    let knownEn = choices.map { "\($0.code) (\($0.label.en))" }.joined(separator: ", ")
    throw Problem(
      .unknownCode, at: tree.place, subject: field.id, zh: "「\(text.prefix(40))」不在选项中；可选：\(known)",
      en: "“\(text.prefix(40))” is no choice here; use one of: \(knownEn)")
  }

  func day(_ text: String, _ tree: Tree, _ name: String) throws(Problem) -> Day {
    if let day = Day(text) { return day }
    throw Problem(
      .impossibleDate, at: tree.place, subject: name, zh: "「\(text.prefix(40))」不是有效日期；请用 年-月-日，如 2024-06-03",
      en: "“\(text.prefix(40))” is no valid day; write YYYY-MM-DD such as 2024-06-03")
  }

  func amount(_ text: String, _ tree: Tree, _ field: Field) throws(Problem) -> Amount {
    do throws(Amount.Failure) {
      return try Amount.read(text)
    } catch {
      let shown = text.prefix(40)
      var example = "300.00"
      if case .integer = field.type { example = "24" }
      switch error {
      case .notANumber:
        throw Problem(
          .wrongType, at: tree.place, subject: field.id, zh: "「\(shown)」不是数字；请写如 \(example)（不加逗号、单位）",
          en: "“\(shown)” is no number; write it as \(example), without commas or units")
      case .tooManyDecimals:
        throw Problem(
          .outOfRange, at: tree.place, subject: field.id, zh: "「\(shown)」小数超过六位（已细于一分钱）",
          en: "“\(shown)” has more than six decimals, finer than a cent")
      case .tooLarge:
        throw Problem(
          .outOfRange, at: tree.place, subject: field.id, zh: "「\(shown)」数值过大", en: "“\(shown)” is too large")
      }
    }
  }

  private func negative(_ text: String, _ tree: Tree, _ field: Field) -> Problem {
    Problem(
      .outOfRange, at: tree.place, subject: field.id, zh: "不能为负数，现为 \(text)",
      en: "must not be negative, not \(text)")
  }

  private func money(_ tree: Tree, field: Field) throws(Problem) -> Value? {
    if let text = tree.scalar?.trimmingSpace {
      guard !text.isEmpty else { return nil }
      let amount = try amount(text, tree, field)
      guard amount >= Amount(0) else { throw negative(text, tree, field) }
      return .money(Money(amount))
    }
    guard let entries = tree.map else {
      throw wrongType(
        tree, name: field.id, zh: "金额，如 \"300.00\"（万元）", en: "an amount such as \"300.00\" (万元)")
    }
    try onlyKeys(["amount", "currency"], entries, field)
    let currency = tree["currency"]?.scalar ?? "CNY"
    guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      throw Problem(
        .unknownCode, at: tree.place, subject: field.id, zh: "币种「\(currency.prefix(20))」应为三个大写字母，如 EUR",
        en: "currency “\(currency.prefix(20))” must be three capital letters such as EUR")
    }
    guard let text = tree["amount"]?.scalar?.trimmingSpace, !text.isEmpty else { return nil }
    let amount = try amount(text, tree, field)
    guard amount >= Amount(0) else { throw negative(text, tree, field) }
    return .money(Money(amount, currency: currency))
  }

  func file(_ tree: Tree, field: Field) throws(Problem) -> Value? {
    if let text = tree.scalar {
      switch text {
      case "false": return nil
      case "true": return .file(Attachment(name: "true", attachedOn: nil, sha256: nil))
      default:
        return .file(Attachment(name: try limited(text, max: 500, tree, field), attachedOn: nil, sha256: nil))
      }
    }
    guard tree.map != nil else {
      throw wrongType(tree, name: field.id, zh: "文件名，或含 file 的一组键值", en: "a file name, or a map with “file”")
    }
    guard let name = tree["file"]?.scalar, name != "false" else { return nil }
    let attachedOn = tree["attachedOn"]?.scalar
    return .file(
      Attachment(
        name: try limited(name, max: 500, tree, field),
        attachedOn: try attachedOn.map { text throws(Problem) in try day(text, tree, field.id + ".attachedOn")
        },
        sha256: tree["sha256"]?.scalar?.lowercased()))
  }

  func declaration(_ tree: Tree, field: Field) throws(Problem) -> Value? {
    switch tree.scalar {
    case "true": return .declaration(Declaration(made: true, date: nil, to: nil))
    case "false": return .declaration(Declaration(made: false, date: nil, to: nil))
    default: break
    }
    guard let entries = tree.map else {
      throw wrongType(tree, name: field.id, zh: "{\"made\": true, …}", en: "{\"made\": true, …}")
    }
    try onlyKeys(["made", "date", "to"], entries, field)
    let made: Bool?
    switch tree["made"]?.scalar {
    case nil: made = nil
    case "true": made = true
    case "false": made = false
    case .some:
      throw wrongType(tree["made"] ?? tree, name: field.id + ".made", zh: "true 或 false", en: "true or false")
    }
    let date = tree["date"]?.scalar
    return .declaration(
      Declaration(
        made: made, date: try date.map { text throws(Problem) in try day(text, tree, field.id + ".date") },
        to: tree["to"]?.scalar?.trimmingSpace))
  }

  func rate(_ tree: Tree, field: Field) throws(Problem) -> Value? {
    guard let entries = tree.map else {
      throw wrongType(
        tree, name: field.id, zh: "{\"rate\": \"7.8\", \"from\": \"EUR\", \"date\": …}",
        en: "{\"rate\": \"7.8\", \"from\": \"EUR\", \"date\": …}")
    }
    try onlyKeys(["rate", "from", "date", "source"], entries, field)
    guard let text = tree["rate"]?.scalar else { return nil }
    let rate = try amount(text, tree, field)
    guard rate > Amount(0) else { throw negative(text, tree, field) }
    let date = tree["date"]?.scalar
    return .rate(
      Rate(
        rate: rate, currency: tree["from"]?.scalar ?? "EUR",
        day: try date.map { text throws(Problem) in try day(text, tree, field.id + ".date") },
        source: tree["source"]?.scalar))
  }

  func marks(_ tree: Tree, field: Field, choices: [FieldType.Choice]) throws(Problem) -> Value? {
    var marks: [String: Mark] = [:]
    if let elements = tree.list {
      for element in elements {
        guard let text = element.scalar else {
          throw wrongType(element, name: field.id, zh: "代码", en: "a code")
        }
        marks[try code(text, of: choices, element, field)] = .present(page: nil)
      }
      return .marks(marks)
    }
    guard let entries = tree.map else {
      throw wrongType(
        tree, name: field.id, zh: "代码列表，或 代码→页码", en: "a list of codes, or a map of code to page")
    }
    for entry in entries {
      let name = try code(entry.key, of: choices, Tree(.text(entry.key), at: entry.place), field)
      switch entry.value.scalar {
      case nil: continue
      case "true": marks[name] = .present(page: nil)
      case "false": marks[name] = .absent
      case .some(let text):
        guard let page = Int(text), page > 0 else {
          throw Problem(
            .wrongType, at: entry.value.place, subject: field.id, zh: "「\(text.prefix(20))」应为页码、true 或 false",
            en: "“\(text.prefix(20))” must be a page number, true or false")
        }
        marks[name] = .present(page: page)
      }
    }
    return .marks(marks)
  }

  private func onlyKeys(_ keys: Set<String>, _ entries: [Tree.Entry], _ field: Field) throws(Problem) {
    for entry in entries where !keys.contains(entry.key) {
      let known = keys.sorted().joined(separator: ", ")
      throw Problem(
        .unknownKey, at: entry.place, subject: field.id + "." + entry.key, zh: "此处只能有：\(known)",
        en: "only these keys are known here: \(known)")
    }
  }
}

extension String {
  /// Without white space at either end.
  var trimmingSpace: String {
    guard let first = unicodeScalars.first, let last = unicodeScalars.last,
      first.properties.isWhitespace || last.properties.isWhitespace
    else { return self }
    var view = unicodeScalars[...]
    while let scalar = view.first, scalar.properties.isWhitespace { view.removeFirst() }
    while let scalar = view.last, scalar.properties.isWhitespace { view.removeLast() }
    return String(String.UnicodeScalarView(view))
  }
}
