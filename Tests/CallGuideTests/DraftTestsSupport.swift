import CallGuide
import Foundation
import Testing

/// What the tests of the drafter share: the real guide, the country table, a source of chance with a seed.
enum Drafts {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  static let asean = ["BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "VN"]
  static let africa =
    ("DZ AO BJ BW BF BI CV CM CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU MA MZ "
    + "NA NE NG RW ST SN SC SL SO ZA SS SD TZ TG TN UG ZM ZW").split(separator: " ").map(String.init)

  static func countries() throws -> CountryNames {
    let path = "Sources/Eligibility/Resources/countries.yaml"
    let table = try YAMLReader.read(try bytes(path), file: path)
    func entries(_ key: String) -> [CountryNames.Entry] {
      (table[key]?.map ?? []).map { entry in
        CountryNames.Entry(
          code: entry.key, zh: entry.value["zh"]?.scalar ?? "", en: entry.value["en"]?.scalar ?? "",
          short: entry.value["short"]?.scalar, others: entry.value["other"]?.list?.compactMap(\.scalar) ?? [],
          country: entry.value["country"]?.scalar)
      }
    }
    let groups = [CountryNames.Group(code: "AFRICA", zh: "非洲国家", en: "African states", codes: africa)]
    return CountryNames(entries: entries("regions") + entries("countries"), groups: groups)
  }

  /// Drafts a text and loads the result through the coverage gate.
  static func call(_ text: String, countries: CountryNames) throws -> Call {
    let guide = Array(text.utf8)
    let source = try GuideText(bytes: guide, file: "guide.txt")
    let drafted = try Draft.draft(text: source, id: "test", countries: countries)
    let call = try Call.read(
      CallFiles(folder: "draft", contents: ["call.yaml": Array(drafted.callYAML.utf8), "guide.txt": guide]))
    let document = try #require(call.documents.first)
    #expect(document.coveredCharacters == source.folded.count)
    #expect(document.clauseCount == drafted.clauses)
    #expect(call.topics.count == drafted.topics)
    let confirmed = call.clauses.filter { !$0.needsConfirmation }
    #expect(confirmed.isEmpty)
    return call
  }

  static func call(_ text: String) throws -> Call { try call(text, countries: try countries()) }

  /// The keys of a clause's requirement, or of its readings.
  static func keys(_ clause: Clause?) -> Set<String> {
    var keys: Set<String> = []
    func walk(_ tree: Tree) {
      for entry in tree.map ?? [] {
        keys.insert(entry.key)
        walk(entry.value)
      }
      for element in tree.list ?? [] { walk(element) }
    }
    switch clause?.demand {
    case .plain(let tree): walk(tree)
    case .readings(let readings): for reading in readings { walk(reading.require) }
    case nil: break
    }
    return keys
  }
}

/// SplitMix64: chance that a seed repeats.
struct SeededChance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
