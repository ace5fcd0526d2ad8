/// What the head of a guide says about the call: its title, programme, batch and issuer.
struct CallHead {
  /// The lines of the document's title; empty when it has none.
  private(set) var titleRange = 0..<0
  private(set) var title = BilingualText(zh: "项目申报指南", en: "Guide for applications")
  private(set) var programme = BilingualText(zh: "专项名称待确认", en: "Name of the programme to be confirmed")
  private(set) var batch = BilingualText(zh: "批次待确认", en: "Batch to be confirmed")
  private(set) var issuer = BilingualText(zh: "发布部门待确认", en: "Issuer to be confirmed")
  private(set) var isConsultation = false

  private static let titleEnd = DraftPattern("{指南|通知|公告|一览表|启事|简章|办法|说明}{({征求意见稿|讨论稿|草案|试行|送审稿|初稿|公开*稿})}?$")
  private static let year = DraftPattern("#年度?")
  private static let leading = DraftPattern("^#年度?")
  private static let later = DraftPattern("第<#>批")
  private static let isolated = DraftPattern("^{附件|附|附表}#?{:|.}?$")
  private static let quoted = DraftPattern("{“|\"}<*>{”|\"}{国家}?{重点专项|专项|计划|行动}")
  private static let named = DraftPattern("<{政府间国际科技创新合作|战略性科技创新合作}>{重点专项|专项}")
  private static let known: [(zh: String, en: String)] = [
    ("政府间国际科技创新合作", "Intergovernmental International S&T Innovation Cooperation"),
    ("战略性科技创新合作", "Strategic S&T Innovation Cooperation"),
  ]
  private static let issuers: [(words: [String], zh: String, en: String)] = [
    (["科技部", "科学技术部"], "科技部", "Ministry of Science and Technology (MOST)"),
    (["国家自然科学基金委", "自然科学基金委"], "国家自然科学基金委员会", "National Natural Science Foundation of China (NSFC)"),
    (["中德科学中心"], "中德科学中心", "Sino-German Center for Research Promotion"),
    (["中国科学院"], "中国科学院", "Chinese Academy of Sciences"),
    (["教育部"], "教育部", "Ministry of Education"),
    (["工业和信息化部"], "工业和信息化部", "Ministry of Industry and Information Technology"),
    (["科技厅", "科学技术厅"], "省科技厅", "Provincial department of science and technology"),
    (["科技局", "科学技术局", "科学技术委员会", "市科委"], "市科技局", "Municipal bureau of science and technology"),
  ]
  private static let place = DraftPattern("^<{*省|*自治区|*市}>")

  init(_ text: CleanText) {
    let start = text.slice(0..<min(text.count, 4000))
    readTitle(text)
    let words = text.slice(titleRange)
    readBatch(words.isEmpty ? start : words + start)
    readProgramme(start, title: words)
    readIssuer(start, title: words)
    isConsultation = start.has("征求意见")
    if !words.isEmpty {
      title.zh = AreaList.display(words)
    } else if start.has("申报指南"), Self.known.contains(where: { start.position(of: $0.zh) != nil }) {
      title.zh = programme.zh + (batchIsKnown ? batch.zh : "") + "项目申报指南" + (isConsultation ? "（征求意见稿）" : "")
    }
    if batchIsKnown { title.en = "Guide for applications, \(batch.en)" }
  }

  private var batchIsKnown: Bool { !batch.zh.contains("待确认") }

  /// The lines at the top up to the one that ends with 指南, 通知 or the like.
  private mutating func readTitle(_ text: CleanText) {
    var start = 0
    var position = 0
    for _ in 0..<8 where position < text.count {
      let end = text.lineEnd(from: position)
      let line = text.slice(position..<end)
      if position == start, Self.isolated.match(in: line, at: 0) != nil || line.first == "(" {
        start = end
      } else if line.contains("。") || line.contains(";") || line.last == ":" || end - start > 160 {
        return
      } else if Self.titleEnd.first(in: line) != nil {
        titleRange = start..<end
        return
      }
      position = end
    }
  }

