public import CallGuide

/// The form of a topic: what its clauses ask, in the order of the dictionary.
public struct Form: Sendable {
  /// One field to fill in, and why.
  public struct Question: Sendable {
    /// The field.
    public var field: Field
    /// The clauses that look at it.
    public var clauses: [String]
    /// For lists: the columns.
    public var members: [Question]
  }

  /// A section with its questions.
  public struct Part: Sendable {
    /// The section.
    public var section: Section
    /// Its questions.
    public var questions: [Question]
  }

  /// The sections that have questions.
  public let sections: [Part]
  /// Every control it has, rows written as `[]`.
  let controls: [String: Control]

  init(sections: [Part]) {
    self.sections = sections
    controls = Control.all(of: sections)
  }

  /// Every question, section by section.
  public var questions: [Question] { sections.flatMap(\.questions) }
}

extension Form {
  /// When a form is filled in.
  public enum Phase: Sendable {
    /// By the applicant, before the award.
    case application
    /// By the project's leader, after it.
    case followup
  }

  /// The form as it is put to people in one phase: without what others supply, and without the topic, which is chosen
  /// before there is a form.
  public func asked(in phase: Phase = .application) -> Form {
    Form(
      sections: sections.compactMap { part in
        let questions = part.questions.compactMap { question -> Question? in
          guard question.field.phase == phase else { return nil }
          var question = question
          question.members.removeAll { $0.field.phase != phase }
          return question
        }
        return questions.isEmpty ? nil : Part(section: part.section, questions: questions)
      })
  }
}

extension Field {
  /// When people state it; `nil` for what no form asks: what others supply, and what follows from something else.
  public var phase: Form.Phase? {
    guard type != .group, type != .rate, id != "app.direction", !id.hasSuffix(".fileHash") else { return nil }
    switch supplier {
    case .applicant: return .application
    case .award: return .followup
    case .officer, .counterpart, .register, .guide, .selection: return nil
    }
  }

  /// Whether it lists what a document must state, each item marked yes or no.
  public var isStatedList: Bool { id.hasSuffix(".states") }

  /// The currency its unit names; RMB where none.
  public var currency: String {
    guard let unit = unit?.en, unit.utf8.count > 3,
      unit.prefix(3).utf8.allSatisfy({ (0x41...0x5A).contains($0) }),
      !unit.hasPrefix("RMB")
    else { return "CNY" }
    return String(unit.prefix(3))
  }

  /// Whether the other side may state it in a currency of its own.
  public var allowsCurrency: Bool { type == .money && id.hasSuffix(".foreign") }
}

extension Rulebook {
  private static func tellsRowsApart(_ member: Substring) -> Bool {
    ["name", "title", "text", "person"].contains(member)
  }

  /// Every field of the dictionary as one form, whatever the clauses ask.
  public var wholeForm: Form {
    func question(_ field: Field) -> Form.Question? {
      guard field.type != .group else { return nil }
      let members = field.type == .list ? dictionary.members(of: field).compactMap(question) : []
      return Form.Question(field: field, clauses: [], members: members)
    }
    let top = dictionary.fields.filter { !$0.slot.isMember }.compactMap(question)
    return Form(
      sections: dictionary.sections.map { section in
        Form.Part(section: section, questions: top.filter { $0.field.section == section.id })
      })
  }

  /// The form of a topic, generated from its clauses.
  /// - Parameter isComplete: also with what every application says of itself, though no clause asks for it.
  public func form(for topic: Topic, isComplete: Bool = false) -> Form {
    var clauses: [FieldSlot: [String]] = [:]
    for clause in call.clauses(for: topic) where !clause.isInformation {
      for slot in rules[clause.id]?.fields ?? [] { clauses[slot, default: []].append(clause.id) }
    }
    if isComplete {
      for field in dictionary.fields where field.isAlwaysAsked && clauses[field.slot] == nil {
        clauses[field.slot] = []
      }
    }
    // A list is asked for if a member is, and a member makes no sense without what tells its rows apart.
    for slot in Array(clauses.keys) where slot.isMember {
      let list = FieldSlot(list: -1, slot: slot.list)
      for clause in clauses[slot] ?? [] where !(clauses[list]?.contains(clause) ?? false) {
        clauses[list, default: []].append(clause)
      }
    }
    for field in dictionary.fields where field.type == .list && clauses[field.slot] != nil {
      let members = dictionary.members(of: field)
      let isPlain = !members.contains { clauses[$0.slot] != nil }
      for member in members where clauses[member.slot] == nil {
        let name = member.id.split(separator: ".").last
        if isPlain || name.map(Self.tellsRowsApart) ?? false { clauses[member.slot] = [] }
      }
    }
    // Attributes of a document belong to it.
    for field in dictionary.fields where field.type == .file && clauses[field.slot] == nil {
      let asked = dictionary.fields.contains { $0.id.hasPrefix(field.id + ".") && clauses[$0.slot] != nil }
      if asked { clauses[field.slot] = [] }
    }
    func question(_ field: Field) -> Form.Question? {
      guard let asking = clauses[field.slot], field.type != .group else { return nil }
      let members = field.type == .list ? dictionary.members(of: field).compactMap(question) : []
      return Form.Question(field: field, clauses: asking, members: members)
    }
    let top = dictionary.fields.filter { !$0.slot.isMember }.compactMap(question)
    return Form(
      sections: dictionary.sections.compactMap { section in
        let questions = top.filter { $0.field.section == section.id }
        return questions.isEmpty ? nil : Form.Part(section: section, questions: questions)
      })
  }
}
