package import CallGuide

/// Who acts: a signed-in account with what it was granted. Rights are always read with it, never remembered apart.
package struct Actor: Sendable, Hashable {
  /// A place in an organisation.
  package struct Membership: Sendable, Hashable {
    /// What one may be in an organisation.
    package enum Role: String, CaseIterable, Sendable { case member, office, endorser }
    package var organisation: String
    package var name: BilingualText
    package var role: Role

    package init(organisation: String, name: BilingualText, role: Role) {
      self.organisation = organisation
      self.name = name
      self.role = role
    }
  }

  /// A place in the programme.
  package struct Office: Sendable, Hashable {
    /// What one may be in the programme; system, security and audit administration are apart from each other.
    package enum Role: String, CaseIterable, Sendable {
      case officer, agency, expert, auditor, system, security, auditAdmin
    }
    package var role: Role
    /// A topic's number, an agency's code, or everything when empty.
    package var scope: String

    package init(role: Role, scope: String = "") {
      self.role = role
      self.scope = scope
    }
  }

  /// The account's id, which is also its pseudonym in the journal.
  package var account: String
  package var email: String
  package var name: BilingualText
  package var language: Language
  package var memberships: [Membership]
  /// The offices it may act in now.
  package var offices: [Office]
  /// Offices it was given but may not act in before it has a second factor.
  package var dormantOffices: [Office] = []
  /// Whether the account has a second factor; every session of such an account has passed it.
  package var hasSecondFactor = false
  /// Whether it is one of the accounts shown on the demonstration's sign-in page.
  package var isDemonstration = false
  /// SHA-256 of its session's token: tells its own session from its others. Empty outside a session.
  package var session: [UInt8] = []

  package init(
    account: String, email: String, name: BilingualText, language: Language, memberships: [Membership],
    offices: [Office]
  ) {
    self.account = account
    self.email = email
    self.name = name
    self.language = language
    self.memberships = memberships
    self.offices = offices
  }

  /// Whether it holds an office for everything or for `scope`.
  package func holds(_ role: Office.Role, scope: String = "") -> Bool {
    offices.contains { $0.role == role && ($0.scope.isEmpty || $0.scope == scope) }
  }

  /// Whether it is this in an organisation.
  package func isIn(_ organisation: String, as role: Membership.Role) -> Bool {
    memberships.contains { $0.organisation == organisation && $0.role == role }
  }
}
