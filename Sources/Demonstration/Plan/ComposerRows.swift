internal import CallGuide
internal import Eligibility

// Rows of lists: organisations, people, tasks, signatories, plans.
extension Composer {
  /// The rows of a list.
  func rows(of list: Field, in plan: Plan) -> [[FieldSlot: Piece]] {
    if list.absentMeansEmpty { return [] }
    switch list.id {
    case "org": return seats.map { organisation($0) }
    case "person": return (0..<4).map { member in row(of: list) { person($0, member) } }
    case "app.tasks":
      return (0..<4).map { number in
        row(of: list) { name in
          switch name {
          case "id": .text("T\(number + 1)")
          case "kind": .text(number == 3 ? "labBuilding" : "research")
          case "text": .part(.task(number, isBuilding: number == 3))
          case "workPackage": .text("WP\(number + 2)")
          default: nil
          }
        }
      }
    case "app.indicators":
      return (0..<4).map { number in
        row(of: list) { name in
          switch name {
          case "task": .text("T\(number + 1)")
          case "measure": .text(["联合发表论文", "申请发明专利", "技术示范", "联合培养人员"][number])
          case "target": .text(["4篇", "3项", "2处", "6人"][number])
          default: nil
          }
        }
      }
    case "evidence.pastCooperation":
      return (0..<3).map { number in
        row(of: list) { name in
          switch name {
          case "kind": .text(["paper", "agreement", "project"][number])
          case "text": .part(.past(number))
          default: nil
          }
        }
      }
    case "app.budget.years":
      return (0..<max(1, (plan.months + 11) / 12)).map { number in
        row(of: list) { $0 == "year" ? .part(.year(number)) : nil }
      }
    case "he.chinesePartners": return parties(of: list, in: plan) { !$0.isForeign }
    case "doc.consortiumAgreement.signatories": return parties(of: list, in: plan) { !$0.isForeign }
    default:
      let isSigned = rules.dictionary.members(of: list).contains { $0.id == list.id + ".kind" }
      if isSigned, list.id.hasSuffix(".signatories") { return parties(of: list, in: plan) { _ in true } }
      return (0..<2).map { number in row(of: list, number: number) }
    }
  }

  /// One row: what `known` says by a member's name, else by the member's type.
  func row(of list: Field, number: Int = 0, known: (String) -> Piece? = { _ in nil }) -> [FieldSlot: Piece] {
    var row: [FieldSlot: Piece] = [:]
    for member in members(of: list) {
      let name = String(member.id.dropFirst(list.id.count + 1))
      row[member.slot] = known(name) ?? byName(name, number) ?? piece(member)
    }
    return row
  }

  /// The members the form asks for.
  private func members(of list: Field) -> [Field] {
    let question = form.questions.first { $0.field.slot == list.slot }
    return question?.members.map(\.field) ?? []
  }

  private func byName(_ name: String, _ number: Int) -> Piece? {
    switch name {
    case "id": .text(String(number + 1))
    case "when": .part(.month(6 + number * 6))
    case "months": .text("3")
    case "participants": .text("80")
    default: nil
    }
  }

  private func person(_ name: String, _ number: Int) -> Piece? {
    switch name {
    case "name": .part(.member(number, .name))
    case "idNumber": .part(.member(number, .identity))
    case "birthDate": .part(.member(number, .birth))
    case "gender": .part(.member(number, .gender))
    case "otherProjects": .text("0")
    default: nil
    }
  }

  // MARK: organisations

  private var seats: [Seat] {
    let lead: [Seat]
    switch team {
    case .pair:
      lead = [Seat(isForeign: false, kind: .university, ordinal: 0)]
    case .consortium:
      lead = [
        Seat(isForeign: false, kind: .institute, ordinal: 0),
        Seat(isForeign: false, kind: .university, ordinal: 1),
      ]
    case .industry:
      lead = [
        Seat(isForeign: false, kind: .enterprise, ordinal: 0),
        Seat(isForeign: false, kind: .university, ordinal: 1),
      ]
    }
    let foreign = Seat(isForeign: true, kind: team == .consortium ? .institute : .university, ordinal: 0)
    return lead + [foreign]
  }

