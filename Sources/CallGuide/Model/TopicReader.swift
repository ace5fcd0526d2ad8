extension CallReader {
  mutating func topic(_ tree: Tree, claims: inout [String: [Coverage.Claim]]) -> Topic {
    let reader = MapReader(tree, subject: tree["id"]?.scalar)
    let id = reader.text("id")
    var clauses: [Clause] = []
    entries(reader.required("entries"), topic: id, document: "guide", into: &clauses, &claims)
    let topic = Topic(
      id: id, title: reader.bilingual("title"),
      partners: reader.required("partners")?.list?.compactMap(\.scalar) ?? [],
      basis: reader.choice("basis", of: Basis.self),
      areas: areas(reader.optional("areas"), topic: id),
      areasOpen: reader.optionalText("areasOpen") == "true",
      quota: limit(reader.optional("quota"), topic: id),
      envelope: limit(reader.optional("envelope"), topic: id),
      perCountry: share(reader.optional("perCountry"), topic: id),
      perArea: share(reader.optional("perArea"), topic: id),
      period: period(reader.optional("period"), topic: id),
      agency: agency(reader.optional("agency"), topic: id),
      clauses: clauses)
    problems += reader.finish()
    return topic
  }

  private mutating func areas(_ tree: Tree?, topic: String) -> [Area] {
    var areas: [Area] = []
    for element in tree?.list ?? [] {
      let reader = MapReader(element, subject: topic)
      areas.append(
        Area(
          id: reader.text("id"), name: BilingualText(zh: reader.text("zh"), en: reader.text("en")),
          isOpen: reader.optionalText("open") == "true",
          areas: self.areas(reader.optional("areas"), topic: topic)))
      problems += reader.finish()
    }
    return areas
  }

  private mutating func limit(_ tree: Tree?, topic: String) -> Limit? {
    guard let tree else { return nil }
    let reader = MapReader(tree, subject: topic)
    defer { problems += reader.finish() }
    if let number = reader.number("exactly") { return .exactly(number) }
    if let number = reader.number("atMost") { return .atMost(number) }
    if let number = reader.number("about") { return .about(number) }
    if reader.optionalText("undecided") == "true" { return .undecided }
    return nil
  }

  private mutating func share(_ tree: Tree?, topic: String) -> ShareLimit? {
    guard let tree else { return nil }
    let reader = MapReader(tree, subject: topic)
    defer { problems += reader.finish() }
    return ShareLimit(
      atMost: reader.number("atMost") ?? 1, force: reader.choice("force", of: Force.self) ?? .must)
  }

  private mutating func period(_ tree: Tree?, topic: String) -> Period? {
    guard let tree else { return nil }
    let reader = MapReader(tree, subject: topic)
    defer { problems += reader.finish() }
    let exactly = reader.number("exactly")
    return Period(
      atLeast: exactly ?? reader.number("atLeast"), atMost: exactly ?? reader.number("atMost"),
      force: reader.choice("force", of: Force.self) ?? .must)
  }

  private mutating func agency(_ tree: Tree?, topic: String) -> Agency? {
    guard let tree else { return nil }
    let reader = MapReader(tree, subject: topic)
    defer { problems += reader.finish() }
    return Agency(
      name: BilingualText(zh: reader.text("zh"), en: reader.text("en")), email: reader.optionalText("email"),
      url: reader.optionalText("url"))
  }
}
