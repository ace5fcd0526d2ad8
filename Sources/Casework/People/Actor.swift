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
  }

  /// The account's id, which is also its pseudonym in the journal.
  package var account: String
  package var email: String
  package var name: BilingualText
  package var language: Language
  package var memberships: [Membership]
  package var offices: [Office]

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
