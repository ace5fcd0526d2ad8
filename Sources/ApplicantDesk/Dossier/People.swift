internal import CallGuide
internal import Casework
internal import Hummingbird
internal import Web

extension ApplicantDesk {
  /// Invites a co-editor or reader, or ends somebody's access.
  func changePeople(_ page: CasePage) async throws -> Response {
    let body = try await page.visit.form()
    let id = page.application.id
    if let account = body["remove"] {
      try await casework.remove(account, from: id, by: page.actor)
      // Who left does not see it any more.
      let isSelf = account == page.actor.account
      return page.visit.seeOther(
        isSelf ? ApplicantRoute.list.path : page.path(.overview) + "#people", notice: DeskNotice.left)
    }
    do {
      try await casework.invite(
        body["email"] ?? "",
        to: .application(id, body["role"].flatMap(CaseRole.init(rawValue:)) ?? .reader),
        language: page.language, by: page.actor)
    } catch let failure as CaseFailure where failure.code != .forbidden && failure.code != .notFound {
      if page.visit.wantsJSON { throw failure }
      return try await overview(page, failure: failure, typed: body)
    }
    return page.visit.seeOther(page.path(.overview) + "#people", notice: DeskNotice.invited)
  }
}
