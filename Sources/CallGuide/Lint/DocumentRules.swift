extension Lint {
  /// Documents to attach, and money in two currencies.
  static let documents: [Rule] = [
    Rule(
      "one-name-two-documents", .medium, zh: "同一名称指两份不同的文件", en: "one name for two documents", checkNames),
    Rule(
      "two-currencies", .medium, zh: "比较两种货币的金额而无汇率", en: "amounts in two currencies compared without a rate",
      checkCurrencies),
    Rule(
      "matching-funds", .medium, zh: "配套出资的主体或口径不一", en: "whose matching funds, and matching what, differs",
      checkMatching),
  ]

  private static func checkNames(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern =
      /(?:提供|提交|出具|签订|签署|附)(?:的)?([^。；，：（）]{0,40}?)(合作协议|合作协议书|协议书|承诺书|证明文件|证明材料|认可文件|合作方案|意向书|授权书)/
    return subject.sections.flatMap { section -> [Finding] in
      let hits = section.demands.hits(pattern).filter { !section.demands.part($0.range).text.contains("或") }
      let groups = Dictionary(grouping: hits) { String($0.output.2) }
      return groups.sorted { $0.key < $1.key }.compactMap { name, uses in
        let described = uses.filter { $0.output.1.count >= 4 }
        guard let first = described.first else { return nil }
        let other = described.dropFirst().first { use in
          let diff = WordDiff(String(first.output.1), String(use.output.1))
          return diff.likeness < 0.6 && diff.containment < 0.8
        }
        guard let other else { return nil }
        return report(
          [section.demands.part(first.range), section.demands.part(other.range)],
          zh:
            "\(section.id) 中“\(name)”指两份不同的文件：“\(first.output.1)\(name)”与“\(other.output.1)\(name)”；申报人可能只交一份。请分别命名。",
          en:
            "In \(section.id) “\(name)” means two documents: “\(first.output.1)\(name)” and “\(other.output.1)\(name)”. "
            + "Applicants will attach one for both; name them apart.")
      }
    }
  }

  private static func checkCurrencies(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern =
      /(?:预算|经费|资助)[^。；，]{0,10}(?:不超过|不高于|不低于|不少于|等额|相当于|应与)[^。；]{0,8}?(?:欧盟|地平线|外方|对方|欧元|美元|英镑|日元|合作方)[^。；，]{0,24}(?:预算|经费|资助|元)/
    return subject.sections.compactMap { section in
      guard let hit = section.demands.hits(pattern).first, !section.clean.text.contains("汇率"),
        !subject.preamble.text.contains("汇率")
      else { return nil }
      let agreed = subject.call.settings.contains { $0.field == "call.exchangeRate" }
      return report(
        [section.demands.part(hit.range)], weight: agreed ? .low : .medium,
        zh: "\(section.id)“\(hit.words)”比较人民币与外币金额，未写明汇率及其日期，也未写明比较的是国拨经费还是总预算、牵头单位还是全部中方单位。",
        en:
          "\(section.id) (“\(hit.words)”) compares yuan with another currency, without an exchange rate and its day; nor is it said "
          + "whether the grant or the whole budget is meant, of the lead or of all Chinese organisations.")
    }
  }

  private static func checkMatching(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern = /((?:中方|外方|双方)?(?:参与|合作)?企业)[^。；，]{0,6}(?:提供|配套|投入)[^。；，]{0,24}?(?:配套|自筹)[^。；，]{0,6}/
    let found = subject.sections.compactMap { section -> (id: String, who: String, stretch: Stretch)? in
      guard let hit = section.demands.hits(pattern).first else { return nil }
      return (section.id, String(hit.output.1), section.demands.part(hit.range))
    }
    guard !found.isEmpty else { return [] }
    let chinese = found.filter { $0.who.hasPrefix("中方") }
    let any = found.filter { !$0.who.hasPrefix("中方") }
    let differ = !chinese.isEmpty && !any.isEmpty
    let cash = found.contains { $0.stretch.text.contains(/现金|实物|货币/) }
    guard differ || !cash else { return [] }
    let given = found.contains { $0.stretch.text.contains("其获得的") } ? "“其获得的政府资助”" : "配套所对应的经费"
    let who = differ ? "\(zh(chinese.map(\.id))) 只要求中方企业，\(zh(any.map(\.id))) 要求所有参与企业；" : ""
    let whoEn =
      differ
      ? "\(en(chinese.map(\.id))) bind Chinese enterprises only, \(en(any.map(\.id))) all of them; " : ""
    return [
      report(
        found.map(\.stretch),
        zh: "配套出资（\(zh(found.map(\.id)))）：\(who)\(given)按每家企业还是合计、现金还是实物、只计本项目还是其他公共资金，均未写明。",
        en:
          "Matching funds (\(en(found.map(\.id)))): \(whoEn)whether per enterprise or together, in cash or in kind, against this grant "
          + "only or any public money is not said.")
    ]
  }
}
