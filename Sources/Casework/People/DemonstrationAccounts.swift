package import CallGuide
internal import Storage

/// An account anybody may sign in with, in a demonstration only.
package struct DemonstrationAccount: Sendable, Hashable {
  package var id: String
  package var email: String
  package var password: String
  package var name: BilingualText
  /// What it can be tried out as.
  package var role: BilingualText
}

/// The cast of a demonstration: one account a role, in invented organisations.
package enum DemonstrationCast {
  /// Long enough for the rule, shown on the sign-in page, worth nothing elsewhere.
  package static let password = "hefu-demo-2024-open"

  struct Part: Sendable {
    let email: String
    let name: BilingualText
    let role: BilingualText
    var memberships: [(organisation: Int, role: Actor.Membership.Role)] = []
    var offices: [Actor.Office] = []
  }

  /// Codes with a right check character in a district (990000) that does not exist.
  static let organisations: [(name: BilingualText, body: String, kind: OrganisationKind, founded: String)] = [
    (
      BilingualText(zh: "示范大学", en: "Demonstration University"), "1299000000000001X", .university,
      "1952-09-01"
    ),
    (
      BilingualText(zh: "示范材料研究所", en: "Demonstration Institute of Materials"), "1299000000000002X",
      .institute,
      "1978-03-18"
    ),
    (
      BilingualText(zh: "示范省科学技术厅", en: "Demonstration Province Department of Science and Technology"),
      "1199000000000003X", .government, "1983-05-01"
    ),
  ]

  static let parts: [Part] = [
    Part(
      email: "leader@demo.hefu.invalid", name: BilingualText(zh: "李明远", en: "Li Mingyuan"),
      role: BilingualText(zh: "项目负责人", en: "Project leader"), memberships: [(0, .member)]),
    Part(
      email: "editor@demo.hefu.invalid", name: BilingualText(zh: "王思齐", en: "Wang Siqi"),
      role: BilingualText(zh: "团队成员（可受邀共同填写）", en: "Team member, to be invited as co-editor"),
      memberships: [(0, .member)]),
    Part(
      email: "office@demo.hefu.invalid", name: BilingualText(zh: "陈静", en: "Chen Jing"),
      role: BilingualText(zh: "单位科研管理部门", en: "Research office of the organisation"),
      memberships: [(0, .member), (0, .office)]),
    Part(
      email: "other-office@demo.hefu.invalid", name: BilingualText(zh: "周海", en: "Zhou Hai"),
      role: BilingualText(zh: "另一单位的科研管理部门", en: "Research office of another organisation"),
      memberships: [(1, .member), (1, .office)]),
    Part(
      email: "endorser@demo.hefu.invalid", name: BilingualText(zh: "赵国栋", en: "Zhao Guodong"),
      role: BilingualText(zh: "推荐单位", en: "Endorsing body"),
      memberships: [(2, .member), (2, .office), (2, .endorser)]),
    Part(
      email: "officer@demo.hefu.invalid", name: BilingualText(zh: "孙悦", en: "Sun Yue"),
      role: BilingualText(zh: "项目官员", en: "Programme officer"), offices: [.init(role: .officer)]),
    Part(
      email: "officer2@demo.hefu.invalid", name: BilingualText(zh: "吴桐", en: "Wu Tong"),
      role: BilingualText(zh: "项目官员（复核）", en: "Programme officer, second person"),
      offices: [.init(role: .officer)]),
    Part(
      email: "agency@demo.hefu.invalid", name: BilingualText(zh: "安娜·示范", en: "Anna Demo"),
      role: BilingualText(zh: "外方资助机构", en: "Partner agency"), offices: [.init(role: .agency, scope: "DEMO")]),
    Part(
      email: "expert@demo.hefu.invalid", name: BilingualText(zh: "郑博", en: "Zheng Bo"),
      role: BilingualText(zh: "评审专家", en: "Expert"), offices: [.init(role: .expert)]),
    Part(
      email: "auditor@demo.hefu.invalid", name: BilingualText(zh: "冯清", en: "Feng Qing"),
      role: BilingualText(zh: "审计员", en: "Auditor"), offices: [.init(role: .auditor)]),
    Part(
      email: "system@demo.hefu.invalid", name: BilingualText(zh: "许安", en: "Xu An"),
      role: BilingualText(zh: "系统管理员", en: "System administrator"), offices: [.init(role: .system)]),
    Part(
      email: "security@demo.hefu.invalid", name: BilingualText(zh: "何正", en: "He Zheng"),
      role: BilingualText(zh: "安全管理员", en: "Security administrator"), offices: [.init(role: .security)]),
    Part(
      email: "audit@demo.hefu.invalid", name: BilingualText(zh: "钱鉴", en: "Qian Jian"),
      role: BilingualText(zh: "审计管理员", en: "Audit administrator"), offices: [.init(role: .auditAdmin)]),
  ]
}

