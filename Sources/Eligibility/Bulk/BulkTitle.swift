internal import CallGuide

extension BulkRule {
  /// Plain titles are judged by their bytes; the others, and those that may name a bloc, by the row evaluator.
  func title(_ format: TitleFormat, _ lack: Lack, _ lackCountry: Lack, _ table: BulkTable) -> Planes {
    let titles = table.column(format.field, .text)
    let countries = table.column(format.country, .code)
    let prefix = format.prefixBytes
    let suffix = format.suffixBytes
    let isPlainFormat = (prefix + suffix).withUnsafeBufferPointer(PlainTitle.isPlain)
    // One entry a code; `nil` where bytes cannot decide.
    let forms: [[[UInt8]]?] = [nil] + countries.names.map { rules.countries[$0]?.formBytes }
    let mayBeBloc =
      [false]
      + countries.names.map { name in
        rules.countries[name].map { rules.countries.mayBeTakenForBloc($0, after: format.prefix) } ?? true
      }
    // Names of other countries that begin like the partner's: such titles are judged one by one.
    let rivals: [[[UInt8]]] = [[]] + countries.names.map { rules.countries[$0]?.rivalBytes ?? [] }
    var single = SingleTitle(rule: self, format: format)
    var planes = Planes(words: table.wordCount)
    var withoutCountry = [UInt64](repeating: 0, count: table.wordCount)
    titles.bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<table.rowCount where titles.has(row) {
        let code = Int(countries.codes[row])
        let title = UnsafeBufferPointer(rebasing: bytes[titles.offsets[row]..<titles.offsets[row + 1]])
        let bit = UInt64(1) << UInt64(row % 64)
        if isPlainFormat, let forms = forms[code], PlainTitle.isPlain(title) {
          switch PlainTitle.match(title, prefix: prefix, forms: forms, rivals: rivals[code], suffix: suffix) {
          case .rival: break
          case .form:
            planes.satisfied[row / 64] |= bit
            continue
          case .country where mayBeBloc[code]: break
          case .ends, .country, .noField:
            planes.violated[row / 64] |= bit
            continue
          }
        }
        switch single.judge(
          String(decoding: title, as: UTF8.self), code == 0 ? nil : countries.names[code - 1])
        {
        case .satisfied: planes.satisfied[row / 64] |= bit
        case .violated: planes.violated[row / 64] |= bit
        case .undetermined: if code == 0 { withoutCountry[row / 64] |= bit }
        }
      }
    }
    planes.miss(where: { ~titles.present[$0] }, lack)
    planes.miss(where: { withoutCountry[$0] }, lackCountry)
    return planes
  }
}

/// The row evaluator set to one title test.
private struct SingleTitle {
  private var evaluator: Evaluator
  private let format: TitleFormat

  init(rule: BulkRule, format: TitleFormat) {
    self.format = format
    evaluator = Evaluator(
      rules: rule.rules, topic: rule.topic, facts: Facts(for: rule.rules.dictionary), context: Context(),
      stage: rule.stage, day: Day(number: 0))
  }

  mutating func judge(_ title: String, _ country: String?) -> Outcome {
    evaluator.facts.values[Int(format.field.slot)] = .text(title)
    evaluator.facts.values[Int(format.country.slot)] = country.map(Value.text)
    evaluator.notes = []
    return evaluator.title(format)
  }
}
