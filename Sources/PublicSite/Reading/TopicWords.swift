internal import CallGuide
internal import Eligibility
internal import Web

extension SitePages {
  /// A partner unit of a topic in words.
  func name(of unit: String) -> BilingualText {
    if let set = call.sets[unit] { return set.name }
    if unit == "EU" { return Phrase.Guide.europeanUnion }
    if let region = rules.countries.regions[unit] {
      let country = rules.countries.name(of: region.country)
      return BilingualText(zh: "\(country.zh)（\(region.name.zh)）", en: "\(country.en) (\(region.name.en))")
    }
    return rules.countries.name(of: unit)
  }

  /// The partners of a topic in a few words.
  func partners(of topic: Topic) -> BilingualText {
    Display.list(
      topic.partners.map { unit in
        guard let set = call.sets[unit] else { return name(of: unit) }
        return Phrase.Guide.set(set.name, count: set.codes.count)
      })
  }

  func places(_ limit: Limit?) -> BilingualText { words(limit, Phrase.Guide.projects) }

  func money(_ limit: Limit?) -> BilingualText { words(limit, Display.money(tenThousands:)) }

  private func words(_ limit: Limit?, _ unit: (Int) -> BilingualText) -> BilingualText {
    switch limit {
    case .exactly(let number): Phrase.Guide.exactly(unit(number))
    case .atMost(let number): Phrase.Guide.atMost(unit(number))
    case .about(let number): Phrase.Guide.about(unit(number))
    case .undecided: Phrase.Guide.undecided
    case nil: Phrase.Guide.notStated
    }
  }

  func period(_ period: Period?) -> BilingualText {
    guard let period else { return Phrase.Guide.notStated }
    let length: BilingualText
    switch (period.atLeast, period.atMost) {
    case (let low?, let high?):
      length = low == high ? Phrase.Guide.months(low) : Phrase.Guide.months(from: low, to: high)
    case (nil, let high?): length = Phrase.Guide.atMost(Phrase.Guide.months(high))
    case (let low?, nil): length = Phrase.Guide.atLeast(Phrase.Guide.months(low))
    case (nil, nil): return Phrase.Guide.notStated
    }
    switch period.force {
    case .general: return BilingualText(zh: "一般 \(length.zh)", en: "generally \(length.en)")
    case .principle: return BilingualText(zh: "原则上\(length.zh)", en: "in principle \(length.en)")
    case .must, .encourage, .fact: return length
    }
  }

  /// “In principle at most 1 per partner country”.
  func share(_ share: ShareLimit, _ words: BilingualText) -> BilingualText {
    share.force == .must ? words : BilingualText(zh: "原则上\(words.zh)", en: "in principle \(words.en)")
  }

  /// A day fixed by the rules, with the clause that fixes it.
  struct Deadline {
    var label: BilingualText
    var day: BilingualText
    var clause: Clause
  }

  /// The days by which something must be done, read from the rules themselves.
  func deadlines() -> [Deadline] {
    call.commonClauses.flatMap { clause -> [Deadline] in
      var seen: Set<FieldSlot> = []
      return (rules.rules[clause.id]?.options ?? []).flatMap { dates(in: $0.requirement) }.compactMap {
        field, day in
        guard field.supplier == .officer, seen.insert(field.slot).inserted else { return nil }
        return Deadline(label: field.label, day: words(for: day), clause: clause)
      }
    }
  }

  private func dates(in requirement: Requirement) -> [(Field, Day)] {
    switch requirement {
    case .date(let test):
      guard case .day(let day) = test.limit, let slot = test.field.first else { return [] }
      return [(rules.dictionary.field(at: slot), day)]
    case .all(let parts), .any(let parts): return parts.flatMap(dates(in:))
    case .when(_, let then), .unless(_, let then): return dates(in: then)
    default: return []
    }
  }

  func words(for day: Day) -> BilingualText {
    let parts = day.parts
    return Display.day(year: parts.year, month: parts.month, day: parts.day)
  }

  /// Numbers of the whole call.
  struct Totals {
    var places = 0
    var money = 0
    var undecided: [String] = []
    var announcedPlaces: Limit?
    var announcedMoney: Limit?
  }

  var totals: Totals {
    var totals = Totals()
    for topic in call.topics {
      totals.places += topic.quota?.number ?? 0
      totals.money += topic.envelope?.number ?? 0
      if topic.quota?.number == nil || topic.envelope?.number == nil { totals.undecided.append(topic.id) }
    }
    for clause in call.commonClauses {
      for option in rules.rules[clause.id]?.options ?? [] {
        if case .programmeQuota(let limit) = option.requirement { totals.announcedPlaces = limit }
        if case .programmeEnvelope(let limit) = option.requirement { totals.announcedMoney = limit }
      }
    }
    return totals
  }
}
