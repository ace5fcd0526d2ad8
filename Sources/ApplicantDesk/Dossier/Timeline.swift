internal import CallGuide
internal import Casework
internal import Eligibility
internal import Ledger
internal import Web

/// Something that happened to an application, in words.
struct TimelineLine: Sendable {
  var time: Instant
  var what: BilingualText
  var who: BilingualText?

  /// - Returns: `nil` for what says nothing to the applicant.
  init?(_ milestone: Milestone, _ page: CasePage) {
    guard let what = Phrase.Desk.happened(milestone.event, version: milestone.details["version"]) else {
      return nil
    }
    time = milestone.moment
    if let field = milestone.details["field"], let label = page.form.control(field)?.field.label {
      self.what = BilingualText(zh: "\(what.zh)：\(label.zh)", en: "\(what.en): \(label.en)")
    } else {
      self.what = what
    }
    who =
      switch milestone.doer {
      case .oneself: Phrase.Desk.you
      case .person(let name, _): name
      case .programmeOffice: Phrase.Desk.programmeOffice
      case .unnamed(let roles):
        roles.min { $0.rawValue < $1.rawValue }.map(Phrase.Desk.name(of:))
      }
  }
}

extension ApplicantDesk {
  /// What happened to an application, the latest first.
  func timeline(_ page: CasePage) async throws -> [TimelineLine] {
    try await casework.timeline(of: page.application.id, for: page.actor).reversed().compactMap {
      TimelineLine($0, page)
    }
  }
}
