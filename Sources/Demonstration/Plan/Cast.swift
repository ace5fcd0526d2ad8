internal import CallGuide
internal import Eligibility

/// Who and what fills a plan's parts in one application.
struct Cast: Sendable {
  var seed: UInt64
  var number: Int
  var leader: InventedPerson
  var members: [InventedPerson]
  var foreignLeader: String
  var lead: InventedOrganisation
  var endorser: (organisation: InventedOrganisation, kind: String)
  var partner: Plan.Partner
  var partnerName: BilingualText
  /// The country as titles call it.
  var partnerShort: String
  var area: (code: String?, words: String?)
  var theme: Theme
  var title: BilingualText
  /// Thousandths by which money is scaled, in whole hundredths, so that sums of whole 万元 stay sums.
  var scale: Int
  var today: Day
  var start: Day
  var months: Int
  /// Which organisations other than the lead take part.
  var company: Int

  func organisation(_ seat: Seat) -> InventedOrganisation {
    if seat.isForeign {
      return .foreign(
        seat.kind, (company + seat.ordinal * 3) % 12, country: partner.country, named: partnerName, seed: seed
      )
    }
    if seat.ordinal == 0 { return lead }
    // Of the same kind, but never the lead itself.
    let other = InventedOrganisation.chinese(seat.kind, (company + seat.ordinal) % 240)
    return other == lead ? .chinese(seat.kind, (company + seat.ordinal + 1) % 240) : other
  }

  func text(_ part: Part) -> String? {
    switch part {
    case .title: title.zh
    case .abstract: theme.abstract(partner: partnerName.zh, partnerEn: partnerName.en)
    case .area: nil
    case .country: partner.country
    case .region: partner.region
    case .months: String(months)
    case .start: start.description
    case .end: start.adding(months: months).adding(days: -1).description
    case .serial: String(101_000_000 + (number &* 7919 + Int(seed % 1000)) % 900_000)
    case .ministry: "Demo Ministry of Science and Technology, \(partnerName.en)"
    case .leader(let part): text(part, of: leader)
    case .foreignLeader: foreignLeader
    case .member(let index, let part): text(part, of: members[index % max(1, members.count)])
    case .organisation(let seat, let part): text(part, of: organisation(seat))
    case .endorser: endorser.organisation.name.zh
    case .endorserKind: endorser.kind
    case .task(let number, let isBuilding): theme.task(number, isBuilding: isBuilding)
    case .past(let number): theme.past(number, partner: partnerName.zh)
    case .year(let offset): String(start.parts.year + offset)
    case .month(let offset): String(start.adding(months: offset).description.prefix(7))
    }
  }

  private func text(_ part: Part.PersonPart, of person: InventedPerson) -> String {
    switch part {
    case .name: person.name.zh
    case .pinyin: person.name.en
    case .birth: person.birth
    case .identity: person.identityNumber
    case .gender: person.isWoman ? "female" : "male"
    }
  }

  private func text(_ part: Part.OrganisationPart, of organisation: InventedOrganisation) -> String? {
    switch part {
    case .name: organisation.country == "CN" ? organisation.name.zh : organisation.name.en
    case .registration: organisation.registration
    case .founded: organisation.founded
    case .country: organisation.country
    case .region: partner.region
    case .profile:
      "\(organisation.name.zh)长期从事\(theme.field.zh)研究，管理规范，设有专门实验平台和国际合作团队，具备承担本项目的人员、仪器和经费条件。"
    }
  }
}
