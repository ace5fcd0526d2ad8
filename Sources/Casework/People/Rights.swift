internal import CallGuide
package import Eligibility

/// What an actor is to an application; from the view `application_access`.
package enum CaseRole: String, CaseIterable, Sendable {
  case leader, editor, reader, office, endorser, officer, auditor
}

/// What can be done with an application.
package enum CaseRight: String, CaseIterable, Sendable {
  /// See it with its attachments, messages and history.
  case read
  /// See what is personal in it: names, birth dates, addresses, telephone numbers.
  case readPersonal
  /// Change answers and attachments.
  case edit
  case submit
  case withdraw
  /// Invite and remove co-editors and readers.
  case share
  case confirm
  case giveBack
  case endorse
  /// Write to the applicant, open a correction window, propose or approve an extension.
  case administer
}

extension CaseRole {
  /// The table of rights; who is nothing to an application has none.
  package var rights: Set<CaseRight> {
    switch self {
    case .leader: [.read, .readPersonal, .edit, .submit, .withdraw, .share]
    case .editor: [.read, .readPersonal, .edit]
    case .reader: [.read, .readPersonal]
    case .office: [.read, .readPersonal, .confirm, .giveBack]
    case .endorser: [.read, .readPersonal, .endorse]
    case .officer: [.read, .readPersonal, .administer]
    case .auditor: [.read]
    }
  }
}

extension CaseRole {
  /// Whether it may see what a field says: what is personal needs a right of its own.
  package func mayRead(_ field: Field) -> Bool { rights.contains(field.isPersonal ? .readPersonal : .read) }
}

extension Set<CaseRole> {
  /// Whether one of the roles works on the draft; everybody else looks at what was submitted.
  package var readDraft: Bool { contains(.leader) || contains(.editor) || contains(.reader) }

  /// Whether one of the roles may see what a field says.
  package func mayRead(_ field: Field) -> Bool { contains { $0.mayRead(field) } }

  /// Whether one of the roles has the right.
  package func may(_ right: CaseRight) -> Bool { contains { $0.rights.contains(right) } }

  /// Refuses who has not the right.
  package func require(_ right: CaseRight) throws(CaseFailure) {
    guard may(right) else { throw .forbidden }
  }
}

extension CaseFailure {
  /// The actor sees it but may not do this.
  package static let forbidden = CaseFailure(
    .forbidden, BilingualText(zh: "您没有进行这项操作的权限", en: "You may not do this"),
    remedy: BilingualText(
      zh: "请由项目负责人、本单位科研管理部门或管理员办理；如认为权限有误，请联系他们。",
      en:
        "Ask the project leader, your research office or the programme office; tell them if you think the right is missing."
    ))
}
