internal import CallGuide

extension Evaluator {
  /// A title of the form prefix · country · research field · suffix, such as 中+合作国家简称+研究领域+联合实验室.
  ///
  /// “合作国家简称” is not defined by guides, so the one-character form and the ordinary short name are both accepted; a
  /// one-character form that others share only gets a note.
  mutating func title(_ format: TitleFormat) -> Outcome {
    guard let written = text(format.field) else { return missing(format.field) }
    let country = text(format.country).flatMap { rules.countries[$0] }
    if let country, let form = plainForm(written, country, format) {
      noteCollision(form, of: country)
      return .satisfied
    }
    let title = Normalised.title(written)
    if let country, title != written, let form = plainForm(title, country, format) {
      noteCollision(form, of: country)
      return .satisfied
    }
    // The title is unified, so bytes can be compared and cut.
    let bytes = title.utf8
    let (prefixCount, suffixCount) = (format.prefixBytes.count, format.suffixBytes.count)
    let hasPrefix = bytes.starts(with: format.prefixBytes)
    let hasSuffix =
      bytes.count >= prefixCount + suffixCount && bytes.suffix(suffixCount).elementsEqual(format.suffixBytes)
    let start = bytes.index(bytes.startIndex, offsetBy: hasPrefix ? prefixCount : 0)
    let middle = title[start..<bytes.index(bytes.endIndex, offsetBy: hasSuffix ? -suffixCount : 0)]
    guard let code = text(format.country) else {
      // What is wrong whatever the country is wrong already.
      if !hasPrefix { return fault(written, .prefix(format.prefix), nil, format) }
      if !hasSuffix { return fault(written, .suffix(format.suffix), nil, format) }
      return missing(format.country)
    }
    guard let country else {
      return .waiting(.officer, .differs(found: written, expected: code), field: format.field)
    }
    let form = country.forms.first { middle.utf8.starts(with: $0.utf8) }
    let foreign = form == nil ? foreignName(middle) : nil
    let nameCount = (form ?? foreign)?.utf8.count ?? 0
    let field = middle[middle.utf8.index(middle.startIndex, offsetBy: nameCount)...]
    let suggestion =
      field.isEmpty ? nil : format.prefix + (country.short ?? country.name.zh) + field + format.suffix
    guard hasPrefix else { return fault(written, .prefix(format.prefix), suggestion, format) }
    guard hasSuffix else { return fault(written, .suffix(format.suffix), suggestion, format) }
    guard let form else {
      // 中非…: read as China–Africa, or as a country called 中非 written without the first 中?
      let bloc = rules.countries.blocs.first {
        middle.utf8.starts(with: $0.key.utf8) && country.forms.contains(format.prefix + $0.key)
      }
      if let bloc {
        return .waiting(.officer, .titleBloc(bloc.value), field: format.field)
      }
      return fault(written, .country(found: foreign, expected: country.forms), suggestion, format)
    }
    guard !field.isEmpty else { return fault(written, .noField, nil, format) }
    // 中尼日利亚… of a partner called 尼日尔 has the form only if 日利亚 is the research field: for an officer.
    if let rival = country.rivals.first(where: { middle.utf8.starts(with: $0.utf8) }) {
      return answered(
        .waiting(.officer, .titleNamesOther(rival, partner: country.name), field: format.field))
    }
    noteCollision(form, of: country)
    return .satisfied
  }

  /// The form of the country's name in a plainly written title that is as it should be.
  private func plainForm(_ title: String, _ country: Country, _ format: TitleFormat) -> String? {
    let match = title.utf8.withContiguousStorageIfAvailable { title -> PlainTitle.Match? in
      guard PlainTitle.isPlain(title) else { return nil }
      return PlainTitle.match(
        title, prefix: format.prefixBytes, forms: country.formBytes, rivals: country.rivalBytes,
        suffix: format.suffixBytes)
    }
    if case .form(let index)?? = match { return country.forms[index] }
    return nil
  }

  private func fault(
    _ found: String, _ fault: TitleFault, _ suggestion: String?, _ format: TitleFormat
  ) -> Outcome {
    .violated(.title(fault, found: found, suggestion: suggestion), field: format.field)
  }

  /// The name of another country (or bloc) a title begins with, if any; full names before one-character forms.
  private func foreignName(_ middle: Substring) -> String? {
    if let name = rules.countries.titleNames.longest(beginning: middle) { return name }
    guard let first = middle.first.map(String.init) else { return nil }
    return rules.partnerShortNames.contains(first) || rules.countries.blocs[first] != nil ? first : nil
  }

  private mutating func noteCollision(_ form: String, of country: Country) {
    guard let short = country.short, form.utf8.elementsEqual(short.utf8),
      let note = rules.sharedShortNames[country.code]
    else { return }
    notes.append(note)
  }
}
