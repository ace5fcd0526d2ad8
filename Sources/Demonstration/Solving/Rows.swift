internal import CallGuide
internal import Eligibility

// Rows that a clause counts: added, judged and bent so that they meet a condition.
extension Solver {
  /// Mends what is about rows: too few, too many, rows without a link.
  func mendList(_ plan: inout Plan, clause: String, _ reason: Reason) {
    for option in rules.rules[clause]?.options ?? [] {
      for part in RequirementWalk.parts(of: option.requirement) {
        switch (part, reason.cause) {
        case (.count(let rows, let bounds, _), .tooFew) where rows.list == reason.field:
          add(&plan, rows, until: (bounds.atLeast ?? bounds.equals)?.whole ?? 1)
        case (.forEach(let rows, _, true), .tooFew) where rows.list == reason.field:
          add(&plan, rows, until: 1)
        case (.count(let rows, let bounds, _), .tooMany) where rows.list == reason.field:
          remove(&plan, rows, downTo: (bounds.atMost ?? bounds.equals)?.whole ?? 0)
        case (.linked(let link), .noLink):
          guard let row = reason.row?.index else { continue }
          var new = composer.row(of: rules.dictionary.field(at: link.list))
          new[link.by] = plan[Spot(slot: link.to, row: row)]
          plan.lists[link.list.slot, default: []].append(new)
        default: continue
        }
      }
    }
  }

  /// Adds rows until so many meet the condition.
  func add(_ plan: inout Plan, _ rows: Rows, until wanted: Int) {
    let list = rules.dictionary.field(at: rows.list)
    var count = plan.lists[rows.list.slot, default: []].count { holds(rows.condition, $0) }
    while count < wanted, plan.lists[rows.list.slot, default: []].count < 30 {
      var row = newRow(of: list, rows.condition, in: plan)
      rows.condition.map { impose($0, on: &row) }
      plan.lists[rows.list.slot, default: []].append(row)
      count += 1
    }
  }

  private func remove(_ plan: inout Plan, _ rows: Rows, downTo wanted: Int) {
    var kept = 0
    plan.lists[rows.list.slot]?.removeAll { row in
      guard holds(rows.condition, row) else { return false }
      kept += 1
      return kept > wanted
    }
  }

  /// A new row; an organisation takes the next seat of the side and kind asked for.
  private func newRow(of list: Field, _ condition: Requirement?, in plan: Plan) -> [FieldSlot: Piece] {
    guard list.id == "org" else {
      return composer.row(of: list, number: plan.lists[list.slot.slot]?.count ?? 0)
    }
    let codes = RequirementWalk.codes(condition)
    let kind = codes.lazy.compactMap(InventedOrganisation.Kind.init).first ?? .institute
    let isForeign =
      !codes.contains("CN") && !codes.contains("participant")
      && codes.contains { $0.hasPrefix("foreign") || rules.countries[$0] != nil }
    return composer.organisation(
      Seat(isForeign: isForeign, kind: kind, ordinal: plan.lists[list.slot.slot]?.count ?? 1))
  }

  /// Bends a row so that it meets a condition.
  func impose(_ condition: Requirement, on row: inout [FieldSlot: Piece]) {
    switch condition {
    case .all(let parts): for part in parts { impose(part, on: &row) }
    case .any(let parts): if let first = parts.first { impose(first, on: &row) }
    case .member(let membership):
      guard !holds(condition, row) else { return }
      row[membership.field] = code(
        Spot(slot: membership.field, row: 0), membership.codes, isAmong: membership.isAmong)
    case .compare(let comparison):
      if !holds(condition, row) {
        row[comparison.field] = Self.number(within: comparison.bounds, like: row[comparison.field])
      }
    case .truth(let slot, let flag): row[slot] = .text(flag ? "true" : "false")
    case .stated(let slots):
      for slot in slots where row[slot] == nil {
        row[slot] = composer.piece(rules.dictionary.field(at: slot))
      }
    case .date(let test):
      if case .day(let limit) = test.limit, let slot = test.field.first {
        row[slot] = Self.day(test.order, limit)
      }
    default: break
    }
  }

  /// Whether a row meets a condition, as far as a plan can tell.
  func holds(_ condition: Requirement?, _ row: [FieldSlot: Piece]) -> Bool {
    switch condition {
    case nil: return true
    case .all(let parts): return parts.allSatisfy { holds($0, row) }
    case .any(let parts): return parts.contains { holds($0, row) }
    case .member(let membership):
      guard let code = code(of: row[membership.field]) else { return false }
      return membership.codes.contains(code) == membership.isAmong
    case .compare(let comparison):
      guard case .text(let text) = row[comparison.field], let amount = try? Amount.read(text) else {
        return false
      }
      return comparison.bounds.contain(amount)
    case .truth(let slot, let flag): return row[slot] == .text(flag ? "true" : "false")
    case .stated(let slots): return slots.allSatisfy { row[$0] != nil }
    default: return true
    }
  }

  /// The code a piece stands for; the partner's country is any partner's.
  private func code(of piece: Piece?) -> String? {
    switch piece {
    case .text(let code): code
    case .part(.country): composer.partners.first?.country ?? "foreign"
    case .part(.organisation(let seat, .country)): seat.isForeign ? composer.partners.first?.country : "CN"
    default: nil
    }
  }
}
