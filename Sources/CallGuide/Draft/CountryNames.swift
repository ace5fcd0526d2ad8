/// The names the drafter looks for: countries, regions of countries, and groups of countries.
///
/// The table is data of the Eligibility room; whoever drafts hands it in.
public struct CountryNames: Sendable {
  /// A country, a region of a country, or a body that acts like one (EU).
  public struct Entry: Sendable {
    /// Code: ISO 3166-1 alpha-2, a region code such as `BE-WAL`, or `EU`.
    public var code: String
    /// Ordinary Chinese name.
    public var zh: String
    /// English name.
    public var en: String
    /// One-character short form used in 中…, if there is one.
    public var short: String?
    /// Other names in any language.
    public var others: [String]
    /// For a region: the code of its country.
    public var country: String?

    /// A name.
    public init(
      code: String, zh: String, en: String, short: String? = nil, others: [String] = [],
      country: String? = nil
    ) {
      self.code = code
      self.zh = zh
      self.en = en
      self.short = short
      self.others = others
      self.country = country
    }
  }

  /// A group such as 阿拉伯国家 with its member codes.
  public struct Group: Sendable {
    /// Name of the set.
    public var code: String
    /// Chinese name.
    public var zh: String
    /// English name.
    public var en: String
    /// Codes of the members.
    public var codes: [String]
    /// Other names.
    public var others: [String]

    /// A group.
    public init(code: String, zh: String, en: String, codes: [String], others: [String] = []) {
      self.code = code
      self.zh = zh
      self.en = en
      self.codes = codes
      self.others = others
    }
  }

  /// Countries and regions.
  public let entries: [Entry]
  /// Groups of countries.
  public let groups: [Group]
  private let index: [Unicode.Scalar: [(name: [Unicode.Scalar], entry: Int)]]

  /// The names to look for.
  public init(entries: [Entry], groups: [Group] = []) {
    let european = Entry(code: "EU", zh: "欧盟", en: "European Union", others: ["欧洲联盟"])
    let entries = entries.contains { $0.code == "EU" } ? entries : entries + [european]
    self.entries = entries
    self.groups = groups
    var index: [Unicode.Scalar: [(name: [Unicode.Scalar], entry: Int)]] = [:]
    for (number, entry) in entries.enumerated() where entry.code != "CN" {
      for name in Self.names(of: entry) {
        let scalars = GuideText.fold(name).map(CleanText.normalise)
        guard scalars.count >= 2, let first = scalars.first, !first.isASCII else { continue }
        index[first, default: []].append((scalars, number))
      }
    }
    self.index = index.mapValues { $0.sorted { $0.name.count > $1.name.count } }
  }

  /// 瓦隆大区 is called 瓦隆 too.
  private static func names(of entry: Entry) -> [String] {
    let names = [entry.zh] + entry.others
    return names + names.filter { $0.hasSuffix("大区") && $0.count > 3 }.map { String($0.dropLast(2)) }
  }

  /// A country found in a text, with the place where it stands.
  struct Mention {
    var entry: Entry
    var range: Range<Int>
  }

  /// The countries and regions named in a normalised text, in order; the longest name wins.
  func mentions(in text: [Unicode.Scalar]) -> [Mention] {
    var mentions: [Mention] = []
    var position = 0
    while position < text.count {
      let match = index[text[position]]?.first { candidate in
        position + candidate.name.count <= text.count
          && text[position..<position + candidate.name.count].elementsEqual(candidate.name)
          && !Self.isMisleading(candidate.name, in: text, at: position)
      }
      guard let match else {
        position += 1
        continue
      }
      mentions.append(Mention(entry: entries[match.entry], range: position..<position + match.name.count))
      position += match.name.count
    }
    return mentions
  }

  /// 中非 is China and Africa far more often than a country of that name; 马里 hides in 马里兰.
  private static func isMisleading(_ name: [Unicode.Scalar], in text: [Unicode.Scalar], at position: Int)
    -> Bool
  {
    if name.string == "中非" { return text.position(of: "共和国", from: position) != position + 2 }
    return false
  }

  /// The entry with this code.
  public subscript(code: String) -> Entry? { entries.first { $0.code == code } }

  /// The one country whose short form is this character; `nil` when several share it.
  func country(short: Unicode.Scalar) -> Entry? {
    let found = entries.filter { $0.short == String(short) }
    return found.count == 1 ? found[0] : nil
  }

  /// The group named in a text.
  func group(in text: [Unicode.Scalar]) -> Group? {
    groups.first { group in
      ([group.zh] + group.others).contains { $0.count >= 2 && text.position(of: $0) != nil }
    }
  }
}
