public import CallGuide

extension Countries {
  /// The names as the drafter of calls takes them.
  public var names: CountryNames {
    let countries = all.values.sorted { $0.code < $1.code }.map {
      CountryNames.Entry(code: $0.code, zh: $0.name.zh, en: $0.name.en, short: $0.short, others: $0.others)
    }
    let regions = self.regions.values.sorted { $0.code < $1.code }.map {
      CountryNames.Entry(code: $0.code, zh: $0.name.zh, en: $0.name.en, country: $0.country)
    }
    return CountryNames(
      entries: countries + regions,
      groups: groups.map {
        CountryNames.Group(code: $0.id, zh: $0.name.zh, en: $0.name.en, codes: $0.codes, others: $0.others)
      })
  }
}
