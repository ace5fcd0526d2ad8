public import CallGuide

extension Sheet {
  /// The sheet that states these facts: for copying an application, for scenarios, for demonstrations.
  ///
  /// Only what people state in a form gets controls; what officers, registers or the guide say is left out.
  public init(_ facts: Facts, rules: Rulebook) {
    var writer = SheetWriter(areas: Set(SheetWriter.topic(of: facts, rules)?.leaves.map(\.id) ?? []))
    for field in rules.dictionary.fields where !field.slot.isMember && field.phase != nil {
      guard let value = facts[field] else { continue }
      if case .rows(let rows) = value {
        writer.write(rows, list: field, members: rules.dictionary.members(of: field))
      } else {
        writer.write(value, field: field, control: field.id)
      }
    }
    self.init(values: writer.values)
  }

  /// The sheet of an application file.
  /// - Throws: all problems of the file.
  public init(application tree: Tree, rules: Rulebook) throws(Problems) {
    self.init(try rules.reader.read(tree), rules: rules)
  }
}

/// Writes facts back into controls.
private struct SheetWriter {
  let areas: Set<String>
  var values: [String: [String]] = [:]

  init(areas: Set<String>) { self.areas = areas }

  static func topic(of facts: Facts, _ rules: Rulebook) -> Topic? {
    guard case .text(let id) = facts.value(at: rules.slots.direction) else { return nil }
    return rules.call.topic(id)
  }

  mutating func write(_ rows: [Row], list: Field, members: [Field]) {
    for (number, row) in rows.enumerated() {
      for member in members where member.phase != nil {
        guard let value = row.values[Int(member.slot.slot)] else { continue }
        write(value, field: member, control: Sheet.control(member, of: list, row: number))
      }
    }
  }

  mutating func write(_ value: Value, field: Field, control: String) {
    switch value {
    case .text(let text) where field.type == .area: area(text, control)
    case .text(let text): values[control] = [text]
    case .number(let amount): values[control] = [amount.description]
    case .money(let money):
      values[control] = [money.amount.description]
      if field.allowsCurrency || money.currency != field.currency {
        values[control + ".currency"] = [money.currency]
      }
    case .day(let day): values[control] = [day.description]
    case .flag(let flag): values[control] = [String(flag)]
    case .marks(let marks): self.marks(marks, field: field, control: control)
    case .file: values[control] = ["yes"]
    case .declaration(let declaration):
      if let made = declaration.made { values[control + ".made"] = [String(made)] }
      if let date = declaration.date { values[control + ".date"] = [date.description] }
      if let to = declaration.to { values[control + ".to"] = [to] }
    case .rate, .rows: break
    }
  }

  /// “code: own words” is a choice and words; anything else not on the topic's list is words alone.
  private mutating func area(_ text: String, _ control: String) {
    if areas.contains(text) {
      values[control] = [text]
    } else if let colon = text.firstIndex(of: ":"), areas.contains(String(text[..<colon])) {
      values[control] = [String(text[..<colon])]
      values[control + ".other"] = [String(text[colon...].dropFirst()).trimmingSpace]
    } else {
      values[control + ".other"] = [text]
    }
  }

  private mutating func marks(_ marks: [String: Mark], field: Field, control: String) {
    guard field.isStatedList else {
      let ticked = marks.filter { $0.value != .absent }.keys.sorted()
      if !ticked.isEmpty { values[control] = ticked }
      return
    }
    for (code, mark) in marks {
      switch mark {
      case .absent: values["\(control).\(code)"] = ["false"]
      case .present(let page):
        values["\(control).\(code)"] = ["true"]
        if let page { values["\(control).\(code).page"] = [String(page)] }
      }
    }
  }
}
