package import CallGuide
internal import Eligibility

/// An invented application.
package struct Specimen: Sendable {
  /// Its place in the demonstration, from 0.
  package var number: Int
  package var topic: String
  package var quality: Quality
  /// Chinese first; the application itself states only that.
  package var title: BilingualText
  package var leader: InventedPerson
  package var organisation: InventedOrganisation
  package var endorser: InventedOrganisation
  /// Clauses by verdict at submission.
  package var satisfied: Int
  package var violated: Int
  package var undetermined: Int
  private let template: Template
  private let filled: [Filled?]

  /// - Parameter number: the application's own number where the cast is another's.
  init(_ model: TopicStudy.Model, _ cast: Cast, topic: String, number: Int? = nil, quality: Quality? = nil) {
    self.number = number ?? cast.number
    self.topic = topic
    self.quality = quality ?? model.quality
    title = cast.title
    leader = cast.leader
    organisation = cast.lead
    endorser = cast.endorser.organisation
    satisfied = model.satisfied
    violated = model.violated
    undetermined = model.undetermined
    template = model.template
    filled = model.template.fill(cast)
  }

  /// What is typed into which control; documents are attached, not typed.
  package var answers: [String: [String]] {
    let documents = Set(documents.map(\.field))
    return Dictionary(
      template.controls(filled).filter { !documents.contains($0.control) }.map { ($0.control, $0.values) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The application as a file holds it, keys in order.
  /// - Parameter extra: facts that are not typed, such as the day of submission.
  package func facts(extra: [(String, String)] = []) -> Tree {
    template.tree(filled, topic: topic, extra: extra)
  }

  /// The documents attached: field and file name.
  package var documents: [(field: String, name: String)] {
    zip(template.items, filled).compactMap { item, value in
      if case .file(let name) = value { return (item.field.id, name) }
      return nil
    }
  }
}
