internal import CallGuide

extension Evaluator {
  // MARK: the other side's list

  /// Satisfied by exactly one record that names both leaders and both organisations; void only after a final list.
  func counterpart(isVoid: Bool) -> Outcome {
    let slots = rules.slots
    guard let list = context.counterparts[topic.id] else { return declaredCounterpart(isVoid: isVoid) }
    guard list.status != .none else { return .waiting(.counterpart, .listNotFinal) }
    let organisations = organisations(of: facts)
    func lead(_ role: String) -> String? { organisations.first { $0.role == role }?.name }
    // Our leader may stand in their list in characters or in pinyin.
    let own: [[String?]] = [
      [text(slots.leaderName), text(slots.leaderPinyin)], [text(slots.foreignLeader)], [lead("lead")],
      [lead("foreignLead")],
    ]
    var exact: [String] = []
    var near: [String] = []
    let reference = text(slots.reference)
    for record in list.records {
      let agreeing = zip(own, record.names).count { forms, theirs in
        theirs.map { theirs in forms.contains { $0.map(Normalised.key) == Normalised.key(theirs) } } ?? false
      }
      if agreeing == own.count {
        exact.append(record.reference)
      } else if agreeing >= 2 || record.reference == reference {
        near.append(record.reference)
      }
    }
    if exact.count == 1 { return .satisfied }
    if let first = exact.first ?? near.first {
      return answered(.waiting(.officer, .pairToBeResolved(reference: first)))
    }
    guard list.status == .final else { return .waiting(.counterpart, .listNotFinal) }
    // Who has not said who they are cannot be found, and so cannot be found absent either.
    let unnamed = zip(own, [slots.leaderName, slots.foreignLeader, slots.orgName, slots.orgName])
      .filter { forms, _ in forms.allSatisfy { $0 == nil } }
    return unnamed.isEmpty
      ? .violated(.oneSided(isVoid: isVoid)) : .and(unnamed.map { missing($0.1) })
  }

  /// Without the list itself: what the office recorded of the exchange.
  private func declaredCounterpart(isVoid: Bool) -> Outcome {
    let slots = rules.slots
    switch text(slots.listStatus) {
    case "final": return text(slots.reference) != nil ? .satisfied : .violated(.oneSided(isVoid: isVoid))
    case "partial": return text(slots.reference) != nil ? .satisfied : .waiting(.counterpart, .listNotFinal)
    default: return .waiting(.counterpart, .listNotFinal)
    }
  }

  // MARK: the other applications

  private func standing(in topics: [String]?) -> [Context.Other]? {
    context.others?.filter { other in
      guard other.isStanding else { return false }
      guard let topics else { return true }
      return Self.text(rules.slots.direction, in: other.facts).map { topics.contains($0) } ?? false
    }
  }

  static func text(_ slot: FieldSlot, in facts: Facts) -> String? {
    if case .text(let text) = facts.value(at: slot) { return text }
    return nil
  }

  private func title(of other: Context.Other) -> String {
    Self.text(rules.slots.title, in: other.facts) ?? other.id
  }

  func unique(_ test: Uniqueness) -> Outcome {
    var keys: [[String]] = []
    for slot in test.key {
      guard let part = keyPart(slot, of: facts) else { return missing(slot) }
      keys.append(part)
    }
    guard let others = standing(in: test.anyTopic ? nil : [topic.id]) else {
      return .waiting(.applications, .notYet)
    }
    for other in others where test.key.map({ keyPart($0, of: other.facts) }) == keys.map({ $0 }) {
      return answered(.violated(.duplicate(of: title(of: other)), field: test.key[0]))
    }
    for other in others {
      for slot in test.also {
        guard let own = keyPart(slot, of: facts), keyPart(slot, of: other.facts) == own else { continue }
        return answered(.waiting(.officer, .possibleDuplicate(of: title(of: other)), field: slot))
      }
    }
    return .satisfied
  }

  /// A part of a key as comparable text; a list compares as a set of names.
  private func keyPart(_ slot: FieldSlot, of facts: Facts) -> [String]? {
    switch facts.value(at: slot) {
    case nil: return nil
    case .rows(let rows):
      let names = rows.compactMap { row in
        row.values.lazy.compactMap { value -> String? in
          if case .text(let text) = value { return Normalised.key(text) }
          return nil
        }.first
      }
      return names.isEmpty ? nil : names.sorted()
    case .text(let text): return [Normalised.key(text)]
    case .some(let value): return [rules.show(value)]
    }
  }

