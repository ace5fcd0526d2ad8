internal import CallGuide
package import Casework
internal import Eligibility
package import Hummingbird
internal import Ledger
package import Storage
package import Web

/// Where applications are started, filled in, submitted, confirmed and endorsed.
///
/// Every page loads through `Casework.dossier(_:for:)`: what the visitor may not see is not there, and what they may not do is
/// refused by the use case even where a page would not offer it.
package struct ApplicantDesk: Desk {
  package typealias Route = ApplicantRoute

  let casework: Casework
  let stock: FormStock
  let shelf: FileShelf
  let inspector: FileInspector
  let renderer: PDFRenderer?

  /// A desk.
  /// - Parameters:
  ///   - stock: the forms; made here where nobody shares them.
  ///   - shelf: where documents are kept.
  ///   - inspector: what looks at documents before they are taken.
  ///   - renderer: what makes PDFs, where there is one.
  package init(
    casework: Casework, shelf: FileShelf, stock: FormStock? = nil,
    inspector: FileInspector = FileInspector(), renderer: PDFRenderer? = nil
  ) {
    self.casework = casework
    self.shelf = shelf
    self.stock = stock ?? FormStock(rules: casework.rules)
    self.inspector = inspector
    self.renderer = renderer
  }

  var rules: Rulebook { casework.rules }

  package func links(for actor: Actor?) -> [Frame.Link] {
    actor == nil ? [] : [Frame.Link(Phrase.Desk.mine, path: Route.list.path)]
  }

  package var notices: [Notice] { DeskNotice.all }

  package var assets: [Asset] { [.desk, .upload, BudgetTable.script] }

  package func answer(_ route: Route, _ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    switch route {
    case .list: return try await list(visit, actor)
    case .start:
      return visit.isPost ? try await start(visit, actor) : try await startPage(visit, actor)
    case .application(let id, let place):
      return try await answer(place, of: id, visit, actor)
    }
  }

  private func answer(_ place: Route.Place, of id: String, _ visit: Visit, _ actor: Actor) async throws
    -> Response
  {
    let page = try await self.page(id, visit, actor)
    // The draft is the applicant's own; offices and officers look at versions.
    guard page.dossier.roles.readDraft || !place.isDraft else { throw CaseFailure.forbidden }
    switch place {
    case .overview: return try await overview(page)
    case .section(let section):
      return visit.isPost ? try await save(section, page) : try sectionPage(section, page)
    case .panel: return try panel(page)
    case .document(let field):
      return visit.isPost ? try await upload(field, page) : try documentPage(field, page)
    case .file(let hash): return try await download(hash, page)
    case .preview: return await preview(page)
    case .previewPDF: return try await previewPDF(page)
    case .review: return review(page)
    case .submission:
      return visit.isPost ? try await submit(page) : visit.seeOther(page.path(.review))
    case .confirmation, .givingBack, .endorsement, .withdrawal, .reopening:
      guard let decision = Decision(place) else { throw Failure.notFound }
      return visit.isPost ? try await decide(decision, page) : try await decisionPage(decision, page)
    case .copy: return visit.isPost ? try await copy(page) : copyPage(page)
    case .version(let number): return try await versionPage(number, page)
    case .receipt(let number, let form): return try await receipt(number, form, page)
    case .participants:
      return visit.isPost ? try await changePeople(page) : visit.seeOther(page.path(.overview))
    }
  }

  /// What every page of one application starts from.
  func page(_ id: String, _ visit: Visit, _ actor: Actor) async throws -> CasePage {
    let dossier = try await casework.dossier(id, for: actor)
    return try CasePage(desk: self, visit: visit, actor: actor, dossier: dossier)
  }
}

/// What a page says after a redirect.
enum DeskNotice {
  static let saved = Notice("draft-saved", Phrase.Desk.noticeSaved)
  static let started = Notice("application-started", Phrase.Desk.noticeStarted)
  static let submitted = Notice("application-submitted", Phrase.Desk.noticeSubmitted)
  static let confirmed = Notice("application-confirmed", Phrase.Desk.noticeConfirmed)
  static let givenBack = Notice("application-given-back", Phrase.Desk.noticeGivenBack)
  static let endorsed = Notice("application-endorsed", Phrase.Desk.noticeEndorsed)
  static let withdrawn = Notice("application-withdrawn", Phrase.Desk.noticeWithdrawn)
  static let reopened = Notice("application-reopened", Phrase.Desk.noticeReopened)
  static let copied = Notice("application-copied", Phrase.Desk.noticeCopied)
  static let uploaded = Notice("document-uploaded", Phrase.Desk.noticeUploaded)
  static let removed = Notice("document-removed", Phrase.Desk.noticeRemoved)
  static let invited = Notice("participant-invited", Phrase.Desk.noticeInvited)
  static let left = Notice("participant-removed", Phrase.Desk.noticeLeft)

  static let all = [
    saved, started, submitted, confirmed, givenBack, endorsed, withdrawn, reopened, copied, uploaded, removed,
    invited, left,
  ]
}

extension Asset {
  /// Saves while one types, keeps a local copy until it is acknowledged, shows conflicts, uploads with progress.
  static let desk = Asset.script("desk", PackageResources.desk_js)
  /// Uploads with progress, and again when the network was lost.
  static let upload = Asset.script("upload", PackageResources.upload_js)
}
