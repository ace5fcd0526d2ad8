internal import CallGuide

/// Compiles the requirement trees of a call file into `Requirement`s, field names resolved.
struct RequirementReader {
  let dictionary: FactDictionary
  let sets: [String: CodeSet]
  let clause: String

  func read(_ tree: Tree) throws(Problem) -> Requirement {
    guard let entries = tree.map, entries.count == 1, let entry = entries.first else {
      throw problem(
        .wrongType, tree, zh: "要求应为只有一个键的一组键值，如 {attached: …}",
        en: "a requirement is a map with one key, such as {attached: …}")
    }
    let node = Arguments(entry.value, kind: entry.key, reader: self)
    let requirement = try read(entry.key, node, entry.value)
    if !Self.bare.contains(entry.key) { try node.finish() }
    return requirement
  }

  /// Kinds whose content is not a map of named arguments.
  private static let bare: Set<String> = ["all", "any", "stated", "yes", "no", "information"]

  private func read(_ kind: String, _ node: Arguments, _ value: Tree) throws(Problem) -> Requirement {
    switch kind {
    case "information": return .information
    case "preference": return .preference(try read(node.tree("when")))
    case "all": return .all(try requirements(value))
    case "any": return .any(try requirements(value))
    case "unless":
      return .unless(exception: try read(node.tree("exception")), then: try read(node.tree("then")))
    case "when": return .when(condition: try read(node.tree("condition")), then: try read(node.tree("then")))
    case "member": return .member(try membership(node, isAmong: true))
    case "notMember": return .member(try membership(node, isAmong: false))
    case "area": return .area
    case "compare": return .compare(Comparison(field: try node.field("field"), bounds: try node.bounds()))
    case "compareFields": return .compareFields(try fieldComparison(node))
    case "date": return .date(try dateTest(node))
    case "elapsed":
      return .elapsed(
        Elapsed(
          since: try node.field("since"), months: try node.months(), until: try node.dayOperand("until")))
    case "age":
      let inclusive = node.has("atMost")
      return .age(
        Age(
          born: try node.field("born"), years: try node.integer(inclusive ? "atMost" : "below"),
          inclusive: inclusive,
          on: try node.dayOperand("on")))
    case "duration": return .duration(try node.bounds())
    case "stated": return .stated(try stated(value))
    case "yes": return .truth(try field(value), true)
    case "no": return .truth(try field(value), false)
    case "titleFormat":
      return .titleFormat(
        TitleFormat(
          field: try node.field("field"), prefix: try node.text("prefix"), country: try node.field("country"),
          suffix: try node.text("suffix")))
    case "yearOf":
      return .yearOf(
        YearOf(
          year: try node.field("year"), identifier: try node.field("identifier"),
          years: try node.texts("of").compactMap { Int($0) }))
    default: return try readMore(kind, node, value)
    }
  }

  private func readMore(_ kind: String, _ node: Arguments, _ value: Tree) throws(Problem) -> Requirement {
    switch kind {
    case "attached":
      return .attached(try node.field("document"), withSubmission: try node.flag("withSubmission"))
    case "states": return .states(try node.field("field"), items: try node.texts("items"))
    case "signed": return .signed(try node.field("field"), by: try node.choice("by", Parties.self))
    case "issuerIndependent":
      _ = node.has("of")
      return .issuerIndependent(issuer: try node.field("issuer"))
    case "sameAs": return .sameAs(try node.field("field"), try node.field("as"))
    case "agrees": return .agrees(try node.field("field"), try node.field("with"))
    case "distinctFiles": return .distinctFiles(try node.field("document"), try node.field("other"))
    case "attestation": return .attestation(try node.field("field"))
    case "question":
      return .question(
        Question(
          id: try node.text("id"), ask: try node.choice("ask", Decider.self),
          text: BilingualText(zh: try node.text("zh"), en: try node.text("en")),
          from: node.has("from") ? try node.choice("from", Stage.self) : .draft))
    case "forEach":
      return .forEach(
        try rows(node), satisfy: try read(node.tree("satisfy")), required: try node.flag("required"))
    case "exists": return .count(try rows(node), Bounds(atLeast: Amount(1)), distinct: nil)
    case "count":
      return .count(
        try rows(node), try node.bounds(), distinct: node.has("distinct") ? try node.field("distinct") : nil)
    case "sums":
      return .sums(try rows(node), left: try node.field("left"), atLeast: try node.field("atLeast"))
    case "linked":
      return .linked(Link(list: try node.field("of"), by: try node.field("by"), to: try node.field("to")))
    case "listed": return .listed(try node.field("name"), in: try node.field("in"))
    case "counterpart": return .counterpart(voidIfOneSided: try node.flag("voidIfOneSided"))
    case "unique":
      return .unique(
        Uniqueness(
          key: try node.fields("key"), also: node.has("also") ? try node.fields("also") : [],
          anyTopic: try node.flag("anyTopic")))
    case "exclusiveRoutes":
      return .exclusiveRoutes(
        ExclusiveRoutes(
          topics: try node.texts("topics"), countries: try codes(node.tree("countries")).codes,
          subject: try node.choice("subject", Subject.self)))
    case "notInRegister":
      return .notInRegister(
        try node.fields("registers"),
        evenConcluded: node.has("evenConcluded") ? try node.fields("evenConcluded") : [])
    case "obligation": return .obligation(try obligation(node))
    case "promise": return .promise(target: try read(node.tree("target")), kept: try read(node.tree("kept")))
    case "quota": return .quota
    case "quotaPer":
      return .quotaPer(
        try node.choice("by", Share.self), topics: node.has("topics") ? try node.texts("topics") : [])
    case "envelope": return .envelope
    case "programmeQuota": return .programmeQuota(try limit(node))
    case "programmeEnvelope": return .programmeEnvelope(try limit(node))
    case "guideCount":
      return .guideCount(try node.choice("of", Counted.self), equals: try node.integer("equals"))
    default:
      throw problem(
        .unknownRequirement, value, zh: "没有「\(kind)」这种要求；可用的种类见 CONTRIBUTING.md",
        en: "there is no requirement kind “\(kind)”; CONTRIBUTING.md lists them")
    }
  }

