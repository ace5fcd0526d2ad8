internal import CallGuide

extension Requirement {
  /// Every field a requirement looks at: what the form must ask.
  func collectFields(into fields: inout Set<FieldSlot>, slots: KnownSlots) {
    switch self {
    case .information, .question, .programmeQuota, .programmeEnvelope: break
    case .preference(let inner): inner.collectFields(into: &fields, slots: slots)
    case .all(let parts), .any(let parts):
      for part in parts { part.collectFields(into: &fields, slots: slots) }
    case .unless(let first, let second), .when(let first, let second), .promise(let first, let second):
      first.collectFields(into: &fields, slots: slots)
      second.collectFields(into: &fields, slots: slots)
    case .member(let membership): fields.insert(membership.field)
    case .area: fields.insert(slots.area)
    case .compare(let comparison): fields.insert(comparison.field)
    case .compareFields(let comparison):
      fields.formUnion(comparison.left + comparison.right)
      if let rate = comparison.rate { fields.insert(rate) }
    case .date(let test):
      fields.formUnion(test.field)
      if case .field(let slot) = test.limit { fields.insert(slot) }
    case .elapsed(let test):
      fields.insert(test.since)
      if case .field(let slot) = test.until { fields.insert(slot) }
    case .age(let test):
      fields.insert(test.born)
      if case .field(let slot) = test.on { fields.insert(slot) }
    case .duration: fields.formUnion([slots.months, slots.start, slots.end])
    case .stated(let slots): fields.formUnion(slots)
    case .truth(let slot, _), .attestation(let slot), .attached(let slot, _), .issuerIndependent(let slot):
      fields.insert(slot)
      if case .issuerIndependent = self {
        fields.formUnion([slots.organisations, slots.orgName, slots.orgSide, slots.orgSupervisor])
      }
    case .titleFormat(let format): fields.formUnion([format.field, format.country])
    case .yearOf(let year): fields.formUnion([year.year, year.identifier])
    case .states(let slot, _): fields.insert(slot)
    case .signed(let slot, _):
      fields.formUnion([slot, slots.organisations, slots.orgName, slots.orgRole, slots.orgFormerNames])
    case .sameAs(let first, let second), .agrees(let first, let second),
      .distinctFiles(let first, let second):
      fields.formUnion([first, second])
    case .forEach(let rows, let satisfy, _):
      rows.collectFields(into: &fields, slots: slots)
      satisfy.collectFields(into: &fields, slots: slots)
    case .count(let rows, _, let distinct):
      rows.collectFields(into: &fields, slots: slots)
      if let distinct { fields.insert(distinct) }
    case .sums(let rows, let left, let right):
      rows.collectFields(into: &fields, slots: slots)
      fields.formUnion([left, right])
    case .linked(let link): fields.formUnion([link.list, link.by, link.to])
    case .listed(let slot, let other): fields.formUnion([slot, other])
    case .counterpart:
      fields.formUnion([
        slots.leaderName, slots.leaderPinyin, slots.foreignLeader, slots.organisations, slots.orgName,
        slots.orgRole, slots.reference,
        slots.listStatus,
      ])
    case .unique(let test): fields.formUnion(test.key + test.also)
    case .exclusiveRoutes:
      fields.formUnion([
        slots.country, slots.title, slots.area, slots.organisations, slots.orgName, slots.orgRole,
      ])
    case .notInRegister(let registers, _):
      fields.formUnion(registers + [slots.title, slots.organisations, slots.orgName, slots.orgRole])
    case .obligation(let obligation):
      obligation.rows.collectFields(into: &fields, slots: slots)
      fields.formUnion([slots.start, slots.end, slots.months])
      fields.formUnion(
        [obligation.plan, obligation.distinct, obligation.stay?.from, obligation.stay?.to, obligation.on]
          .compactMap { $0 })
    case .quota: fields.formUnion([slots.selectionCount, slots.guideQuota])
    case .quotaPer(let share, _):
      fields.formUnion([
        slots.selectionProjects, slots.selectionCount, share == .country ? slots.country : slots.area,
      ])
    case .envelope: fields.formUnion([slots.grantTotal, slots.guideEnvelope])
    case .guideCount: fields.insert(slots.guideTopics)
    }
  }
}

extension Rows {
  func collectFields(into fields: inout Set<FieldSlot>, slots: KnownSlots) {
    fields.insert(list)
    condition?.collectFields(into: &fields, slots: slots)
  }
}
