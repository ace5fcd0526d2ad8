internal import Casework
package import Hummingbird
package import Web

/// The addresses of the programme office.
package enum OfficeRoute: DeskRoute {
  /// The call at a glance.
  case call
  /// The applications that were submitted.
  case applications
  /// One of them, as submitted.
  case application(String)
  /// Writing to its applicant, with or without a correction window.
  case messages(String)
  /// A document submitted with it, by its SHA-256.
  case file(String, String)
  /// Extensions: the list, and proposing one.
  case extensions
  case approval(String)
  /// Dates and rules of the call.
  case settings
  case proposalApproval(String)
  case proposalClosure(String)
  /// The demonstration's clock; in a real call there is no such page.
  case clock

  package init?(path: [String]) {
    switch (path.count, path.first) {
    case (1, "demonstration"): self = .clock
    case (1, "office"): self = .call
    case (2, "office") where path[1] == "applications": self = .applications
    case (2, "office") where path[1] == "extensions": self = .extensions
    case (2, "office") where path[1] == "settings": self = .settings
    case (3, "office") where path[1] == "applications": self = .application(path[2])
    case (4, "office") where path[1] == "applications" && path[3] == "messages": self = .messages(path[2])
    case (5, "office") where path[1] == "applications" && path[3] == "files": self = .file(path[2], path[4])
    case (4, "office") where path[1] == "extensions" && path[3] == "approval": self = .approval(path[2])
    case (5, "office") where path[1] == "settings" && path[2] == "proposals" && path[4] == "approval":
      self = .proposalApproval(path[3])
    case (5, "office") where path[1] == "settings" && path[2] == "proposals" && path[4] == "closure":
      self = .proposalClosure(path[3])
    default: return nil
    }
  }

  package var path: String {
    func application(_ id: String) -> String { "/office/applications/" + PathSegment.escape(id) }
    func proposal(_ id: String) -> String { "/office/settings/proposals/" + PathSegment.escape(id) }
    return switch self {
    case .call: "/office"
    case .applications: "/office/applications"
    case .application(let id): application(id)
    case .messages(let id): application(id) + "/messages"
    case .file(let id, let hash): application(id) + "/files/" + PathSegment.escape(hash)
    case .extensions: "/office/extensions"
    case .approval(let id): "/office/extensions/" + PathSegment.escape(id) + "/approval"
    case .settings: "/office/settings"
    case .proposalApproval(let id): proposal(id) + "/approval"
    case .proposalClosure(let id): proposal(id) + "/closure"
    case .clock: Frame.clockPath
    }
  }

  package var methods: [HTTPRequest.Method] {
    switch self {
    case .call, .applications, .application, .file: [.get, .head]
    case .extensions, .settings, .clock: [.get, .head, .post]
    case .messages, .approval, .proposalApproval, .proposalClosure: [.post]
    }
  }

  /// Officers act, auditors look on: that an auditor changes nothing is for the use case to say.
  package var policy: Policy {
    switch self {
    case .clock: .everyone
    case .call, .applications, .application, .file, .extensions, .settings:
      .any([.office(.officer), .office(.auditor)])
    case .messages, .approval, .proposalApproval, .proposalClosure: .office(.officer)
    }
  }

  package static let samples: [OfficeRoute] = [
    .call, .applications, .application("none"), .messages("none"), .file("none", "00"), .extensions,
    .approval("none"), .settings, .proposalApproval("none"), .proposalClosure("none"), .clock,
  ]
}
