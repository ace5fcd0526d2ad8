internal import CallGuide

extension Evaluator {
  func attached(_ slot: FieldSlot, withSubmission: Bool) -> Outcome {
    guard case .file(let file) = value(slot) else { return missing(slot) }
    if withSubmission, let attachedOn = file.attachedOn, let submitted = day(rules.slots.submittedOn),
      attachedOn > submitted
    {
      return .violated(.attachedLate(on: attachedOn, submitted: submitted), field: slot)
    }
    return .satisfied
  }

  /// What a document must state: each item marked with its page, or stated not to be there.
  func states(_ slot: FieldSlot, _ items: [String]) -> Outcome {
    guard case .marks(let marks) = value(slot) else { return missing(slot) }
    let absent = items.filter { marks[$0] == .absent }
    if !absent.isEmpty { return .violated(.lacks(absent), field: slot) }
    let unmarked = items.filter { marks[$0] == nil }
    if unmarked.isEmpty { return .satisfied }
    let reason = Reason(.missing, .itemsNotMarked(unmarked), field: slot)
    return settles ? .violated([reason]) : .undetermined([reason])
  }

  /// One organisation of the application, as far as names and roles go.
  struct Organisation {
    var row: Row
    var reference: RowReference
    var name: String?
    var role: String?
    var side: String?
    var isForeign: Bool? {
      if let side { return side != "CN" }
      return role.map { $0.hasPrefix("foreign") }
    }
  }

  func organisations(of facts: Facts) -> [Organisation] {
    let slots = rules.slots
    return (facts.rows(at: slots.organisations) ?? []).enumerated().map { index, row in
      func text(_ slot: FieldSlot) -> String? {
        if case .text(let text) = row.values[Int(slot.slot)] { return text }
        return nil
      }
      return Organisation(
        row: row, reference: RowReference(list: slots.organisations, index: index), name: text(slots.orgName),
        role: text(slots.orgRole), side: text(slots.orgSide))
    }
  }

  /// Whether the organisations that must have signed are among the signatories.
  func signed(_ slot: FieldSlot, by parties: Parties) -> Outcome {
    guard case .rows(let signatories) = value(slot) else { return missing(slot) }
    let all = organisations(of: facts)
    guard !all.isEmpty else { return missing(rules.slots.organisations) }
    var outcomes: [Outcome] = []
    let required: [Organisation]
    switch parties {
    case .all: required = all
    case .lead:
      required = all.filter { $0.role == "lead" }
      if required.isEmpty { outcomes.append(missing(rules.slots.orgRole)) }
    case .hosts:
      let lead = all.filter { $0.role == "lead" }
      let foreign = all.filter { $0.role == "foreignLead" }
      if lead.isEmpty || foreign.isEmpty { outcomes.append(missing(rules.slots.orgRole)) }
      required = lead + foreign
    }
    guard !signatories.isEmpty else { return missing(slot) }
    var absent: [String] = []
    var doubtful: [String] = []
    for organisation in required {
      guard let name = organisation.name else {
        outcomes.append(missing(rules.slots.orgName))
        continue
      }
      switch signature(of: organisation, name: name, among: signatories, slot: slot) {
      case true?: continue
      case nil: doubtful.append(name)
      case false?: absent.append(name)
      }
    }
    if !absent.isEmpty { outcomes.append(.violated(.notSignedBy(absent), field: slot)) }
    if !doubtful.isEmpty { outcomes.append(.waiting(.officer, .signatureToBeChecked(doubtful), field: slot)) }
    return .and(outcomes)
  }

