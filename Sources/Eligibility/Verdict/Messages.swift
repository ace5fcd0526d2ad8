public import CallGuide

/// Turns results into sentences, one template per kind and language; a clause may have its own words.
public struct Messages: Sendable {
  let rules: Rulebook

  /// The messages of a call.
  public init(_ rules: Rulebook) { self.rules = rules }

  /// What to tell about a clause: its own words if it has them and something was found that violates it, else what was
  /// found or is missing and what would satisfy; `nil` when there is nothing to say.
  public func message(for result: ClauseResult, facts: Facts) -> BilingualText? {
    let clause = rules.rules[result.clause]?.clause
    if let override = clause?.message, isBroken(result),
      let filled = fill(override, for: result, facts: facts)
    {
      // A clause's own words without a value are followed by what was found.
      guard filled == override, result.flag == nil else { return filled }
      let found = result.reasons.filter { $0.kind == .violated }.map { text(of: $0, in: facts) }
      return BilingualText(
        zh: Self.joined([filled.zh] + found.map(\.zh), separator: ""),
        en: Self.joined([filled.en] + found.map(\.en), separator: " "))
    }
    let texts = result.reasons.map { text(of: $0, in: facts) } + result.notes.map { text(of: $0) }
    guard !texts.isEmpty else { return nil }
    return BilingualText(
      zh: Self.joined(texts.map(\.zh), separator: ""), en: Self.joined(texts.map(\.en), separator: " "))
  }

  /// Violated by something that was found; what is merely missing is told as missing.
  private func isBroken(_ result: ClauseResult) -> Bool {
    result.flag == .notSet
      || (result.verdict == .violated && result.reasons.contains { $0.kind == .violated })
  }

  /// At most five sentences, each once.
  private static func joined(_ sentences: [String], separator: String) -> String {
    var seen: Set<String> = []
    let distinct = sentences.filter { seen.insert($0).inserted }
    return distinct.prefix(5).joined(separator: separator)
  }

  /// A reason in words.
  public func text(of reason: Reason, in facts: Facts) -> BilingualText {
    var text = words(for: reason)
    if let row = reason.row, let name = rowName(row, in: facts), !text.zh.contains(name) {
      text = BilingualText(zh: "「\(name)」：" + text.zh, en: "“\(name)”: " + text.en)
    }
    guard let reading = reason.reading else { return text }
    let name = reason.readingText ?? BilingualText(same: reading)
    return BilingualText(
      zh: "按“\(name.zh)”（\(reading)）：" + text.zh, en: "Under “\(name.en)” (\(reading)): " + text.en)
  }

  /// The name of a row, for telling rows apart.
  private func rowName(_ reference: RowReference, in facts: Facts) -> String? {
    guard let rows = facts.rows(at: reference.list), rows.indices.contains(reference.index) else {
      return nil
    }
    for member in ["name", "title", "person", "text"] {
      if case .text(let name) = rules.member(member, of: reference.list, in: rows[reference.index]) {
        return name
      }
    }
    return nil
  }

  // MARK: labels

  /// A field's label.
  func label(_ slot: FieldSlot?) -> BilingualText {
    slot.map { rules.dictionary.field(at: $0).label } ?? BilingualText(same: "")
  }

  /// A value of a field in words: names instead of codes, units where there are some.
  public func label(of value: Value, field: Field) -> BilingualText {
    switch value {
    case .text(let code): codeLabel(code, field: field)
    case .money(let money): Self.money(money)
    case .flag(let flag): BilingualText(zh: flag ? "是" : "否", en: flag ? "yes" : "no")
    case .number(let amount):
      BilingualText(
        zh: amount.description + (field.unit.map { " " + $0.zh } ?? ""),
        en: amount.description + (field.unit.map { " " + $0.en } ?? ""))
    case .marks(let marks): list(marks.keys.sorted(), of: field)
    case .file(let file): BilingualText(same: file.name)
    default: BilingualText(same: rules.show(value))
    }
  }

  func codeLabel(_ code: String, slot: FieldSlot?) -> BilingualText {
    slot.map { codeLabel(code, field: rules.dictionary.field(at: $0)) } ?? BilingualText(same: code)
  }

  private func codeLabel(_ code: String, field: Field) -> BilingualText {
    switch field.type {
    case .country(let extra):
      extra.first { $0.code == code }?.label ?? rules.countries.name(of: code)
    case .region: rules.countries.name(of: code)
    case .choice(let choices), .choices(let choices):
      choices.first { $0.code == code }?.label ?? BilingualText(same: code)
    case .area:
      rules.call.topics.lazy.flatMap(\.leaves).first { $0.id == code }?.name ?? BilingualText(same: code)
    default: BilingualText(same: code)
    }
  }

