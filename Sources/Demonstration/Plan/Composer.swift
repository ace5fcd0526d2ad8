internal import CallGuide
internal import Eligibility

/// Writes the first plan of an application: what each field of the topic's form would hold, by what the field is.
struct Composer {
  /// Who takes part.
  enum Team: CaseIterable, Sendable {
    case pair, consortium, industry
  }

  let rules: Rulebook
  let topic: Topic
  let today: Day
  let team: Team
  let form: Form
  /// Where the topic's partners are.
  let partners: [Plan.Partner]

  init(rules: Rulebook, topic: Topic, today: Day, team: Team) {
    self.rules = rules
    self.topic = topic
    self.today = today
    self.team = team
    form = rules.form(for: topic, isComplete: true).asked()
    partners = Self.partners(of: topic, rules)
  }

  /// Everything stated by what it is, nothing yet by what the clauses demand.
  func plan() -> Plan {
    var plan = Plan()
    plan.partners = partners
    plan.months = topic.period.map { $0.atMost ?? $0.atLeast ?? 24 } ?? 24
    let requirements = RequirementWalk.all(of: topic, rules)
    for case .titleFormat(let format) in requirements {
      plan.laboratory = Plan.Laboratory(prefix: format.prefix, suffix: format.suffix)
    }
    let questions = form.questions
    // Organisations first: what others sign or name comes from them.
    for question in questions where question.field.type == .list && question.field.id == "org" {
      plan.lists[question.field.slot.slot] = rows(of: question.field, in: plan)
    }
    for question in questions where question.field.id != "org" {
      if question.field.type == .list {
        plan.lists[question.field.slot.slot] = rows(of: question.field, in: plan)
      } else if !question.field.id.hasSuffix("Justification") {
        plan.single[question.field.slot] = piece(question.field)
      }
    }
    for case .obligation(let obligation) in requirements { keepPlanned(obligation, in: &plan) }
    return plan
  }

  /// The countries and regions of the topic's partners; a bloc stands for its members.
  private static func partners(of topic: Topic, _ rules: Rulebook) -> [Plan.Partner] {
    topic.partners.flatMap(rules.call.codes).flatMap { code -> [Plan.Partner] in
      if let region = rules.countries.regions[code] {
        return [Plan.Partner(country: region.country, region: code)]
      }
      if code == "EU", let group = rules.countries.groups.first(where: { $0.id == "EU27" }) {
        return group.codes.map { Plan.Partner(country: $0, region: nil) }
      }
      return rules.countries[code] == nil ? [] : [Plan.Partner(country: code, region: nil)]
    }
  }

  /// Grant per project in 万元: what the guide has for the topic over its places.
  var grant: Amount {
    guard let envelope = topic.envelope?.number, let quota = topic.quota?.number, quota > 0 else {
      return Amount(150)
    }
    return Amount(envelope / quota)
  }

  /// What a field would hold.
  func piece(_ field: Field) -> Piece? {
    if let known = known(field) { return known }
    switch field.type {
    case .text: return .text("\(field.label.zh)：示范内容")
    case .integer(let min, let max): return .text(String(Swift.min(Swift.max(1, min ?? 0), max ?? .max)))
    case .decimal: return .text("6")
    case .money:
      return .scaled(Amount(100), currency: field.unit?.en.hasPrefix("EUR") == true ? "EUR" : "CNY")
    case .date: return .day(today.adding(months: -96), today.adding(months: -60))
    case .bool: return .text("true")
    case .choice(let choices): return choices.first.map { .text($0.code) }
    case .choices(let choices):
      return field.id.hasSuffix(".states")
        ? .items(Dictionary(choices.map { ($0.code, true) }, uniquingKeysWith: { $1 }))
        : .ticked(choices.map(\.code))
    case .country: return .part(.country)
    case .region: return .part(.region)
    case .area: return .part(.area)
    case .file: return .file(field.id + ".pdf")
    case .declaration: return .declared(true, isAddressed: field.help?.zh.contains("对象") ?? false)
    case .list, .rate, .group: return nil
    }
  }

  /// What the base dictionary's fields hold in a believable application.
  private func known(_ field: Field) -> Piece? {
    switch field.id {
    case "app.titleZh": .part(.title)
    case "app.abstract": .part(.abstract)
    case "app.startDate": .part(.start)
    case "app.endDate": .part(.end)
    case "app.durationMonths": .part(.months)
    case "app.researchType": .text("applied")
    case "app.endorsingBody": .part(.endorser)
    case "app.endorsingBodyKind": .part(.endorserKind)
    case "app.sensitiveMatters", "leader.civilServant": .text("false")
    case "app.trlStart": .text("2")
    case "app.trlEnd": .text("4")
    case "target.patents": .text("4")
    case "target.events": .text("2")
    case "target.youngScholars": .text("6")
    case "leader.nameZh": .part(.leader(.name))
    case "leader.namePinyin": .part(.leader(.pinyin))
    case "leader.birthDate": .part(.leader(.birth))
    case "leader.idNumber": .part(.leader(.identity))
    case "leader.nationality": .text("CN")
    case "leader.foreignName": .part(.foreignLeader)
    case "leader.monthsPerYear": .text("8")
    case "leader.otherApplications", "leader.projectsLed": .text("0")
    case "app.budget.grant": .scaled(grant, currency: "CNY")
    case "app.budget.total", "effort.budget.cn": .scaled(grant + grant, currency: "CNY")
    case "effort.budget.foreign": .scaled(grant + grant - Amount(10), currency: "CNY")
    case "effort.personMonths.cn": .text("96")
    case "effort.personMonths.foreign": .text("90")
    case "he.projectId": .part(.serial)
    case "he.callId": .text("HORIZON-CL6-2023-BIODIV-01-1")
    case "he.callYear": .text("2023")
    case "he.acronym": .text("DEMOFIELD")
    case "he.budgetTotal": .scaled(Amount(400), currency: "EUR")
    case "he.budgetChinese": .scaled(Amount(90), currency: "EUR")
    case "he.budgetChineseLead": .scaled(Amount(70), currency: "EUR")
    case "doc.heProposal.language": .text("en")
    default: knownByEnding(field)
    }
  }

  private func knownByEnding(_ field: Field) -> Piece? {
    guard field.id.hasPrefix("doc.") else { return nil }
    switch field.id.split(separator: ".").last {
    case "issuer": return .part(.ministry)
    case "issuerCountry": return .part(.country)
    case "labName": return .part(.title)
    case "template": return .text("2024")
    case "page": return .text("12")
    default: return nil
    }
  }
}
