public import CallGuide

/// One clause with its demand compiled; a class, so that judging does not copy it.
public final class Rule: Sendable {
  /// A way to read the clause.
  public struct Option: Sendable {
    /// Id and words of the reading; `nil` when the clause has only one.
    public var reading: Reading?
    /// What it demands under this reading.
    public var requirement: Requirement
  }

  /// The clause.
  public let clause: Clause
  /// Its readings; exactly one unless the words allow several.
  public let options: [Option]
  /// What it demands as it is read first.
  let requirement: Requirement
  /// Whether what is not met may be justified.
  let isSoft: Bool
  /// The field that holds the justification of a soft clause.
  public let justification: FieldSlot?
  /// The fields it looks at, in the order of the dictionary.
  public let fields: [FieldSlot]
  /// Those of them that are lists whose absence means none.
  let absentMeansEmpty: Set<FieldSlot>
  /// Whether it can have no verdict.
  let isInformation: Bool
  /// Whether it only encourages.
  let isPreference: Bool

  init(
    clause: Clause, options: [Option], justification: FieldSlot?, fields: [FieldSlot],
    absentMeansEmpty: Set<FieldSlot>
  ) {
    self.clause = clause
    self.options = options
    requirement = options.first?.requirement ?? .information
    isSoft = clause.force.isSoft
    self.justification = justification
    self.fields = fields
    self.absentMeansEmpty = absentMeansEmpty
    isInformation = clause.isInformation
    if case .preference = options.first?.requirement { isPreference = true } else { isPreference = false }
  }
}

/// A call made ready to judge applications: its clauses compiled against its dictionary. It never changes.
public final class Rulebook: Sendable {
  /// The call.
  public let call: Call
  /// The base dictionary with the call's own fields.
  public let dictionary: FactDictionary
  /// Countries, regions and blocs.
  public let countries: Countries
  /// Reads applications for this call.
  public let reader: FactsReader
  /// The compiled clauses, by id.
  public let rules: [String: Rule]
  /// Codes of every partner country of the call.
  let partnerCountries: Set<String>
  /// Their one-character names.
  let partnerShortNames: Set<String>
  /// What to note when a title uses a country's one-character name that others share, by the country's code.
  let sharedShortNames: [String: Note]
  /// Values the call sets for all applications.
  let settings: Facts
  let slots: KnownSlots
  private let members: [FieldSlot: [String: FieldSlot]]

  /// Compiles a call.
  /// - Throws: every problem of its requirements, with file, line and clause id.
  public init(_ call: Call, vocabulary: Vocabulary = .standard) throws(Problems) {
    self.call = call
    countries = vocabulary.countries
    var dictionary = vocabulary.dictionary
    try dictionary.add(call.fields)
    self.dictionary = dictionary
    do { slots = try KnownSlots(dictionary) } catch { throw Problems(error) }
    reader = FactsReader(dictionary: dictionary, countries: countries)
    var members: [FieldSlot: [String: FieldSlot]] = [:]
    for field in dictionary.fields where field.slot.isMember {
      let name = field.id.split(separator: ".").last.map(String.init) ?? field.id
      members[FieldSlot(list: -1, slot: field.slot.list), default: [:]][name] = field.slot
    }
    self.members = members
    partnerCountries = Set(
      call.topics.flatMap(\.partners).flatMap(call.codes).map { [countries] in
        countries.regions[$0]?.country ?? $0
      })
    partnerShortNames = Set(partnerCountries.compactMap { [countries] in countries[$0]?.short })
    sharedShortNames = countries.sharedShortNames(among: partnerCountries)
    var rules: [String: Rule] = [:]
    var problems: [Problem] = []
    for clause in call.clauses {
      do throws(Problem) {
        rules[clause.id] = try Rulebook.compile(clause, dictionary, call.sets, slots)
      } catch { problems.append(error) }
    }
    self.rules = rules
    do {
      settings = try Rulebook.settings(of: call, reader: reader)
    } catch {
      problems += error.all
      settings = Facts(for: dictionary)
    }
    guard problems.isEmpty else { throw Problems(problems) }
  }

  private static func compile(
    _ clause: Clause, _ dictionary: FactDictionary, _ sets: [String: CodeSet], _ slots: KnownSlots
  ) throws(Problem) -> Rule {
    let reader = RequirementReader(dictionary: dictionary, sets: sets, clause: clause.id)
    var options: [Rule.Option] = []
    switch clause.demand {
    case .plain(let tree): options = [Rule.Option(reading: nil, requirement: try reader.read(tree))]
    case .readings(let readings):
      for reading in readings {
        options.append(Rule.Option(reading: reading, requirement: try reader.read(reading.require)))
      }
    }
    var justification: FieldSlot?
    if let name = clause.justification {
      justification = try reader.field(Tree(.text(name), at: clause.place))
    }
    var fields: Set<FieldSlot> = []
    for option in options { option.requirement.collectFields(into: &fields, slots: slots) }
    if let justification { fields.insert(justification) }
    let ordered = dictionary.fields.map(\.slot).filter(fields.contains)
    let empty = ordered.filter { dictionary.field(at: $0).absentMeansEmpty }
    return Rule(
      clause: clause, options: options, justification: justification, fields: ordered,
      absentMeansEmpty: Set(empty))
  }

  /// The settings of a call are facts like any other, written with dotted names.
  private static func settings(of call: Call, reader: FactsReader) throws(Problems) -> Facts {
    var tree = Tree(.map([]), at: Place(file: "call.yaml", line: 1, column: 1))
    for setting in call.settings {
      tree = tree.setting(setting.field.split(separator: ".").map(String.init)[...], to: setting.value)
    }
    return try reader.read(tree)
  }

  func member(_ name: String, of list: FieldSlot, in row: Row) -> Value? {
    members[list]?[name].flatMap { row.values[Int($0.slot)] }
  }

  func text(_ slot: FieldSlot, in row: Row) -> String? {
    if case .text(let text) = row.values[Int(slot.slot)] { return text }
    return nil
  }

  /// Name, kind and parent of a signatory.
  func signatory(_ row: Row, of list: FieldSlot) -> (name: String?, kind: String?, of: String?) {
    func text(_ name: String) -> String? {
      if case .text(let text) = member(name, of: list, in: row) { return text }
      return nil
    }
    return (text("name"), text("kind"), text("of"))
  }

  /// A value as it is compared and shown where no label is known.
  func show(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    case .number(let amount): amount.description
    case .money(let money): money.description
    case .day(let day): day.description
    case .flag(let flag): flag ? "true" : "false"
    case .marks(let marks): marks.keys.sorted().joined(separator: ", ")
    case .file(let file): file.sha256 ?? file.name
    case .declaration(let declaration): declaration.made.map(String.init) ?? ""
    case .rate(let rate): "\(rate.rate) CNY/\(rate.currency)"
    case .rows(let rows): String(rows.count)
    }
  }
}

extension Tree {
  /// This map with the value at a dotted path set.
  func setting(_ path: ArraySlice<String>, to value: Tree) -> Tree {
    guard let key = path.first else { return value }
    var entries = map ?? []
    let inner = (self[key] ?? Tree(.map([]), at: value.place)).setting(path.dropFirst(), to: value)
    entries.removeAll { $0.key == key }
    entries.append(Tree.Entry(key: key, place: value.place, value: inner))
    return Tree(.map(entries), at: place)
  }
}