  /// An organisation's row.
  func organisation(_ seat: Seat) -> [FieldSlot: Piece] {
    guard let list = rules.dictionary.field("org") else { return [:] }
    let share = seat.ordinal == 0 ? grant - Amount(20 * max(0, seats.count - 2)) : Amount(20)
    return row(of: list) { name in
      switch name {
      case "id": .text((seat.isForeign ? "F" : "C") + String(seat.ordinal + 1))
      case "name": .part(.organisation(seat, .name))
      case "formerNames", "supervisor": nil
      case "creditCode": .part(.organisation(seat, .registration))
      case "role":
        .text(
          seat.isForeign
            ? seat.ordinal == 0 ? "foreignLead" : "foreignParticipant"
            : seat.ordinal == 0 ? "lead" : "participant")
      case "side": seat.isForeign ? .part(.country) : .text("CN")
      case "type": .text(seat.kind.rawValue)
      case "registeredOn": .part(.organisation(seat, .founded))
      case "registeredCountry": .part(.organisation(seat, .country))
      case "registeredRegion": seat.isForeign ? .part(.region) : nil
      case "legalPerson": .text("true")
      case "profile": .part(.organisation(seat, .profile))
      case "grantShare": seat.isForeign ? .fixed(Amount(0), currency: "CNY") : .scaled(share, currency: "CNY")
      case "matching":
        seat.kind == .enterprise && !seat.isForeign
          ? .scaled(share + Amount(10), currency: "CNY")
          : seat.isForeign || seat.ordinal > 0
            ? .fixed(Amount(0), currency: "CNY") : .scaled(Amount(40), currency: "CNY")
      default: nil
      }
    }.filter { slot, _ in
      // Nobody has an earlier name or a supervising body by default.
      let id = rules.dictionary.field(at: slot).id
      return id != "org.formerNames" && id != "org.supervisor"
        && (seat.isForeign || id != "org.registeredRegion")
    }
  }

  /// One row for each of the organisations.
  private func parties(of list: Field, in plan: Plan, _ belongs: (Seat) -> Bool) -> [[FieldSlot: Piece]] {
    guard let name = rules.dictionary.field("org.name"), let organisations = plan.lists[name.slot.list] else {
      return []
    }
    return organisations.compactMap { organisation in
      guard case .part(.organisation(let seat, .name)) = organisation[name.slot], belongs(seat) else {
        return nil
      }
      var row = row(of: list) { member in
        switch member {
        case "name": .part(.organisation(seat, .name))
        case "kind": .text("organisation")
        case "declined": .text("false")
        default: nil
        }
      }
      // A legal person belongs to none.
      for slot in row.keys where rules.dictionary.field(at: slot).id.hasSuffix(".of") { row[slot] = nil }
      return row
    }
  }

  // MARK: promises

  /// As many planned visits, stays or events as are promised, each as promised.
  func keepPlanned(_ obligation: Obligation, in plan: inout Plan) {
    guard let slot = obligation.plan else { return }
    let list = rules.dictionary.field(at: slot)
    let members = members(of: list)
    guard !members.isEmpty else { return }
    var rows = plan.lists[slot.slot]?.filter { !$0.isEmpty } ?? []
    // The rows every list begins with are replaced by the first promise.
    if rows == self.rows(of: list, in: plan) { rows = [] }
    let wanted = RequirementWalk.codes(obligation.rows.condition)
    for number in 0..<obligation.atLeast {
      rows.append(
        row(of: list, number: number) { name in
          switch name {
          case "side":
            wanted.first { ["CN", "foreign"].contains($0) || rules.countries[$0] != nil }
              .map { $0 == "CN" ? .text("CN") : .part(.country) }
          case "title": .text("中外联合学术研讨会（第\(number + 1)届）")
          default: nil
          }
        })
    }
    guard rows.count <= 24 else { return }
    plan.lists[slot.slot] = rows
  }
}
