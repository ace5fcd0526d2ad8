/// The names of countries as titles begin with them, found by their first character.
struct TitleNames: Sendable {
  private var byFirst: [Character: [String]] = [:]

  /// Adds a country's full names.
  mutating func add(_ names: [String]) {
    for name in names {
      guard let first = name.first else { continue }
      byFirst[first, default: []].append(name)
      byFirst[first]?.sort { $0.count > $1.count }
    }
  }

  /// The names that share their first character with one of `forms`; no other can begin with a form.
  func beginningLike(_ forms: [String]) -> [String] {
    Set(forms.compactMap(\.first)).flatMap { byFirst[$0] ?? [] }
  }

  /// The longest name that `text` begins with.
  func longest(beginning text: Substring) -> String? {
    text.first.flatMap { byFirst[$0]?.first { text.utf8.starts(with: $0.utf8) } }
  }
}

extension Countries {
  /// A note for every country whose one-character name is also a partner's or a bloc's.
  func sharedShortNames(among partners: Set<String>) -> [String: Note] {
    var notes: [String: Note] = [:]
    for country in all.values {
      guard let short = country.short else { continue }
      let others = partners.filter { $0 != country.code && all[$0]?.short == short }.sorted()
      let bloc = blocs[short]
      if !others.isEmpty || bloc != nil {
        notes[country.code] = .shortNameShared(name: short, with: others, bloc: bloc)
      }
    }
    return notes
  }

  /// Whether 中非… after `prefix` may mean a bloc although a name of this country begins the same way.
  func mayBeTakenForBloc(_ country: Country, after prefix: String) -> Bool {
    blocs.keys.contains { country.forms.contains(prefix + $0) }
  }
}
