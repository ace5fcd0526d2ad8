package import CallGuide
package import Eligibility
internal import Synchronization

/// Invents applications for any call: complete, incomplete, and wrong in the ways its clauses know.
///
/// What makes an application complete is found out from the clauses, once for each topic; then names, titles, dates and amounts
/// vary. The same call, seed and day give the same applications, whatever the order they are asked for.
///
/// ```swift
/// let maker = DemonstrationMaker(rules: rules, seed: 1, today: day)
/// for number in 0..<1000 { let specimen = maker.specimen(number) }
/// ```
package final class DemonstrationMaker: Sendable {
  package let rules: Rulebook
  package let seed: UInt64
  /// The day on which the demonstration begins.
  package let today: Day
  package let mix: Mix
  /// How many Chinese organisations of each kind lead applications.
  package let leads: Int
  private let studies = Mutex<[String: TopicStudy]>([:])
  private let weights: [(Topic, Int)]

  /// - Parameter leads: more organisations for more applications; about a tenth of them is believable.
  package init(rules: Rulebook, seed: UInt64, today: Day, mix: Mix = .believable, leads: Int = 20) {
    self.rules = rules
    self.seed = seed
    self.today = today
    self.mix = mix
    self.leads = max(1, leads)
    weights = rules.call.topics.map { ($0, max(3, min(20, $0.quota?.number ?? 6))) }
  }

  /// Application `number`; `nil` only where a topic's clauses cannot all be met.
  package func specimen(_ number: Int) -> Specimen? {
    var chance = Chance(seed: seed, stream: UInt64(number))
    guard let topic = chance.weighted(weights) else { return nil }
    let study = study(of: topic)
    let model: TopicStudy.Model?
    switch kind(&chance) {
    case .complete: model = chance.pick(study.complete)
    case .justified: model = chance.pick(study.justified) ?? chance.pick(study.complete)
    case .incomplete: model = chance.pick(study.incomplete)
    case .wrong: model = wrong(study, &chance)
    case .twin:
      let earlier = (max(0, number - 200)..<number).last { other in
        var chance = Chance(seed: seed, stream: UInt64(other))
        return chance.weighted(weights)?.id == topic.id && kind(&chance) == .complete
      }
      if let earlier { return twin(of: earlier, topic: topic, in: topic, number: number) }
      model = chance.pick(study.complete)
    }
    return model.map { specimen($0, study, number) }
  }

  /// How good an application will be, before it is made.
  enum Kind { case complete, justified, incomplete, wrong, twin }

  /// Topic and kind of application `number`, without making it.
  func outline(_ number: Int) -> (topic: String, kind: Kind)? {
    var chance = Chance(seed: seed, stream: UInt64(number))
    guard let topic = chance.weighted(weights) else { return nil }
    return (topic.id, kind(&chance))
  }

  private func kind(_ chance: inout Chance) -> Kind {
    chance.weighted([
      (.complete, mix.complete), (.justified, mix.justified), (.incomplete, mix.incomplete),
      (.wrong, mix.wrong), (.twin, mix.twins),
    ]) ?? .complete
  }

  /// An application that says what application `earlier` says, under another leader; in another topic, as far as that asks for
  /// the same.
  package func twin(of earlier: Int, topic: Topic, in other: Topic, number: Int) -> Specimen? {
    let origin = study(of: topic)
    let study = study(of: other)
    var chance = Chance(seed: seed, stream: UInt64(earlier))
    _ = chance.weighted(weights)
    _ = kind(&chance)
    let index = chance.below(max(1, origin.complete.count))
    guard origin.complete.indices.contains(index), study.complete.indices.contains(index) else { return nil }
    var cast = origin.casting.cast(origin.complete[index].template.plan, number: earlier)
    let own = study.casting.cast(study.complete[index].template.plan, number: number)
    cast.leader = own.leader
    cast.members = own.members
    if topic.id != other.id { cast.area = (nil, cast.theme.field.zh) }
    return Specimen(
      study.complete[index], cast, topic: other.id, number: number, quality: .twin(of: earlier))
  }

  /// An application for a topic that violates a clause; `nil` when nothing an applicant states can.
  package func specimen(violating clause: String, of topic: Topic, number: Int) -> Specimen? {
    let study = study(of: topic)
    return study.wrong(clause).map { specimen($0, study, number) }
  }

  /// Complete applications for a topic, one for each team that can apply.
  package func complete(for topic: Topic, number: Int) -> [Specimen] {
    let study = study(of: topic)
    return study.complete.map { specimen($0, study, number) }
  }

  /// Applications that depart from a soft clause of the topic and say why.
  package func justified(for topic: Topic, number: Int) -> [Specimen] {
    let study = study(of: topic)
    return study.justified.map { specimen($0, study, number) }
  }

  private func specimen(_ model: TopicStudy.Model, _ study: TopicStudy, _ number: Int) -> Specimen {
    Specimen(model, study.casting.cast(model.template.plan, number: number), topic: study.topic.id)
  }

  /// A clause drawn by lot; the next one that can be violated where it cannot.
  private func wrong(_ study: TopicStudy, _ chance: inout Chance) -> TopicStudy.Model? {
    let first = chance.below(study.clauses.count)
    for offset in study.clauses.indices {
      let clause = study.clauses[(first + offset) % study.clauses.count]
      if let model = study.wrong(clause) { return model }
    }
    return study.complete.first
  }

  private func study(of topic: Topic) -> TopicStudy {
    studies.withLock { studies in
      if let known = studies[topic.id] { return known }
      let study = TopicStudy(
        casting: Casting(rules: rules, topic: topic, seed: seed, today: today, leads: leads))
      studies[topic.id] = study
      return study
    }
  }
}
