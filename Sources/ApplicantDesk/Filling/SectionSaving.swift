internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Web

extension ApplicantDesk {
  /// Saves a section: the whole page where there is no script, what changed where there is one.
  func save(_ section: String, _ page: CasePage) async throws -> Response {
    guard page.form.sections.contains(where: { $0.section.id == section }) else { throw Failure.notFound }
    let body = try await page.visit.form()
    var post = try DraftPost(body, section: section, page: page)
    post.changeRows(page)
    do {
      let saved = try await save(post, page)
      let fresh = try await self.page(page.application.id, page.visit, page.actor)
      return page.visit.wantsJSON
        ? try await answer(saved, fresh) : try await show(saved, section, post, fresh)
    } catch let failure as CaseFailure {
      if page.visit.wantsJSON { throw failure }
      var typed = page
      typed.dossier.answers.merge(post.answers) { _, new in new }
      typed.dossier.answers.merge(post.undecided) { _, new in new }
      return try sectionPage(section, typed, failure: failure)
    }
  }

  /// Conflicts nobody decided are asked again from where they began; the rest is saved on top of what was shown.
  private func save(_ post: DraftPost, _ page: CasePage) async throws -> SavedDraft {
    let id = page.application.id
    let still =
      post.undecided.isEmpty
      ? []
      : try await casework.save(post.undecided, base: post.undecidedBase, to: id, by: page.actor).conflicts
    var saved = try await casework.save(post.answers, base: post.base, to: id, by: page.actor)
    saved.conflicts += still
    return saved
  }

  // MARK: without a script

  private func show(_ saved: SavedDraft, _ section: String, _ post: DraftPost, _ page: CasePage)
    async throws -> Response
  {
    guard saved.conflicts.isEmpty else {
      // What was typed stays in its control; the other's value stands beside it.
      var typed = page
      for conflict in saved.conflicts { typed.dossier.answers[conflict.control] = conflict.yours }
      let names = try await casework.authors(of: page.application.id, for: page.actor)
      let base = post.undecided.isEmpty ? post.base : min(post.base, post.undecidedBase)
      return try sectionPage(
        section, typed, conflicts: ConflictView(conflicts: saved.conflicts, base: base, names: names))
    }
    var visit = page.visit
    if let language = post.language { visit.choice = LanguageChoice(chosen: language) }
    return visit.seeOther(page.destination(after: post.intent, in: section), notice: DeskNotice.saved)
  }

  // MARK: with a script

  /// `{revision, saved, at, others:{control:[…]}, conflicts:[{control, yours, theirs, by, at}], panel}`.
  private func answer(_ saved: SavedDraft, _ page: CasePage) async throws -> Response {
    let names =
      saved.conflicts.isEmpty ? [:] : try await casework.authors(of: page.application.id, for: page.actor)
    func texts(_ values: [String]) -> Tree { .list(values.map { .text($0) }) }
    let conflicts = saved.conflicts.map { conflict -> Tree in
      .map([
        ("control", .text(conflict.control)),
        ("label", .text(page.label(of: conflict.control)[page.language])),
        ("yours", texts(conflict.yours)), ("theirs", texts(conflict.theirs)),
        ("yoursText", .text(page.words(for: conflict.yours, in: conflict.control)[page.language])),
        ("theirsText", .text(page.words(for: conflict.theirs, in: conflict.control)[page.language])),
        ("by", .text((names[conflict.account] ?? Phrase.Desk.somebody)[page.language])),
        ("at", .text(Beijing.moment(conflict.changed))),
      ])
    }
    let others = saved.others.filter { Sheet.isControl($0.key, form: page.form) }
      .sorted { $0.key < $1.key }.map { ($0.key, texts($0.value)) }
    return page.visit.json(
      .map([
        ("revision", .text(String(saved.revision))), ("saved", texts(saved.saved)),
        ("at", .text(String(Beijing.moment(page.visit.now).suffix(8)))),
        ("others", .map(others)), ("conflicts", .list(conflicts)),
        ("panel", .text(String(decoding: page.panel().bytes, as: UTF8.self))),
      ]))
  }
}

extension DraftPost {
  /// Adds or removes the row a button named; what was typed beside it is saved with it.
  fileprivate mutating func changeRows(_ page: CasePage) {
    guard case .changeRows(let change) = intent else { return }
    var sheet = page.sheet
    sheet.merge(answers)
    for (control, values) in change.apply(to: &sheet, form: page.form) where page.standing.mayEdit(control) {
      answers[control] = values
    }
  }
}

extension CasePage {
  /// The sections in order.
  var sections: [Form.Part] { form.sections }

  /// The section before or after one.
  func section(_ step: Int, from id: String) -> Form.Part? {
    guard let index = sections.firstIndex(where: { $0.section.id == id }),
      sections.indices.contains(index + step)
    else { return nil }
    return sections[index + step]
  }

  fileprivate func destination(after intent: DraftPost.Intent, in section: String) -> String {
    let here = path(.section(section))
    switch intent {
    case .stay: return here
    case .next:
      return self.section(1, from: section).map { path(.section($0.section.id)) } ?? path(.review)
    case .previous: return self.section(-1, from: section).map { path(.section($0.section.id)) } ?? here
    case .review: return path(.review)
    case .changeRows(.adding(let list)), .changeRows(.removing(let list, _)):
      return here + "#" + PathSegment.escape(FormView.id(list))
    }
  }

  /// What a control is called.
  func label(of control: String) -> BilingualText {
    context(Reading(sheet: read(as: .draft).sheet, judgement: .none)).label(of: control)
      ?? BilingualText(same: control)
  }

  /// What stands in a control, in words.
  func words(for values: [String], in control: String) -> BilingualText {
    let values = values.filter { !$0.isEmpty }
    guard !values.isEmpty else { return Phrase.Desk.nothingTyped }
    guard let field = form.control(control)?.field else {
      return BilingualText(zh: values.joined(separator: "、"), en: values.joined(separator: ", "))
    }
    let labels = values.map { value -> BilingualText in
      switch value {
      case "true": Phrase.Check.yes
      case "false": Phrase.Check.no
      default: choice(value, of: field)
      }
    }
    return Display.list(labels)
  }

  /// The label of a code among a field's choices; the code itself where it is none.
  private func choice(_ code: String, of field: Field) -> BilingualText {
    let plain = BilingualText(zh: code, en: code)
    switch field.type {
    case .choice(let choices), .choices(let choices):
      return choices.first { $0.code == code }?.label ?? plain
    case .country(let choices):
      return choices.first { $0.code == code }?.label ?? rules.countries.all[code]?.name ?? plain
    case .area: return topic.leaves.first { $0.id == code }?.name ?? plain
    default: return plain
    }
  }
}
