internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Ledger
internal import Web

extension OfficeDesk {
  /// One application as submitted.
  func review(_ id: String, _ visit: Visit, _ actor: Actor) async throws -> Response {
    let version = try await casework.statedVersion(of: id, for: actor)
    return try ReviewPage(desk: self, visit: visit, version: version).respond()
  }

  /// Sends a message; what was refused is on the page again.
  func write(to id: String, _ visit: Visit, _ actor: Actor) async throws -> Response {
    let form = try await visit.form()
    do {
      let letter = try Letter(form)
      try await casework.write(
        letter.body, about: id, correctUntil: letter.until, fields: letter.fields, by: actor)
      return visit.seeOther(
        OfficeRoute.application(id).path,
        notice: letter.until == nil ? OfficeNotice.written : OfficeNotice.opened)
    } catch let failure as CaseFailure where failure.code == .invalid {
      let version = try await casework.statedVersion(of: id, for: actor)
      return try ReviewPage(desk: self, visit: visit, version: version, attempt: Attempt(form, failure))
        .respond(status: .unprocessableContent)
    }
  }

  /// A document of the version that stands.
  func file(_ name: String, of id: String, _ visit: Visit, _ actor: Actor) async throws -> Response {
    let version = try await casework.statedVersion(of: id, for: actor)
    guard let hash = Hash(hexadecimal: name),
      let document = version.documents.first(where: { $0.sha256 == name })
    else { throw Failure.notFound }
    guard mayRead(document.field, version),
      let answer = try await documents(hash, document.name, document.media)
    else { throw Failure.notFound }
    return answer
  }

  /// Whether a document may be seen: what is personal needs a right of its own.
  func mayRead(_ field: String, _ version: StatedVersion) -> Bool {
    guard let field = casework.rules.dictionary.field(field) else { return false }
    return version.roles.mayRead(field)
  }
}

/// What an officer writes, read from the form.
struct Letter {
  /// What may be corrected.
  enum Window: String { case none, fields, all }

  let body: String
  let until: Instant?
  let fields: [String]

  init(_ form: FormBody) throws(CaseFailure) {
    body = form["body"] ?? ""
    switch Window(rawValue: form["window"] ?? "") ?? .none {
    case .none:
      until = nil
      fields = []
    case .all:
      until = try BeijingTime.read(form["correctUntil"] ?? "", field: "correctUntil")
      fields = []
    case .fields:
      until = try BeijingTime.read(form["correctUntil"] ?? "", field: "correctUntil")
      fields = form.values["fields"] ?? []
      guard !fields.isEmpty else {
        throw CaseFailure(
          .invalid, Phrase.Office.noFieldsChosen, remedy: Phrase.Office.noFieldsRemedy, field: "fields")
      }
    }
  }
}