extension Casework {
  /// Marks an empty store as a demonstration and gives it organisations and an account for each role.
  ///
  /// Done again it changes nothing. The password is hashed once for all.
  /// - Throws: `conflict` for a store that has accounts but is no demonstration.
  /// - Returns: the accounts, in the order shown.
  @discardableResult
  package func foundDemonstration() async throws -> [DemonstrationAccount] {
    let hash = try await accounts.passwords.hash(DemonstrationCast.password, salt: random(16))
    try await store.write { transaction in
      if try Self.isDemonstration(transaction) {
        if try transaction.row("SELECT 1 FROM account WHERE demonstration = 1 LIMIT 1") != nil { return }
      } else {
        guard try transaction.row("SELECT 1 FROM account LIMIT 1") == nil else { throw CaseFailure.realStore }
        try transaction.run("INSERT INTO setting (name, value) VALUES ('demonstration', '1')")
      }
      var organisations: [String] = []
      for made in DemonstrationCast.organisations {
        let code = String(made.body.prefix(17))
        let checked = NewOrganisation.Checked(
          name: made.name, creditCode: code + (CreditCode.check(code).map(String.init) ?? ""), country: "CN",
          kind: made.kind, foundedOn: made.founded)
        organisations.append(try findOrFound(checked, by: "demonstration", transaction).id)
      }
      for part in DemonstrationCast.parts {
        let id = try addAccount(
          part.email, part.name, .zh, password: hash, isDemonstration: true, transaction)
        for membership in part.memberships {
          try addMember(id, organisations[membership.organisation], membership.role, by: nil, transaction)
        }
        for office in part.offices {
          try addOffice(office, to: Self.actor(account: id, transaction), by: nil, transaction)
        }
      }
    }
    return try await demonstrationAccounts()
  }

  /// The accounts shown on the sign-in page; none in a store that is no demonstration.
  package func demonstrationAccounts() async throws -> [DemonstrationAccount] {
    try await store.read { connection in
      guard try Self.isDemonstration(connection) else { return [] }
      let known = try connection.rows(
        "SELECT email, id FROM account WHERE demonstration = 1 AND closed IS NULL AND suspended IS NULL")
      let ids = Dictionary(known.map { ($0.text(0), $0.text(1)) }, uniquingKeysWith: { first, _ in first })
      return DemonstrationCast.parts.compactMap { part in
        ids[part.email].map {
          DemonstrationAccount(
            id: $0, email: part.email, password: DemonstrationCast.password, name: part.name, role: part.role)
        }
      }
    }
  }

  static func isDemonstration(_ connection: any Connection) throws -> Bool {
    try connection.row("SELECT value FROM setting WHERE name = 'demonstration'")?.text(0) == "1"
  }
}

extension CaseFailure {
  static let realStore = CaseFailure(
    .conflict,
    BilingualText(
      zh: "这个库里已有真实账户，不能用作演示", en: "This store has real accounts and cannot become a demonstration"),
    remedy: BilingualText(zh: "请另选一个空的库。", en: "Choose an empty store."))
}
