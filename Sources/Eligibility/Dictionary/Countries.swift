public import CallGuide

/// A country as calls name it.
public final class Country: Sendable {
  /// ISO 3166-1 alpha-2 code.
  public let code: String
  /// Ordinary short names (GB/T 2659.1 for Chinese).
  public let name: BilingualText
  /// The one-character form used after 中, if one is customary.
  public let short: String?
  /// Customary longer or shorter variants in Chinese.
  public let others: [String]
  /// Every form a title may use after 中, longest first.
  public let forms: [String]
  /// The forms in UTF-8.
  let formBytes: [[UInt8]]
  /// Full names of other countries that begin with a form of this one's: 尼日利亚 for 尼日尔 (尼).
  let rivals: [String]
  /// The rivals in UTF-8.
  let rivalBytes: [[UInt8]]

  init(code: String, name: BilingualText, short: String?, others: [String], rivals: [String] = []) {
    self.rivals = rivals
    rivalBytes = rivals.map { Array($0.utf8) }
    self.code = code
    self.name = name
    self.short = short
    self.others = others
    forms = ([name.zh] + others + (short.map { [$0] } ?? [])).sorted { $0.count > $1.count }
    formBytes = forms.map { Array($0.utf8) }
  }
}

/// A region inside a country, by ISO 3166-2 code.
public struct Region: Sendable {
  /// Code.
  public var code: String
  /// The country it lies in.
  public var country: String
  /// Name.
  public var name: BilingualText
}

/// The countries, the regions calls speak of, and short names that are taken by blocs.
public struct Countries: Sendable {
  /// By code.
  public private(set) var all: [String: Country] = [:]
  /// By code.
  public private(set) var regions: [String: Region] = [:]
  /// Short names that mean something else after 中: 阿 (the Arab side), 非 (Africa) …
  public private(set) var blocs: [String: BilingualText] = [:]
  /// Groups of countries, in the order of the table.
  public private(set) var groups: [Group] = []
  /// Full names, to recognise another country's in a title.
  private(set) var titleNames = TitleNames()
  private var codeByName: [String: String] = [:]

  /// Countries that guides name together without listing them.
  public struct Group: Sendable {
    /// Name of the set.
    public var id: String
    /// Name in both languages.
    public var name: BilingualText
    /// Other Chinese names.
    public var others: [String]
    /// Codes of the members.
    public var codes: [String]
  }

  /// The country with this code.
  public subscript(code: String) -> Country? { all[code] }

  /// The code of a country given by its code or by one of its names.
  public func code(of text: String) -> String? {
    all[text] != nil ? text : codeByName[text] ?? codeByName[text.lowercased()]
  }

  /// The name of a country or region, or the code where it is unknown.
  public func name(of code: String) -> BilingualText {
    all[code]?.name ?? regions[code]?.name ?? BilingualText(same: code)
  }

  /// Reads the table (`countries`, `regions`, `blocs`).
  public static func read(_ tree: Tree) throws(Problems) -> Countries {
    var countries = Countries()
    func name(_ tree: Tree, _ key: String) -> BilingualText {
      BilingualText(zh: tree["zh"]?.scalar ?? key, en: tree["en"]?.scalar ?? key)
    }
    for entry in tree["regions"]?.map ?? [] {
      countries.regions[entry.key] = Region(
        code: entry.key, country: entry.value["country"]?.scalar ?? String(entry.key.prefix(2)),
        name: name(entry.value, entry.key))
    }
    for entry in tree["blocs"]?.map ?? [] { countries.blocs[entry.key] = name(entry.value, entry.key) }
    for entry in tree["groups"]?.map ?? [] {
      func list(_ key: String) -> [String] { entry.value[key]?.list?.compactMap(\.scalar) ?? [] }
      countries.groups.append(
        Group(id: entry.key, name: name(entry.value, entry.key), others: list("other"), codes: list("codes")))
    }
    for entry in tree["countries"]?.map ?? [] {
      let country = Country(
        code: entry.key, name: name(entry.value, entry.key), short: entry.value["short"]?.scalar,
        others: entry.value["other"]?.list?.compactMap(\.scalar) ?? [])
      countries.all[entry.key] = country
      countries.titleNames.add([country.name.zh] + country.others)
      for alias in [country.name.zh, country.name.en.lowercased()] + country.others {
        countries.codeByName[alias] = entry.key
      }
    }
    for country in countries.all.values {
      let rivals = countries.titleNames.beginningLike(country.forms).filter { name in
        !country.forms.contains(name) && country.forms.contains { name.hasPrefix($0) }
          && !country.forms.contains { $0.hasPrefix(name) }
      }
      guard !rivals.isEmpty else { continue }
      countries.all[country.code] = Country(
        code: country.code, name: country.name, short: country.short, others: country.others,
        rivals: rivals.sorted { ($1.count, $0) < ($0.count, $1) })
    }
    return countries
  }
}
