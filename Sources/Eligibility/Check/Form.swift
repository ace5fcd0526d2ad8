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
  public var sections: [Part]
}

extension Rulebook {
  /// The form of a topic, generated from its clauses.
  public func form(for topic: Topic) -> Form {
    var clauses: [FieldSlot: [String]] = [:]
    for clause in call.clauses(for: topic) where !clause.isInformation {
      for slot in rules[clause.id]?.fields ?? [] { clauses[slot, default: []].append(clause.id) }
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
        if isPlain || name == "name" || name == "title" || name == "text" { clauses[member.slot] = [] }
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
