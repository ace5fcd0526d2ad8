internal import CallGuide

/// What can be done in the programme apart from a single application.
package enum OfficeRight: String, CaseIterable, Sendable {
  /// Set dates, propose and approve extensions, write to all applicants of a topic.
  case administerCall
  /// Close, suspend and find accounts, remove a lost second factor. Decides nothing about applications.
  case manageAccounts
  /// Give and take offices, name endorsing bodies and an organisation's first office.
  case grantOffices
  /// Read what system and security administrators did.
  case readAdministration
  /// Erase what the journal keeps about a subject, where the law asks it.
  case eraseRecords
}

extension Actor.Office.Role {
  /// The table of rights that go with an office.
  package var rights: Set<OfficeRight> {
    switch self {
    case .officer: [.administerCall]
    case .agency, .expert, .auditor: []
    case .system: [.manageAccounts]
    case .security: [.grantOffices]
    case .auditAdmin: [.readAdministration, .eraseRecords]
    }
  }

  /// Administration of the system; the three are held by different people, and by nobody who decides about applications.
  package var isAdministration: Bool {
    switch self {
    case .system, .security, .auditAdmin: true
    case .officer, .agency, .expert, .auditor: false
    }
  }

  /// Whether one person may hold both.
  package func agrees(with other: Self) -> Bool {
    self == other || !(isAdministration || other.isAdministration)
  }
}

extension Actor {
  /// Whether one of its offices has the right, for everything or for `scope`.
  package func may(_ right: OfficeRight, scope: String = "") -> Bool {
    offices.contains { $0.role.rights.contains(right) && ($0.scope.isEmpty || $0.scope == scope) }
  }

  /// Refuses who has not the right.
  /// - Throws: `forbidden`; where only a second factor is wanting, the remedy says so.
  package func require(_ right: OfficeRight, scope: String = "") throws(CaseFailure) {
    if may(right, scope: scope) { return }
    if dormantOffices.contains(where: { $0.role.rights.contains(right) }) { throw .secondFactorFirst }
    throw .forbidden
  }

  /// Refuses who has not this place in an organisation.
  package func require(_ role: Membership.Role, in organisation: String) throws(CaseFailure) {
    guard isIn(organisation, as: role) else { throw .forbidden }
  }
}

extension CaseFailure {
  static let secondFactorFirst = CaseFailure(
    .forbidden, BilingualText(zh: "启用第二重验证后才能履行这项职责", en: "This office needs a second factor first"),
    remedy: BilingualText(
      zh: "请在“我的账户”中启用第二重验证，然后再试。", en: "Set one up under “My account”, then try again."))
}