  /// A year with 年度 and 第…批 says most; 百年 is no year.
  private mutating func readBatch(_ words: [Unicode.Scalar]) {
    var best = (score: 0, zh: "", en: "")
    var position = 0
    while let match = Self.year.first(in: words, from: position) {
      position = max(match.range.upperBound, position + 1)
      guard let range = match.captures.first, let year = words.count(range), (1990...2100).contains(year),
        range.count == 4
      else { continue }
      let isYearly = words[match.range].last == "度"
      let rest = Array(words[match.range.upperBound..<min(words.count, match.range.upperBound + 40)])
        .prefix { !"。;,".unicodeScalars.contains($0) }
      let number = Self.later.first(in: Array(rest))?.captures.first.flatMap { Array(rest).count($0) }
      let isNear = Self.later.match(in: words, at: match.range.upperBound) != nil
      let score = (isYearly ? 2 : 0) + (number == nil ? 0 : isNear ? 4 : 3)
      guard score > best.score else { continue }
      let digits = Array(words[range]).string
      guard let number else {
        best = (score, "\(digits)年度", String(year))
        continue
      }
      best = (score, "\(digits)年度第\(Self.numeral(number))批", "\(year), \(Self.ordinal(number)) batch")
    }
    if best.score > 0 { batch = BilingualText(zh: best.zh, en: best.en) }
  }

  private static func numeral(_ number: Int) -> String {
    let all = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
    return all.indices.contains(number) ? all[number] : String(number)
  }

  private static func ordinal(_ number: Int) -> String {
    let all = [
      "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ]
    return all.indices.contains(number) && number > 0 ? all[number] : "no. \(number)"
  }

  private mutating func readProgramme(_ start: [Unicode.Scalar], title: [Unicode.Scalar]) {
    let isNational = start.has("国家重点研发计划")
    let quoted = Self.quoted.first(in: start)?.captures.first
    if let range = quoted ?? Self.named.first(in: start)?.captures.first, range.count <= 30 {
      let name = Array(start[range]).string
      let english = Self.known.first { $0.zh == name }?.en
      programme = BilingualText(
        zh: (isNational ? "国家重点研发计划" : "") + "“\(name)”重点专项",
        en: (isNational ? "National Key R&D Programme, special programme" : "Special programme")
          + (english.map { " “\($0)”" } ?? ""))
      return
    }
    guard !title.isEmpty else { return }
    let first = Array(title.prefix { !"(".unicodeScalars.contains($0) })
    let year = Self.leading.match(in: first, at: 0)?.range.upperBound ?? 0
    var name = Array(first[year...]).string
    for ending in ["项目申报指南", "申报指南", "项目指南", "指南", "征集公告", "公告", "的通知", "通知"] where name.hasSuffix(ending) {
      name.removeLast(ending.count)
      break
    }
    if name.count >= 4 {
      programme = BilingualText(zh: name, en: "As titled in Chinese; not yet translated")
    }
  }

  private static let body = DraftPattern("^{科技厅|科学技术厅|科技局|科学技术局|科学技术委员会}")

  /// 上海市科学技术委员会, with the place before it where the title names the same place.
  private static func local(_ head: [Unicode.Scalar], at position: Int, title: [Unicode.Scalar]) -> String? {
    guard let match = body.match(in: Array(head[position...].prefix(10)), at: 0), position > 0,
      "省市区州".unicodeScalars.contains(head[position - 1])
    else { return nil }
    for length in stride(from: min(7, position), through: 3, by: -1) {
      let place = Array(head[position - length..<position]).string
      guard title.position(of: place) != nil else { continue }
      return place + Array(head[position..<position + match.range.upperBound]).string
    }
    return nil
  }

  /// The body that is named first.
  private mutating func readIssuer(_ start: [Unicode.Scalar], title: [Unicode.Scalar]) {
    let head = Array(start.prefix(1500))
    let found = Self.issuers.compactMap { issuer -> (position: Int, zh: String, en: String)? in
      let positions = issuer.words.compactMap { head.position(of: $0) }
      return positions.min().map { ($0, issuer.zh, issuer.en) }
    }.min { $0.position < $1.position }
    guard let found else { return }
    issuer = BilingualText(zh: found.zh, en: found.en)
    if found.zh.hasSuffix("厅") || found.zh.hasSuffix("局"),
      let name = Self.local(head, at: found.position, title: title)
    {
      issuer.zh = name
      return
    }
    if found.zh.hasSuffix("厅") || found.zh.hasSuffix("局"),
      let range = Self.place.first(in: title)?.captures.first,
      range.count <= 8
    {
      issuer.zh = Array(title[range]).string + String(found.zh.dropFirst())
    }
  }
}
