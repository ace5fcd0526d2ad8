internal import CallGuide
internal import Casework
internal import Ledger
internal import Web

/// The procedure as the settings page writes and reads it.
struct SettingsForm {
  let topics: [Topic]

  static func deadline(_ topic: String) -> String { "deadline." + topic }

  /// Reads the whole procedure; an empty moment is one that is not set.
  /// - Throws: `invalid` for a control.
  func read(_ form: FormBody, over standing: Procedure, isOpen: Bool) throws(CaseFailure) -> Procedure {
    func moment(_ name: String) throws(CaseFailure) -> Instant? {
      let typed = form[name] ?? ""
      return typed.isEmpty ? nil : try BeijingTime.read(typed, field: name)
    }
    var procedure = standing
    // Once open the control is not shown, and the opening stays.
    if !isOpen { procedure.opens = try moment("opens") }
    procedure.deadline = try moment("deadline")
    procedure.deadlines = [:]
    for topic in topics { procedure.deadlines[topic.id] = try moment(Self.deadline(topic.id)) }
    procedure.zone = (form["zone"] ?? "").filter { !$0.isWhitespace }
    procedure.counting = form["counting"].flatMap(Procedure.Counting.init) ?? standing.counting
    procedure.isEndorsed = form["endorsed"] == "1"
    procedure.violations = form["violations"].flatMap(Procedure.Violations.init) ?? standing.violations
    return procedure
  }
}
