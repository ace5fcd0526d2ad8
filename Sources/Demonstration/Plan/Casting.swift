internal import CallGuide
internal import Eligibility

/// Finds the people, places and figures for one application after another of a topic.
struct Casting: Sendable {
  let rules: Rulebook
  let topic: Topic
  let seed: UInt64
  let today: Day
  /// How many Chinese organisations of each kind lead applications.
  let leads: Int

  /// First day of the year that begins at least half a year from now.
  private var start: Day {
    let parts = today.adding(months: 6).parts
    return Day(year: parts.year + (parts.month > 1 ? 1 : 0), month: 1, day: 1) ?? today
  }

  /// The cast of application `number`.
  func cast(_ plan: Plan, number: Int, partner chosen: Plan.Partner? = nil) -> Cast {
    var chance = Chance(seed: seed ^ 0x4341_5354, stream: UInt64(number))
    let partner = chosen ?? chance.pick(plan.partners) ?? Plan.Partner(country: "XX", region: nil)
    let name = rules.countries.name(of: partner.country)
    let short = self.short(partner.country, in: plan, chance.happens(50))
    let area = area(number, &chance)
    let theme = Theme(field: area.name, number: number)
    let title =
      plan.laboratory.map {
        theme.title(prefix: $0.prefix, country: short, countryEn: name.en, suffix: $0.suffix)
      } ?? theme.title(country: short, countryEn: name.en)
    let kind = plan.leadKind(rules.dictionary.field("org.name")?.slot)
    return Cast(
      seed: seed, number: number,
      leader: InventedPerson(seed: seed, number: number, ages: 36...56, on: today),
      members: (0..<4).map {
        InventedPerson(seed: seed, number: 10_000_000 + number * 4 + $0, ages: 26...52, on: today)
      },
      foreignLeader: ForeignNames.name(country: partner.country, &chance),
      lead: .chinese(kind, chance.below(leads)),
      endorser: InventedOrganisation.endorser(chance.below(12)), partner: partner,
      partnerName: name, partnerShort: short, area: (area.code, area.words), theme: theme, title: title,
      scale: chance.within(70...100) * 10, today: today, start: start.adding(months: chance.below(3)),
      months: plan.months, company: chance.below(200))
  }

  /// The country as titles call it: one character where that means nothing else, else the ordinary short name.
  private func short(_ code: String, in plan: Plan, _ prefersShort: Bool) -> String {
    guard let country = rules.countries[code] else { return rules.countries.name(of: code).zh }
    let isUnique = plan.partners.count { rules.countries[$0.country]?.short == country.short } < 2
    if prefersShort, let short = country.short, isUnique, rules.countries.blocs[short] == nil { return short }
    return country.name.zh
  }

  /// An area of the topic, and the words a title uses for it; with a theme's number it makes titles that do not repeat.
  private func area(_ number: Int, _ chance: inout Chance) -> (
    code: String?, words: String?, name: BilingualText
  ) {
    let leaves = topic.leaves
    guard !leaves.isEmpty else {
      let fields = Theme.openFields
      let field = fields[(number * 7 + number / Theme.laboratories) % fields.count]
      return (nil, field.zh, field)
    }
    let area = leaves[(number % Theme.laboratories * 7 + number / Theme.laboratories) % leaves.count]
    func items(_ text: String) -> [String] {
      text.split { "、，；：,;（）()".contains($0) }
        .map { part in
          let words = String(part).split(separator: " ").joined(separator: " ")
          return ["包括但不限于", "包括"].reduce(words) {
            $1.count < $0.count && $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0
          }
        }
        .filter { !$0.isEmpty }
    }
    let zh = items(area.name.zh)
    let chosen = chance.below(zh.count)
    let en = items(area.name.en)
    return (
      area.id, nil,
      BilingualText(
        zh: zh.isEmpty ? area.name.zh : zh[chosen],
        en: (en.count == zh.count && !en.isEmpty ? en[chosen] : area.name.en).lowercased())
    )
  }
}