  /// Several codes of a field, as a list in words.
  func list(_ codes: [String], of field: Field) -> BilingualText {
    let labels = codes.map { codeLabel($0, field: field) }
    return BilingualText(
      zh: labels.map(\.zh).joined(separator: "、"), en: labels.map(\.en).joined(separator: ", "))
  }

  static func money(_ money: Money) -> BilingualText {
    if money.currency == "CNY" {
      return BilingualText(zh: "\(money.amount) 万元", en: "\(money.amount) (RMB 10,000)")
    }
    return BilingualText(
      zh: "\(money.amount) 万\(money.currency)", en: "\(money.amount) (\(money.currency) 10,000)")
  }

  // MARK: a clause's own words

  /// Fills `{field.name}`, `{count}`, `{missing}`, `{gap}`, `{value}`, `{n}`; `nil` if something named there is not known.
  private func fill(_ template: BilingualText, for result: ClauseResult, facts: Facts) -> BilingualText? {
    guard let reason = result.reasons.first(where: { $0.kind == .violated }) ?? result.reasons.first else {
      return template.zh.contains("{") ? nil : template
    }
    guard let zh = fill(template.zh, .zh, reason, result, facts),
      let en = fill(template.en, .en, reason, result, facts)
    else { return nil }
    return BilingualText(zh: zh, en: en)
  }

  private func fill(
    _ template: String, _ language: Language, _ reason: Reason, _ result: ClauseResult, _ facts: Facts
  ) -> String? {
    var out = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      out += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      guard let value = argument(name, reason, result) ?? fieldValue(name, reason, facts) else { return nil }
      out += value[language]
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }

  private func fieldValue(_ name: String, _ reason: Reason, _ facts: Facts) -> BilingualText? {
    guard let field = rules.dictionary.field(name) else { return nil }
    if field.slot.isMember {
      guard let row = reason.row, row.list.slot == field.slot.list, let rows = facts.rows(at: row.list),
        rows.indices.contains(row.index), let value = rows[row.index].values[Int(field.slot.slot)]
      else { return nil }
      return bare(value, field: field)
    }
    guard let value = facts.value(at: field.slot) ?? rules.settings.value(at: field.slot) else { return nil }
    return bare(value, field: field)
  }

  /// A value for a clause's own words, which bring the unit themselves.
  private func bare(_ value: Value, field: Field) -> BilingualText {
    switch value {
    case .number(let amount): BilingualText(same: amount.description)
    case .money(let money) where money.currency == "CNY": BilingualText(same: money.amount.description)
    default: label(of: value, field: field)
    }
  }

  private func argument(_ name: String, _ reason: Reason, _ result: ClauseResult) -> BilingualText? {
    func number(_ value: Int) -> BilingualText { BilingualText(same: String(value)) }
    switch (name, reason.cause) {
    case ("count", .promised(let count, _, _)), ("count", .tooFew(let count, _)),
      ("count", .tooMany(let count, _)),
      ("n", .tooMany(let count, _)), ("n", .tooFew(let count, _)), ("count", .quota(let count, _, _)),
      ("n", .quota(let count, _, _)), ("count", .unreachable(let count, _)),
      ("n", .share(_, _, let count, _)),
      ("count", .share(_, _, let count, _)), ("n", .guideCount(_, let count, _)):
      return number(count)
    case ("gap", .amounts(_, _, _, let gap)), ("gap", .sum(_, _, let gap)):
      return BilingualText(same: gap.description)
    case ("value", .number(let found, _)): return BilingualText(same: found.description)
    case ("value", .code(let found, _, _, _)): return codeLabel(found, slot: reason.field)
    case ("missing", _):
      let missing = result.reasons.compactMap { missingItems($0) }
      return missing.isEmpty
        ? nil
        : BilingualText(
          zh: missing.map(\.zh).joined(separator: "、"), en: missing.map(\.en).joined(separator: ", "))
    default: return nil
    }
  }

  private func missingItems(_ reason: Reason) -> BilingualText? {
    switch reason.cause {
    case .lacks(let items), .itemsNotMarked(let items):
      return reason.field.map { list(items, of: rules.dictionary.field(at: $0)) }
    case .notSignedBy(let names):
      return BilingualText(zh: names.joined(separator: "、"), en: names.joined(separator: ", "))
    case .notListed(let name): return BilingualText(same: name)
    case .tooFew, .noLink: return label(reason.field)
    default: return nil
    }
  }
}