  // MARK: parts

  private func requirements(_ tree: Tree) throws(Problem) -> [Requirement] {
    guard let list = tree.list, !list.isEmpty else {
      throw problem(.wrongType, tree, zh: "应为要求的列表", en: "a list of requirements is expected")
    }
    var requirements: [Requirement] = []
    for element in list { requirements.append(try read(element)) }
    return requirements
  }

  private func membership(_ node: Arguments, isAmong: Bool) throws(Problem) -> Membership {
    let (codes, set) = try codes(node.tree("of"))
    return Membership(field: try node.field("field"), codes: codes, set: set, isAmong: isAmong)
  }

  private func codes(_ tree: Tree) throws(Problem) -> (codes: [String], set: BilingualText?) {
    if let list = tree.list { return (list.compactMap(\.scalar), nil) }
    guard let name = tree.scalar, let set = sets[name] else {
      throw problem(
        .unknownSet, tree, zh: "没有集合\(tree.kind.zh)；已有：\(sets.keys.sorted().joined(separator: ", "))",
        en: "no set \(tree.kind.en); there are: \(sets.keys.sorted().joined(separator: ", "))")
    }
    return (set.codes, set.name)
  }

  private func fieldComparison(_ node: Arguments) throws(Problem) -> FieldComparison {
    for relation in Relation.allCases where node.has(relation.rawValue) {
      return FieldComparison(
        left: try node.fields("left"), right: try node.fields(relation.rawValue), relation: relation,
        rate: node.has("rate") ? try node.field("rate") : nil)
    }
    throw problem(
      .missingKey, node.value, zh: "缺少 atMost、atLeast 或 equals", en: "atMost, atLeast or equals is missing")
  }

  private func dateTest(_ node: Arguments) throws(Problem) -> DateTest {
    for order in DateTest.Order.allCases where node.has(order.rawValue) {
      return DateTest(
        field: try node.fields("field"), order: order, limit: try node.dayOperand(order.rawValue))
    }
    throw problem(
      .missingKey, node.value, zh: "缺少 before、onOrBefore、after 或 onOrAfter",
      en: "before, onOrBefore, after or onOrAfter is missing")
  }

  private func stated(_ tree: Tree) throws(Problem) -> [FieldSlot] {
    guard let name = tree.scalar, let named = dictionary.field(name) else { return [try field(tree)] }
    guard named.type == .group else { return [named.slot] }
    return dictionary.fields.filter { $0.id.hasPrefix(name + ".") }.map(\.slot)
  }

  private func rows(_ node: Arguments) throws(Problem) -> Rows {
    Rows(list: try node.list("of"), condition: node.has("where") ? try read(node.tree("where")) : nil)
  }

  private func obligation(_ node: Arguments) throws(Problem) -> Obligation {
    var stay: Obligation.Stay?
    if node.has("stay") {
      let part = Arguments(try node.tree("stay"), kind: "stay", reader: self)
      stay = Obligation.Stay(
        from: try part.field("from"), to: try part.field("to"), months: try part.months(),
        counting: part.has("counting") ? try part.choice("counting", Obligation.Counting.self) : .civil,
        total: try part.flag("total"))
      try part.finish()
    }
    return Obligation(
      rows: try rows(node), plan: node.has("plan") ? try node.list("plan") : nil,
      distinct: node.has("distinct") ? try node.field("distinct") : nil, atLeast: try node.integer("atLeast"),
      stay: stay, on: node.has("on") ? try node.field("on") : nil)
  }

  private func limit(_ node: Arguments) throws(Problem) -> Limit {
    if node.has("exactly") { return .exactly(try node.integer("exactly")) }
    if node.has("about") { return .about(try node.integer("about")) }
    return .atMost(try node.integer("atMost"))
  }

  func field(_ tree: Tree) throws(Problem) -> FieldSlot {
    guard let name = tree.scalar, let field = dictionary.field(name) else {
      let known = dictionary.fields.map(\.id)
      let nearest = tree.scalar.flatMap { Similarity.nearest(to: $0, among: known) }
      throw problem(
        .unknownField, tree,
        zh: "字典中没有数据项\(tree.kind.zh)" + (nearest.map { "；是否为「\($0)」？" } ?? ""),
        en: "no field \(tree.kind.en) in the dictionary" + (nearest.map { "; did you mean “\($0)”?" } ?? ""))
    }
    return field.slot
  }

  func problem(_ code: Problem.Code, _ tree: Tree, zh: String, en: String) -> Problem {
    Problem(code, at: tree.place, subject: clause, zh: zh, en: en)
  }
}
