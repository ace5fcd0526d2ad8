internal import CallGuide
internal import Eligibility

/// A value an application states, before people, places and figures are filled in.
enum Piece: Hashable, Sendable {
  /// The same in every application: a code, a number, a text.
  case text(String)
  /// A research area in the applicant's own words.
  case words(String)
  /// What differs from application to application.
  case part(Part)
  /// Money in 万 that every application scales alike, so that sums and comparisons between fields keep.
  case scaled(Amount, currency: String)
  /// Money that stays.
  case fixed(Amount, currency: String)
  /// Some day of a period, both ends included.
  case day(Day, Day)
  /// Items a document states or does not, by code.
  case items([String: Bool])
  /// Boxes ticked.
  case ticked([String])
  /// A declaration made or refused, and to whom.
  case declared(Bool, isAddressed: Bool)
  /// An attached document.
  case file(String)
}

/// What differs from application to application.
enum Part: Hashable, Sendable {
  case title, abstract, area, country, region, months, start, end, serial, ministry
  case leader(PersonPart)
  case foreignLeader
  case member(Int, PersonPart)
  case organisation(Seat, OrganisationPart)
  case endorser, endorserKind
  case task(Int, isBuilding: Bool)
  case past(Int)
  /// A month, so many after the start.
  case month(Int)
  /// A calendar year of the project, from 0.
  case year(Int)

  enum PersonPart: Hashable, Sendable { case name, pinyin, birth, identity, gender }
  enum OrganisationPart: Hashable, Sendable { case name, registration, founded, country, region, profile }
}

/// An organisation's place in an application; who takes it is cast later.
struct Seat: Hashable, Sendable {
  var isForeign: Bool
  var kind: InventedOrganisation.Kind
  /// 0 leads.
  var ordinal: Int
}

/// Where in an application a value stands: a field, and the row where the field is a list's member.
struct Spot: Hashable, Sendable {
  var slot: FieldSlot
  var row: Int?
}

/// An application without names and figures: what hundreds of believable ones have in common.
struct Plan: Hashable, Sendable {
  var single: [FieldSlot: Piece] = [:]
  /// Rows of each list, by the list's own slot number.
  var lists: [Int32: [[FieldSlot: Piece]]] = [:]
  /// Length of the project.
  var months = 24
  /// Prefix and suffix of a laboratory's title, where the call asks for that form.
  var laboratory: Laboratory?
  /// Where partners may be.
  var partners: [Partner] = []

  struct Laboratory: Hashable, Sendable {
    var prefix: String
    var suffix: String
  }

  struct Partner: Hashable, Sendable {
    var country: String
    var region: String?
  }

  subscript(spot: Spot) -> Piece? {
    get {
      guard let row = spot.row else { return single[spot.slot] }
      guard let rows = lists[spot.slot.list], rows.indices.contains(row) else { return nil }
      return rows[row][spot.slot]
    }
    set {
      guard let row = spot.row else {
        single[spot.slot] = newValue
        return
      }
      guard lists[spot.slot.list]?.indices.contains(row) == true else { return }
      lists[spot.slot.list]?[row][spot.slot] = newValue
    }
  }

  /// The kind of organisation that leads.
  func leadKind(_ name: FieldSlot?) -> InventedOrganisation.Kind {
    guard let name else { return .university }
    for row in lists[name.list] ?? [] {
      if case .part(.organisation(let seat, .name)) = row[name], !seat.isForeign, seat.ordinal == 0 {
        return seat.kind
      }
    }
    return .university
  }
}
