package import CallGuide
internal import Eligibility
package import Ledger
internal import Storage

/// Who holds an office.
package struct OfficeNote: Sendable, Hashable {
  package var account: String
  package var name: BilingualText
  package var email: String
  package var office: Actor.Office
  package var since: Instant
  /// Who gave it; `nil` for the first ones.
  package var by: BilingualText?
  /// Whether it counts: the holder has a second factor.
  package var isAwake: Bool
}

// Offices of the programme: given and taken by the security administrator, never to oneself, each a journal entry.
/// An administrator of a new store, with the link that sets the first password, usable once.
package struct AppointedAdministrator: Sendable, Hashable {
  package var role: Actor.Office.Role
  package var email: String
  package var link: String
}

extension Casework {
  /// Everybody who holds an office.
  /// - Throws: `forbidden` for whoever neither grants offices nor reads what administrators do.
  package func officeHolders(_ actor: Actor) async throws -> [OfficeNote] {
    if !actor.may(.readAdministration) { try actor.require(.grantOffices) }
    return try await store.read { connection in
      try connection.rows(
        """
        SELECT a.id, a.name_zh, a.name_en, a.email, o.role, o.scope, o.granted, b.name_zh, b.name_en,
          CASE WHEN a.totp IS NOT NULL OR a.demonstration = 1 THEN 1 ELSE 0 END
        FROM office o JOIN account a ON a.id = o.account LEFT JOIN account b ON b.id = o.granted_by
        ORDER BY o.role, o.scope, a.name_zh, a.id LIMIT 2000
        """
      ).compactMap { row in
        Actor.Office.Role(rawValue: row.text(4)).map { role in
          OfficeNote(
            account: row.text(0), name: BilingualText(zh: row.text(1), en: row.text(2)), email: row.text(3),
            office: Actor.Office(role: role, scope: row.text(5)),
            since: Instant(milliseconds: row.integer(6)),
            by: row.textIfAny(7).map { BilingualText(zh: $0, en: row.text(8)) }, isAwake: row.int(9) == 1)
        }
      }
    }
  }

  /// Gives an office to the account with an address.
  /// - Throws: `forbidden`; `notFound` for field `email`; `invalid` for field `scope`; `conflict` with an office that does not agree.
  package func grantOffice(_ office: Actor.Office, toEmail typed: String, by actor: Actor) async throws {
    let email = try EmailAddress.read(typed)
    try require(scope: office)
    try await store.write { transaction in
      let actor = try Self.fresh(actor, transaction)
      try actor.require(.grantOffices)
      guard
        let id = try transaction.row(
          "SELECT id FROM account WHERE email = $1 AND closed IS NULL AND suspended IS NULL", .text(email))?
          .text(0)
      else { throw CaseFailure.noAccountFor(email) }
      guard id != actor.account else { throw CaseFailure.notToOneself }
      let person = try Self.actor(account: id, transaction)
      try addOffice(office, to: person, by: actor.account, transaction)
      try mail(
        to: person.email, person.language,
        subject: BilingualText(
          zh: "您已被授予\(office.role.title.zh)职责", en: "You were made \(office.role.title.en)"),
        body: BilingualText(
          zh: "\(person.name.zh)：\n\n您已被授予\(office.role.title.zh)职责。启用第二重验证后即可履职：\n\(accounts.site)/account",
          en:
            "Dear \(person.name.en),\n\nYou were made \(office.role.title.en). The office can be exercised once a second factor is set up:\n\(accounts.site)/account"
        ), transaction)
    }
  }

  /// An officer's or auditor's scope is a topic, an agency's its code; the others have none.
  private func require(scope office: Actor.Office) throws(CaseFailure) {
    let fits =
      switch office.role {
      case .officer, .auditor, .expert: office.scope.isEmpty || rules.call.topic(office.scope) != nil
      case .agency: !office.scope.isEmpty && office.scope.utf8.count <= 40
      case .system, .security, .auditAdmin: office.scope.isEmpty
      }
    guard fits else {
      throw CaseFailure(
        .invalid,
        BilingualText(
          zh: "职责范围「\(office.scope.prefix(40))」不对",
          en: "“\(office.scope.prefix(40))” is no scope of this office"),
        remedy: BilingualText(
          zh: "项目官员、专家和审计员填指南方向编号或留空（全部），资助机构填机构代码，管理员留空。",
          en:
            "A topic’s number or nothing for officers, experts and auditors, an agency’s code, nothing for administrators."
        ), field: "scope")
    }
  }

  func addOffice(_ office: Actor.Office, to person: Actor, by granter: String?, _ transaction: Transaction)
    throws
  {
    let held = person.offices + person.dormantOffices
    if held.contains(office) { return }
    if let other = held.first(where: { !$0.role.agrees(with: office.role) }) {
      throw CaseFailure.disagreeing(office.role, other.role)
    }
    try transaction.run(
      "INSERT INTO office (account, role, scope, granted, granted_by) VALUES ($1, $2, $3, $4, $5)",
      .text(person.account), .text(office.role.rawValue), .text(office.scope),
      .integer(clock.now().milliseconds),
      .optional(granter))
    try record(
      "officeGranted", subject: person.account, by: granter ?? person.account,
      details: ["role": office.role.rawValue, "scope": office.scope], transaction)
  }

