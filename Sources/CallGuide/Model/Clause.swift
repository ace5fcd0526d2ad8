/// What happens to a clause (a clause may be of several classes; the first is the main one).
public enum ClauseClass: String, CaseIterable, Sendable {
  /// Enforced automatically.
  case auto
  /// Needs evidence attached.
  case evid
  /// Needs an officer's or expert's judgement.
  case judge
  /// A limit on selection.
  case select
  /// An obligation after award.
  case oblig
  /// Plain information.
  case info
}

/// How strong a clause's words are.
public enum Force: String, CaseIterable, Sendable {
  /// 须、应、必须: blocks.
  case must
  /// 原则上: asks for a justification that an officer accepts or not.
  case principle
  /// 一般、左右、约: as `principle`.
  case general
  /// 鼓励、建议: only sets a flag.
  case encourage
  /// States something.
  case fact

  /// Whether a clause that is not met may be justified.
  public var isSoft: Bool { self == .principle || self == .general }
}

/// A moment in the life of an application, in order; `guide` is the guide's own checking.
public enum Stage: String, CaseIterable, Comparable, Sendable {
  case guide, draft, submit, formal, cross, review, selection, contract, execution, acceptance

  /// Order in the life of an application.
  public static func < (left: Stage, right: Stage) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .guide: 0
    case .draft: 1
    case .submit: 2
    case .formal: 3
    case .cross: 4
    case .review: 5
    case .selection: 6
    case .contract: 7
    case .execution: 8
    case .acceptance: 9
    }
  }
}

/// Who decides a clause.
public enum Decider: String, CaseIterable, Sendable {
  case system, officer, expert, counterpart, manager, applicant, nobody
}

/// One way to read an ambiguous clause.
public struct Reading: Sendable {
  /// Short id, as `R1`.
  public var id: String
  /// What this reading says.
  public var text: BilingualText
  /// The requirement under this reading, not yet compiled.
  public var require: Tree
}

/// What a clause demands, as written in the call file; the Eligibility room compiles it.
public enum Demand: Sendable {
  /// One requirement.
  case plain(Tree)
  /// Several ways to read the words.
  case readings([Reading])
}

/// The smallest quoted piece of a guide with one verdict.
public struct Clause: Sendable, Identifiable {
  /// Id as the guide numbers it: `1.5(4)b`.
  public var id: String
  /// The topic it belongs to; `nil` for clauses that speak to all topics.
  public var topic: String?
  /// The document that contains it.
  public var document: String
  /// Its own words.
  public var quote: String
  /// Its line in the document.
  public var line: Int
  /// What it says, briefly.
  public var summary: BilingualText
  /// What happens to it, main class first.
  public var classes: [ClauseClass]
  /// How strong it is.
  public var force: Force
  /// When it is looked at.
  public var stages: [Stage]
  /// Who decides it.
  public var deciders: [Decider]
  /// What to attach.
  public var evidence: BilingualText?
  /// The field that holds the justification of a soft clause.
  public var justification: String?
  /// What it demands.
  public var demand: Demand
  /// Override of the generic message when violated.
  public var message: BilingualText?
  /// An editor's note.
  public var note: String?
  /// Whether a person still has to confirm it (drafted calls).
  public var needsConfirmation: Bool
  /// Where it stands in the call file.
  public var place: Place

  /// Whether the clause can have a verdict at all.
  public var isInformation: Bool {
    if case .plain(let tree) = demand { return tree["information"] != nil }
    return false
  }
}
