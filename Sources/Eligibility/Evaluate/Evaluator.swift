internal import CallGuide

/// Evaluates requirements for one application on one day at one stage, in strong Kleene logic.
struct Evaluator {
  let rules: Rulebook
  let topic: Topic
  var facts: Facts
  let context: Context
  let stage: Stage
  let day: Day
  /// The clause at hand, for its answers and rulings.
  var clause = ""
  /// Whether a missing fact counts as violated here (from submission on, on a must clause, outside conditions).
  var settles = false
  var notes: [Note] = []
  /// The rows that members of lists refer to, innermost last.
  var rows: [(reference: RowReference, row: Row)] = []

  var dictionary: FactDictionary { rules.dictionary }

  mutating func evaluate(_ requirement: Requirement) -> Outcome {
    switch requirement {
    case .information: .satisfied
    case .preference(let preferred): condition(preferred)
    case .all(let parts): all(parts)
    case .any(let parts): any(parts)
    case .unless(let exception, let then): unless(exception, then)
    case .when(let condition, let then): when(condition, then)
    case .member(let membership): member(membership)
    case .area: area()
    case .compare(let comparison): compare(comparison)
    case .compareFields(let comparison): compareFields(comparison)
    case .date(let test): date(test)
    case .elapsed(let elapsed): self.elapsed(elapsed)
    case .age(let age): self.age(age)
    case .duration(let bounds): duration(bounds)
    case .stated(let fields): fields.reduce(.satisfied) { $0.and(stated($1)) }
    case .truth(let field, let expected): truth(field, expected)
    case .titleFormat(let format): title(format)
    case .yearOf(let year): yearOf(year)
    case .attached(let field, let withSubmission): attached(field, withSubmission: withSubmission)
    case .states(let field, let items): states(field, items)
    case .signed(let field, let parties): signed(field, by: parties)
    case .issuerIndependent(let issuer): issuerIndependent(issuer)
    case .sameAs(let field, let other): same(field, other)
    case .agrees(let field, let other): agrees(field, other)
    case .distinctFiles(let field, let other): distinctFiles(field, other)
    case .attestation(let field): attestation(field)
    case .question(let question): ask(question)
    case .forEach(let rows, let satisfy, let required): forEach(rows, satisfy, required: required)
    case .count(let rows, let bounds, let distinct): count(rows, bounds, distinct: distinct)
    case .sums(let rows, let left, let right): sums(rows, left: left, atLeast: right)
    case .linked(let link): linked(link)
    case .listed(let name, let list): listed(name, in: list)
    case .counterpart(let isVoid): counterpart(isVoid: isVoid)
    case .unique(let uniqueness): unique(uniqueness)
    case .exclusiveRoutes(let routes): exclusive(routes)
    case .notInRegister(let registers, let always): notRegistered(registers, evenConcluded: always)
    case .obligation(let obligation): self.obligation(obligation)
    case .promise(let target, let kept): evaluate(stage < .execution ? target : kept)
    case .quota: quota()
    case .quotaPer(let share, let topics): quota(per: share, topics: topics)
    case .envelope: envelope()
    case .programmeQuota(let limit): programmeQuota(limit)
    case .programmeEnvelope(let limit): programmeEnvelope(limit)
    case .guideCount(let counted, let number): guideCount(counted, announced: number)
    }
  }

  // MARK: combinators

  private mutating func all(_ parts: [Requirement]) -> Outcome {
    var outcome = Outcome.satisfied
    for part in parts {
      // A question that is asked only later leaves the decision to the other parts.
      if case .question(let question) = part, stage < question.from, parts.count > 1 { continue }
      outcome = outcome.and(evaluate(part))
    }
    return outcome
  }

  private mutating func any(_ parts: [Requirement]) -> Outcome {
    var outcome = Outcome.violated([])
    for part in parts { outcome = outcome.or(evaluate(part)) }
    return outcome
  }

