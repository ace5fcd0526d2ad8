internal import CallGuide
internal import Casework
internal import Eligibility
internal import Web

/// What a section's form sent: the answers, the revision they were written on, and what is to happen besides saving.
struct DraftPost: Sendable {
  /// What happens after saving.
  enum Intent: Sendable, Equatable {
    case stay
    case next
    case previous
    case review
    case changeRows(RowChange)
  }

  /// How a conflict that was shown has been decided.
  enum Choice: String, Sendable { case mine, theirs }

  static let revision = "revision"
  static let partial = "partial"
  static let emptied = "emptied"
  static let conflict = "conflict"
  static let conflictBase = "conflict-base"
  static let choicePrefix = "choose:"

  /// The revision the person was looking at.
  let base: Int
  /// Whether a script sent only what changed.
  let isPartial: Bool
  /// Control to values as typed.
  var answers: [String: [String]]
  /// Conflicts that were shown and not decided: they stay conflicts, judged from the revision they began with.
  let undecided: [String: [String]]
  let undecidedBase: Int
  let intent: Intent
  /// The language chosen by the switch in the header, if that was the button.
  let language: Language?

  /// Reads what a section's page sent.
  ///
  /// What the form has no control for, another section's controls and, in a correction window, what it does not name are passed
  /// over: no page of ours sends them. Boxes of which none is ticked are not sent by browsers; on a whole page they mean “none”.
  /// - Throws: 400 when the revision is missing.
  init(_ body: FormBody, section: String, page: CasePage) throws(Failure) {
    guard let base = body[Self.revision].flatMap({ Int($0) }), base >= 0 else {
      throw .badRequest(Phrase.Desk.noRevision)
    }
    self.base = base
    isPartial = body[Self.partial] != nil
    let form = page.form
    let standing = page.standing
    // Too late, or without the right, everything is kept for the page that says so; saving refuses it.
    let isPart = if case .fields = standing.editable { true } else { false }
    func isOwn(_ control: String) -> Bool {
      form.control(control)?.section == section && form.control(control)?.field.type != .file
        && (!isPart || standing.mayEdit(control))
    }
    var answers = body.values.filter { isOwn($0.key) }
    for control in body.values[Self.emptied] ?? [] where isOwn(control) { answers[control] = [] }
    if !isPartial {
      for (control, values) in page.dossier.answers where answers[control] == nil && !values.isEmpty {
        guard isOwn(control), let field = form.control(control)?.field, case .choices = field.type,
          !field.isStatedList
        else { continue }
        answers[control] = []
      }
    }
    var undecided: [String: [String]] = [:]
    for control in body.values[Self.conflict] ?? [] {
      switch body[Self.choicePrefix + control].flatMap(Choice.init(rawValue:)) {
      case .mine: break
      case .theirs: answers[control] = nil
      case nil:
        undecided[control] = answers[control]
        answers[control] = nil
      }
    }
    self.answers = answers
    self.undecided = undecided
    undecidedBase = body[Self.conflictBase].flatMap { Int($0) } ?? base
    intent = Self.intent(body)
    language = body[LanguageChoice.parameter].flatMap(Language.init(rawValue:))
  }

  private static func intent(_ body: FormBody) -> Intent {
    if let change = RowChange(body.values) { return .changeRows(change) }
    return switch body["do"] {
    case "next": .next
    case "previous": .previous
    case "review": .review
    default: .stay
    }
  }
}