  /// Takes an office away; one's own may be laid down by its holder, except the last security administrator's.
  package func revokeOffice(_ office: Actor.Office, of account: String, by actor: Actor) async throws {
    try await store.write { transaction in
      let actor = try Self.fresh(actor, transaction)
      if account != actor.account { try actor.require(.grantOffices) }
      let removed = try transaction.run(
        "DELETE FROM office WHERE account = $1 AND role = $2 AND scope = $3", .text(account),
        .text(office.role.rawValue), .text(office.scope))
      guard removed == 1 else { return }
      if office.role == .security,
        try transaction.row("SELECT 1 FROM office WHERE role = 'security' LIMIT 1") == nil
      {
        throw CaseFailure.lastSecurity
      }
      try record(
        "officeRevoked", subject: account, by: actor.account,
        details: ["role": office.role.rawValue, "scope": office.scope], transaction)
    }
  }

  /// Makes the first administrators of a new store and mails each a link to set a password.
  ///
  /// The three are different people. It works while there is no security administrator, so nobody gains an office by it later.
  /// - Throws: `conflict` when there is one already or two addresses are the same; `invalid` for an address.
  /// - Returns: each with its link, for whoever founds the store before mail works.
  @discardableResult
  package func appointFirst(system: String, security: String, audit: String, language: Language = .zh)
    async throws -> [AppointedAdministrator]
  {
    let appointed: [(Actor.Office.Role, String)] = try [
      (.system, system), (.security, security), (.auditAdmin, audit),
    ]
    .map { role, typed in (role, try EmailAddress.read(typed, field: role.rawValue)) }
    guard Set(appointed.map(\.1)).count == 3 else { throw CaseFailure.onePersonEach }
    return try await store.write { transaction in
      guard try transaction.row("SELECT 1 FROM office WHERE role = 'security' LIMIT 1") == nil else {
        throw CaseFailure.alreadyAppointed
      }
      var links: [AppointedAdministrator] = []
      for (role, email) in appointed {
        let name = role.title
        let id = try addAccount(email, name, language, password: nil, transaction)
        try addOffice(
          Actor.Office(role: role), to: Self.actor(account: id, transaction), by: nil, transaction)
        let ticket = try issueTicket(
          .reset, account: id, email: email, life: accounts.verifyLife, transaction)
        try mail(
          to: email, language,
          subject: BilingualText(zh: "您的\(name.zh)账户", en: "Your account as \(name.en)"),
          body: AccountMail.appointed(name: name, office: name, link: link("/reset/", ticket)),
          transaction)
        links.append(AppointedAdministrator(role: role, email: email, link: link("/reset/", ticket)))
      }
      return links
    }
  }
}

extension Actor.Office.Role {
  /// What the holder is called.
  package var title: BilingualText {
    switch self {
    case .officer: BilingualText(zh: "项目官员", en: "programme officer")
    case .agency: BilingualText(zh: "外方资助机构人员", en: "partner agency")
    case .expert: BilingualText(zh: "评审专家", en: "expert")
    case .auditor: BilingualText(zh: "审计员", en: "auditor")
    case .system: BilingualText(zh: "系统管理员", en: "system administrator")
    case .security: BilingualText(zh: "安全管理员", en: "security administrator")
    case .auditAdmin: BilingualText(zh: "审计管理员", en: "audit administrator")
    }
  }
}

extension CaseFailure {
  static func noAccountFor(_ email: String) -> CaseFailure {
    CaseFailure(
      .notFound, BilingualText(zh: "\(email) 还没有账户", en: "\(email) has no account"),
      remedy: BilingualText(
        zh: "请先发邀请，对方注册时即获得该职责。", en: "Invite the person; the office comes with the registration."),
      field: "email")
  }

  static func disagreeing(_ wanted: Actor.Office.Role, _ held: Actor.Office.Role) -> CaseFailure {
    CaseFailure(
      .conflict,
      BilingualText(
        zh: "同一人不能既是\(held.title.zh)又是\(wanted.title.zh)",
        en: "One person cannot be \(held.title.en) and \(wanted.title.en)"),
      remedy: BilingualText(
        zh: "系统、安全、审计三类管理员相互分设，也不参与项目管理。请选择另一人，或先收回原有职责。",
        en:
          "The three administrators are different people and decide about no application. Choose another person, or take the other office away first."
      ))
  }

  static let onePersonEach = CaseFailure(
    .conflict, BilingualText(zh: "三位管理员须为不同的人", en: "The three administrators are different people"),
    remedy: BilingualText(zh: "请填写三个不同的邮箱。", en: "Give three different addresses."))

  static let alreadyAppointed = CaseFailure(
    .conflict, BilingualText(zh: "已有安全管理员", en: "There is a security administrator already"),
    remedy: BilingualText(zh: "今后的职责由他授予。", en: "Further offices are given by that person."))
}
