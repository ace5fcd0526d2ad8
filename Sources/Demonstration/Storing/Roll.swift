internal import CallGuide
internal import Casework
internal import Ledger
internal import Storage

/// The accounts and organisations that invented applications need, each written when it is first needed.
struct Roll: Sendable {
  /// A person or organisation still to be written.
  enum Entry: Sendable {
    case organisation(id: String, InventedOrganisation)
    case account(id: String, email: String, name: BilingualText)
    case membership(account: String, organisation: String, role: Actor.Membership.Role)
  }

  private var known: Set<String> = []

  /// An id that only depends on what it is for.
  static func id(_ name: String) -> String { Base32.encode(Hash.of(Array(name.utf8)).bytes, count: 26) }

  static func id(of organisation: InventedOrganisation) -> String { id("organisation " + organisation.key) }

  /// The account that confirms or endorses for an organisation.
  static func desk(of organisation: InventedOrganisation) -> String { id("desk " + organisation.key) }

  /// What has to be written before an organisation can act, with somebody at its desk.
  mutating func need(_ organisation: InventedOrganisation, as role: Actor.Membership.Role) -> [Entry] {
    guard known.insert(organisation.key).inserted else { return [] }
    let id = Self.id(of: organisation)
    let desk = Self.desk(of: organisation)
    let title =
      role == .endorser
      ? BilingualText(zh: "推荐办公室", en: "Endorsement desk") : BilingualText(zh: "科研处", en: "Research office")
    return [
      .organisation(id: id, organisation),
      .account(
        id: desk, email: "office-\(organisation.key.lowercased())@\(Marks.mailDomain)",
        name: BilingualText(zh: organisation.name.zh + title.zh, en: "\(title.en), \(organisation.name.en)")),
      .membership(account: desk, organisation: id, role: role),
    ]
  }

  /// What has to be written before a leader can start an application.
  func need(_ leader: InventedPerson, id: String, at organisation: InventedOrganisation) -> [Entry] {
    [
      .account(id: id, email: leader.email, name: leader.name),
      .membership(account: id, organisation: Self.id(of: organisation), role: .member),
    ]
  }

  /// Writes an entry; what is there already stays as it is.
  static func write(_ entry: Entry, at time: Instant, _ transaction: Transaction) throws {
    switch entry {
    case .organisation(let id, let organisation):
      try transaction.run(
        """
        INSERT INTO organisation (id, name_zh, name_en, credit_code, country, kind, founded, created)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING
        """, .text(id), .text(organisation.name.zh), .text(organisation.name.en),
        .text(organisation.registration), .text(organisation.country), .text(organisation.kind.rawValue),
        .text(organisation.founded), .integer(time.milliseconds))
    case .account(let id, let email, let name):
      try transaction.run(
        """
        INSERT INTO account (id, email, name_zh, name_en, language, created) VALUES ($1, $2, $3, $4, 'zh', $5)
        ON CONFLICT (id) DO NOTHING
        """, .text(id), .text(email), .text(name.zh), .text(name.en), .integer(time.milliseconds))
    case .membership(let account, let organisation, let role):
      try transaction.run(
        """
        INSERT INTO membership (account, organisation, role, granted) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account, organisation, role) DO NOTHING
        """, .text(account), .text(organisation), .text(role.rawValue), .integer(time.milliseconds))
    }
  }
}