  private mutating func unless(_ exception: Requirement, _ then: Requirement) -> Outcome {
    let excepted = condition(exception)
    if excepted.isSatisfied { return .satisfied }
    let outcome = evaluate(then)
    switch (excepted, outcome) {
    case (_, .satisfied): return .satisfied
    case (.violated, _): return outcome
    default: return settled(.undetermined(excepted.reasons + (outcome.isViolated ? [] : outcome.reasons)))
    }
  }

  private mutating func when(_ requirement: Requirement, _ then: Requirement) -> Outcome {
    let applies = condition(requirement)
    if applies.isViolated { return .satisfied }
    let outcome = evaluate(then)
    if applies.isSatisfied || outcome.isSatisfied { return outcome }
    return settled(.undetermined(applies.reasons + (outcome.isViolated ? [] : outcome.reasons)))
  }

  /// Evaluates a condition: what is missing there stays unknown, so that it neither costs nor saves anybody.
  mutating func condition(_ requirement: Requirement) -> Outcome {
    let before = settles
    settles = false
    defer { settles = before }
    return evaluate(requirement)
  }

  /// At the deadline an outcome that stays open because of something missing is violated.
  func settled(_ outcome: Outcome) -> Outcome {
    guard settles, case .undetermined(let reasons) = outcome else { return outcome }
    let missing = reasons.filter { $0.kind == .missing }
    return missing.isEmpty ? outcome : .violated(missing)
  }

  // MARK: facts

  @inline(__always)
  func value(_ slot: FieldSlot) -> Value? {
    guard slot.isMember else { return facts.value(at: slot) ?? rules.settings.value(at: slot) }
    return rows.last { $0.reference.list.slot == slot.list }?.row.values[Int(slot.slot)]
  }

  /// The row at hand in the list that holds `slot`.
  func reference(for slot: FieldSlot) -> RowReference? {
    guard slot.isMember else { return rows.last?.reference }
    return rows.last { $0.reference.list.slot == slot.list }?.reference
  }

  func text(_ slot: FieldSlot) -> String? {
    if case .text(let text) = value(slot) { return text }
    return nil
  }

  func amount(_ slot: FieldSlot) -> Amount? {
    switch value(slot) {
    case .number(let amount): amount
    case .money(let money): money.amount
    default: nil
    }
  }

  func money(_ slot: FieldSlot) -> Money? {
    switch value(slot) {
    case .money(let money): money
    case .number(let amount): Money(amount)
    default: nil
    }
  }

  func day(_ slot: FieldSlot) -> Day? {
    if case .day(let day) = value(slot) { return day }
    return nil
  }

  func firstStated(_ slots: [FieldSlot]) -> FieldSlot {
    slots.count == 1 ? slots[0] : slots.first { value($0) != nil } ?? slots[0]
  }

  /// The outcome of a fact that is not stated: who owes it decides what that means.
  func missing(_ slot: FieldSlot) -> Outcome {
    let row = reference(for: slot)
    switch dictionary.supplier(at: slot) {
    case .applicant:
      let reason = Reason(.missing, .notStated, field: slot, row: row)
      return settles ? .violated([reason]) : .undetermined([reason])
    case .award:
      let reason = Reason(.missing, .notStated, field: slot, row: row)
      if stage < .execution { return .waiting(.award, .notYet, field: slot) }
      return settles && stage == .acceptance ? .violated([reason]) : .undetermined([reason])
    case .officer: return .waiting(.officer, .notStated, field: slot)
    case .counterpart: return .waiting(.counterpart, .notStated, field: slot)
    case .register: return .waiting(.register, .notStated, field: slot)
    case .selection: return .waiting(.selection, .notStated, field: slot)
    case .guide: return .undetermined([Reason(.guide, .openInGuide, field: slot)])
    }
  }

  /// A fact the rules need but nobody is penalised for: the project period of a running count, another side's figures.
  func unknown(_ slot: FieldSlot) -> Outcome {
    .undetermined([Reason(.missing, .notStated, field: slot, row: reference(for: slot))])
  }
}