  /// The parties and field by which a laboratory, a lead or a pair of hosts is the same.
  private func identity(_ subject: Subject, of facts: Facts) -> [String?] {
    let organisations = organisations(of: facts)
    func lead(_ role: String) -> String? {
      organisations.first { $0.role == role }?.name.map(Normalised.key)
    }
    let country = Self.text(rules.slots.country, in: facts)
    switch subject {
    case .laboratory: return [lead("lead"), lead("foreignLead"), researchField(of: facts)]
    case .hosts: return [lead("lead"), lead("foreignLead")]
    case .lead: return [lead("lead"), country]
    case .country: return [country]
    }
  }

  /// The research field: from a title of the laboratory form, else the chosen area.
  private func researchField(of facts: Facts) -> String? {
    if let title = Self.text(rules.slots.title, in: facts),
      let code = Self.text(rules.slots.country, in: facts),
      let country = rules.countries[code]
    {
      var middle = Substring(Normalised.title(title))
      if middle.hasPrefix("中"), middle.hasSuffix("联合实验室") {
        middle = middle.dropFirst().dropLast(5)
        for form in country.forms where middle.hasPrefix(form) {
          return Normalised.key(String(middle.dropFirst(form.count)))
        }
      }
    }
    return Self.text(rules.slots.area, in: facts).map(Normalised.key)
  }

  func exclusive(_ routes: ExclusiveRoutes) -> Outcome {
    guard let country = text(rules.slots.country) else { return missing(rules.slots.country) }
    guard routes.countries.contains(country) else { return .satisfied }
    guard let others = standing(in: routes.topics.filter { $0 != topic.id }) else {
      return .waiting(.applications, .notYet)
    }
    let own = identity(routes.subject, of: facts)
    var open: [Outcome] = []
    for other in others where Self.text(rules.slots.country, in: other.facts) == country {
      let theirs = identity(routes.subject, of: other.facts)
      if zip(own, theirs).contains(where: { $0 != nil && $1 != nil && $0 != $1 }) { continue }
      let topicID = Self.text(rules.slots.direction, in: other.facts) ?? "?"
      if own.contains(nil) || theirs.contains(nil) {
        open.append(.waiting(.officer, .possibleDuplicate(of: title(of: other))))
      } else {
        return .violated(.otherRoute(topic: topicID, title: title(of: other)), field: rules.slots.direction)
      }
    }
    return answered(.and(open))
  }

  // MARK: registers

  /// No laboratory of a register has the same pair of hosts and the same field; the same hosts with another field are for an
  /// officer to judge; concluded ones count only in the registers `evenConcluded` names.
  func notRegistered(_ registers: [FieldSlot], evenConcluded: [FieldSlot] = []) -> Outcome {
    var outcomes: [Outcome] = []
    let organisations = organisations(of: facts)
    let lead = organisations.first { $0.role == "lead" }?.name.map(Normalised.key)
    let foreign = organisations.first { $0.role == "foreignLead" }?.name.map(Normalised.key)
    let field = researchField(of: facts)
    let title = Self.text(rules.slots.title, in: facts).map(Normalised.key)
    for register in registers {
      guard let rows = rows(of: register) else {
        outcomes.append(missing(register))
        continue
      }
      for row in rows {
        func text(_ member: String) -> String? { rules.member(member, of: register, in: row).map(rules.show) }
        if rules.member("concluded", of: register, in: row) == .flag(true), !evenConcluded.contains(register)
        {
          continue
        }
        let name = text("name") ?? "?"
        if let title, Normalised.key(name) == title {
          outcomes.append(.violated(.registered(name)))
          continue
        }
        guard let lead, let foreign else {
          outcomes.append(missing(rules.slots.organisations))
          continue
        }
        let hosts = (text("hostCn").map(Normalised.key), text("hostForeign").map(Normalised.key))
        if let host = hosts.0, host != lead { continue }
        if let host = hosts.1, host != foreign { continue }
        let known = text("field").map(Normalised.key)
        if hosts.0 != nil, hosts.1 != nil, let known, known == field {
          outcomes.append(.violated(.registered(name)))
        } else {
          outcomes.append(.waiting(.officer, .possiblyRegistered(name)))
        }
      }
    }
    return answered(.and(outcomes))
  }
}