  /// Yes, no, or `nil` where an officer must look: a unit of the organisation signed, an earlier name, a name inside another.
  private func signature(
    of organisation: Organisation, name: String, among signatories: [Row], slot: FieldSlot
  ) -> Bool? {
    let key = Normalised.key(name)
    let former = rules.text(rules.slots.orgFormerNames, in: organisation.row).map(Self.names) ?? []
    var doubtful = false
    for signatory in signatories {
      let (signed, kind, of) = rules.signatory(signatory, of: slot)
      guard let signed else { continue }
      let other = Normalised.key(signed)
      if kind == "person" { continue }
      if other == key, kind != "unit" { return true }
      if former.contains(other) || of.map({ Normalised.key($0) == key }) == true { doubtful = true }
      if other == key || (other.count > key.count && other.contains(key))
        || (key.count > other.count && other.count >= 4 && key.contains(other))
      {
        doubtful = true
      }
    }
    return doubtful ? nil : false
  }

  static func names(_ text: String) -> [String] {
    text.split { "；;、\n|".contains($0) }.map { Normalised.key(String($0)) }
  }

  /// The issuer of a document is none of the foreign partners; a body that supervises one, or a name inside the other, is
  /// for an officer to judge.
  func issuerIndependent(_ issuer: FieldSlot) -> Outcome {
    guard let name = text(issuer) else { return missing(issuer) }
    let key = Normalised.key(name)
    let partners = organisations(of: facts).filter { $0.isForeign ?? true }
    guard !partners.isEmpty else { return missing(rules.slots.organisations) }
    var outcomes: [Outcome] = []
    for partner in partners {
      guard let partnerName = partner.name else {
        outcomes.append(missing(rules.slots.orgName))
        continue
      }
      let other = Normalised.key(partnerName)
      if other == key { return .violated(.issuedByPartner(partnerName), field: issuer) }
      let supervisor = rules.text(rules.slots.orgSupervisor, in: partner.row).map(Normalised.key)
      if supervisor == key
        || (min(other.count, key.count) >= 3 && (other.contains(key) || key.contains(other)))
      {
        outcomes.append(.waiting(.officer, .issuerRelated(name, to: partnerName), field: issuer))
      }
    }
    return answered(.and(outcomes))
  }

  func same(_ slot: FieldSlot, _ other: FieldSlot) -> Outcome {
    guard let expected = value(other) else {
      // What the guide has not published yet nobody can be blamed for not stating.
      let isOwedByGuide = dictionary.field(at: other).supplier == .guide
      return value(slot) == nil && !isOwedByGuide ? missing(slot) : missing(other)
    }
    guard let found = value(slot) else { return missing(slot) }
    if found == expected { return .satisfied }
    if case .text(let a) = found, case .text(let b) = expected, Normalised.key(a) == Normalised.key(b) {
      return .satisfied
    }
    return .violated(
      .differs(found: rules.show(found), expected: rules.show(expected)), field: slot,
      row: reference(for: slot))
  }

  func agrees(_ slot: FieldSlot, _ other: FieldSlot) -> Outcome {
    guard let found = text(slot), let expected = text(other),
      Normalised.key(found) != Normalised.key(expected)
    else {
      return .satisfied
    }
    return answered(.waiting(.officer, .differs(found: found, expected: expected), field: slot))
  }

  func distinctFiles(_ slot: FieldSlot, _ other: FieldSlot) -> Outcome {
    guard case .file(let file) = value(slot), case .file(let second) = value(other) else { return .satisfied }
    let same = file.sha256.map { $0 == second.sha256 } ?? (file.name == second.name && file.name != "true")
    return same ? answered(.waiting(.officer, .sameFile, field: slot)) : .satisfied
  }

  /// A doubt put to an officer is closed by the officer's answer to the whole clause (`*`).
  func answered(_ outcome: Outcome) -> Outcome {
    guard case .undetermined(let reasons) = outcome,
      reasons.allSatisfy({ $0.kind == .waiting(.officer) }), let answers = context.answers[clause]?["*"]
    else { return outcome }
    if answers.allSatisfy({ $0 == .yes }) { return .satisfied }
    if answers.allSatisfy({ $0 == .no }) {
      return .violated(reasons.map { Reason(.violated, $0.cause, field: $0.field, row: $0.row) })
    }
    return outcome
  }
}
