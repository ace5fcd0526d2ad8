package import CallGuide
internal import Eligibility
internal import Foundation
internal import Ledger
internal import Storage

/// What kind of organisation it is; the same codes as the form's `org.type`.
package enum OrganisationKind: String, CaseIterable, Sendable {
  case institute, university, enterprise, government, other
}

/// An organisation about to be entered, as typed.
package struct NewOrganisation: Sendable, Hashable {
  package var nameZh = ""
  package var nameEn = ""
  package var creditCode = ""
  /// ISO 3166 alpha-2.
  package var country = "CN"
  package var kind = ""
  /// `YYYY-MM-DD`, or empty.
  package var foundedOn = ""

  package init() {}
}

/// An organisation as the store has it.
package struct Organisation: Sendable, Hashable, Identifiable {
  package var id: String
  package var name: BilingualText
  package var creditCode: String?
  package var country: String
  package var kind: OrganisationKind
  package var foundedOn: String?

  /// From columns id, name_zh, name_en, credit_code, country, kind, founded.
  init(_ row: SQLRow) {
    id = row.text(0)
    name = BilingualText(zh: row.text(1), en: row.text(2))
    creditCode = row.textIfAny(3)
    country = row.text(4)
    kind = OrganisationKind(rawValue: row.text(5)) ?? .other
    foundedOn = row.textIfAny(6)
  }
}

extension NewOrganisation {
  /// What is stored of it.
  struct Checked: Sendable {
    let name: BilingualText
    let creditCode: String?
    let country: String
    let kind: OrganisationKind
    let foundedOn: String?
  }

  /// - Throws: `invalid` for the field that cannot be taken.
  func checked(_ countries: Countries, today: Day) throws(CaseFailure) -> Checked {
    guard let country = countries[country]?.code else {
      throw .organisation(
        "country", "请选择国家或地区", "A country or territory is needed", "从列表中选择注册地。",
        "Choose where it is registered.")
    }
    let inChina = country == "CN"
    let chinese = try PlainLine.read(
      nameZh, BilingualText(zh: "单位中文全称", en: "The full name in Chinese"), field: "organisationZh", most: 200,
      isNeeded: inChina)
    let latin = try PlainLine.read(
      nameEn, BilingualText(zh: "单位英文全称", en: "The full name in English"), field: "organisationEn", most: 200)
    let code = creditCode.isEmpty && !inChina ? nil : try CreditCode.read(creditCode)
    guard let kind = OrganisationKind(rawValue: kind) else {
      throw .organisation(
        "kind", "请选择单位类型", "The type of organisation is needed", "按登记的性质选择一项。",
        "Choose the type under which it is registered.")
    }
    var founded: String?
    if !foundedOn.isEmpty {
      guard let day = Day(foundedOn), day <= today else {
        throw .organisation(
          "foundedOn", "注册日期「\(foundedOn.prefix(20))」不对",
          "“\(foundedOn.prefix(20))” is no possible day of registration",
          "请用 年-月-日，如 1998-05-04，且不晚于今天。", "Write YYYY-MM-DD such as 1998-05-04, today at the latest.")
      }
      founded = day.description
    }
    return Checked(
      name: BilingualText(zh: chinese.isEmpty ? latin : chinese, en: latin), creditCode: code,
      country: country,
      kind: kind, foundedOn: founded)
  }
}

extension Casework {
  /// The present day in Beijing.
  var today: Day { Day(number: Int32(clamping: (clock.now().milliseconds + 8 * 3_600_000) / 86_400_000)) }

  /// Organisations whose name or code contains `words`, at most twenty; nothing for fewer than two characters.
  /// - Complexity: looks through the table; meant for somebody who signed in or holds a mailed link.
  package func organisations(matching words: String) async throws -> [Organisation] {
    let text = words.trimmingCharacters(in: .whitespacesAndNewlines)
    guard text.count >= 2 else { return [] }
    let pattern = "%" + text.lowercased().replacing(/[%_\\]/, with: { "\\" + $0.output }) + "%"
    return try await store.read { connection in
      try connection.rows(
        """
        SELECT id, name_zh, name_en, credit_code, country, kind, founded FROM organisation
        WHERE lower(name_zh) LIKE $1 ESCAPE '\\' OR lower(name_en) LIKE $1 ESCAPE '\\' OR lower(credit_code) LIKE $1 ESCAPE '\\'
        ORDER BY name_zh, id LIMIT 20
        """, .text(pattern)
      ).map(Organisation.init)
    }
  }

  /// Endorsing bodies: organisations in which somebody may endorse.
  package func endorsingBodies() async throws -> [Organisation] {
    try await store.read { connection in
      try connection.rows(
        """
        SELECT id, name_zh, name_en, credit_code, country, kind, founded FROM organisation
        WHERE id IN (SELECT organisation FROM membership WHERE role = 'endorser') ORDER BY name_zh, id
        """
      ).map(Organisation.init)
    }
  }

  static func organisation(_ id: String, _ connection: any Connection) throws -> Organisation {
    let row = try connection.row(
      "SELECT id, name_zh, name_en, credit_code, country, kind, founded FROM organisation WHERE id = $1",
      .text(id))
    guard let row else { throw CaseFailure.noOrganisation }
    return Organisation(row)
  }

  /// The organisation with the same code, or the same English name in the same country where there is no code; else a new one.
  func findOrFound(_ new: NewOrganisation.Checked, by account: String, _ transaction: Transaction) throws -> (
    id: String, isNew: Bool
  ) {
    let known = try transaction.row(
      """
      SELECT id FROM organisation
      WHERE credit_code = $1 OR (CAST($1 AS TEXT) IS NULL AND country = $2 AND lower(name_en) = lower($3))
      """, .optional(new.creditCode), .text(new.country), .text(new.name.en))
    if let known { return (known.text(0), false) }
    let id = newID()
    try transaction.run(
      """
      INSERT INTO organisation (id, name_zh, name_en, credit_code, country, kind, founded, created)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """, .text(id), .text(new.name.zh), .text(new.name.en), .optional(new.creditCode), .text(new.country),
      .text(new.kind.rawValue), .optional(new.foundedOn), .integer(clock.now().milliseconds))
    try record(
      "organisationFounded", subject: id, by: account,
      details: [
        "nameZh": new.name.zh, "nameEn": new.name.en, "creditCode": new.creditCode ?? "",
        "country": new.country,
      ], transaction)
    return (id, true)
  }
}

extension CaseFailure {
  fileprivate static func organisation(
    _ field: String, _ zh: String, _ en: String, _ remedyZh: String, _ remedyEn: String
  ) -> CaseFailure {
    CaseFailure(
      .invalid, BilingualText(zh: zh, en: en), remedy: BilingualText(zh: remedyZh, en: remedyEn), field: field
    )
  }

  static let noOrganisation = CaseFailure(
    .notFound, BilingualText(zh: "没有这个单位", en: "There is no such organisation"),
    remedy: BilingualText(zh: "请从“我的账户”重新进入。", en: "Start again from “My account”."))
}
