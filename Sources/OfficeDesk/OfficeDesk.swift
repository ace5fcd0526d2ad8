internal import CallGuide
package import Casework
package import Hummingbird
package import Ledger
package import Web

/// The programme office's pages: the call at a glance, what was submitted, messages, extensions and settings.
///
/// Officers act; auditors see the same without what is personal and without a button.
package struct OfficeDesk: Desk {
  package typealias Route = OfficeRoute
  /// Hands out a document's bytes: content, name, media type; `nil` when they are not there.
  package typealias Documents = @Sendable (Hash, String, String) async throws -> Response?

  let casework: Casework
  let stock: FormStock
  let documents: Documents

  /// A desk over the use cases.
  /// - Parameters:
  ///   - stock: the forms, shared with the other desks.
  ///   - documents: what hands out documents.
  package init(casework: Casework, stock: FormStock, documents: @escaping Documents) {
    self.casework = casework
    self.stock = stock
    self.documents = documents
  }

  package func links(for actor: Actor?) -> [Frame.Link] {
    guard let actor, actor.offices.contains(where: { $0.role == .officer || $0.role == .auditor }) else {
      return []
    }
    return [
      Frame.Link(Phrase.Office.office, path: OfficeRoute.call.path),
      Frame.Link(Phrase.Office.applications, path: OfficeRoute.applications.path),
    ]
  }

  package var notices: [Notice] { OfficeNotice.all }

  package func answer(_ route: OfficeRoute, _ visit: Visit) async throws -> Response {
    if case .clock = route { return try await clock(visit) }
    let actor = try visit.signedIn()
    switch route {
    case .call: return try await overview(visit, actor)
    case .applications: return try await list(visit, actor)
    case .application(let id): return try await review(id, visit, actor)
    case .messages(let id): return try await write(to: id, visit, actor)
    case .file(let id, let hash): return try await file(hash, of: id, visit, actor)
    case .extensions: return try await extensions(visit, actor)
    case .approval(let id): return try await approve(id, visit, actor)
    case .settings: return try await settings(visit, actor)
    case .proposalApproval(let id):
      return try await decide(visit, notice: OfficeNotice.changed) {
        try await casework.approveProposal(id, by: actor)
      }
    case .proposalClosure(let id):
      return try await decide(visit, notice: OfficeNotice.closed) {
        try await casework.closeProposal(id, by: actor)
      }
    case .clock: throw Failure.notFound
    }
  }

  private func decide(_ visit: Visit, notice: Notice, _ act: () async throws -> Void) async throws -> Response
  {
    try await act()
    return visit.seeOther(OfficeRoute.settings.path, notice: notice)
  }
}

/// What a page says after a redirect.
enum OfficeNotice {
  static let written = Notice("office-message-sent", Phrase.Office.noticeWritten)
  static let opened = Notice("office-correction-opened", Phrase.Office.noticeOpened)
  static let extensionProposed = Notice("office-extension-proposed", Phrase.Office.noticeExtensionProposed)
  static let extensionApproved = Notice("office-extension-approved", Phrase.Office.noticeExtensionApproved)
  static let settled = Notice("office-settings-written", Phrase.Office.noticeSettled)
  static let proposed = Notice("office-settings-proposed", Phrase.Office.noticeProposed)
  static let unchanged = Notice("office-settings-unchanged", Phrase.Office.noticeUnchanged)
  static let changed = Notice("office-settings-approved", Phrase.Office.noticeChanged)
  static let closed = Notice("office-proposal-closed", Phrase.Office.noticeClosed)
  static let clockMoved = Notice("demonstration-clock-moved", Phrase.Office.noticeClock)

  static let all = [
    written, opened, extensionProposed, extensionApproved, settled, proposed, unchanged, changed, closed,
    clockMoved,
  ]
}
