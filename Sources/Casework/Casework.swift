package import Eligibility
internal import CallGuide
internal import Ledger
package import Storage

/// The use cases: everything that changes what is stored, in the order of an application's life.
///
/// Clock, randomness, store and mail come in from outside. Each use case asks its right, does its work and records it in the
/// journal in one transaction; doing it twice changes nothing.
package struct Casework: Sendable {
  /// Where everything is kept.
  package let store: Store
  /// The call.
  package let rules: Rulebook
  /// The time.
  package let clock: Clock
  /// Random bytes fit for secrets.
  package let random: @Sendable (Int) -> [UInt8]
  /// What is set for accounts.
  package let accounts: AccountRules
  /// The version of the guide: a short hash of its texts.
  package let guide: String
  /// The form of each topic before the award, by its number.
  package let forms: [String: Form]

  /// Use cases over a store.
  package init(
    store: Store, rules: Rulebook, clock: Clock, random: @escaping @Sendable (Int) -> [UInt8],
    accounts: AccountRules = AccountRules()
  ) {
    self.store = store
    self.rules = rules
    self.clock = clock
    self.random = random
    self.accounts = accounts
    forms = Dictionary(
      uniqueKeysWithValues: rules.call.topics.map { ($0.id, rules.form(for: $0, isComplete: true).asked()) })
    let texts = rules.call.documents.flatMap { Array($0.text.raw.utf8) }
    guide = String(Hash.of(texts).description.prefix(16))
  }

  /// A new random id: 26 lower-case characters, 130 bits.
  package func newID() -> String { Base32.encode(random(17), count: 26) }
}
