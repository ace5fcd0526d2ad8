import CallGuide
import Foundation
import Testing

/// A topic of a made-up guide: each line of text becomes one clause.
struct SampleTopic {
  var id: String
  var title: String
  var partners: [String]
  var attributes: String
  var lines: [String]

  /// A topic without anything to object to; `rules` are its items.
  init(
    _ id: String, _ country: String, _ code: String, title: String? = nil, partners: [String]? = nil,
    quota: String = "{exactly: 6}", quotaText: String = "拟支持项目数：6个。", envelope: String = "{exactly: 1200}",
    envelopeText: String = "共拟支持经费：1200万元人民币。", areas: String = "领域方向：食品、能源。",
    basis: String? = nil, attributes: String = "", rules: [String]? = nil
  ) {
    self.id = id
    self.title = title ?? "中国和\(country)政府间科技合作项目"
    self.partners = partners ?? [code]
    self.attributes =
      "quota: \(quota), envelope: \(envelope), basis: agreement, "
      + "areas: [{id: a, zh: 食品, en: food}, {id: b, zh: 能源, en: energy}]" + attributes
    lines =
      [
        "\(id) \(self.title)", basis ?? "合作协议：《中国和\(country)科技合作协议》。", areas, quotaText, envelopeText,
        "其他要求：",
      ] + (rules ?? [Self.period(1), Self.joint(2)])
  }

  static func period(_ number: Int) -> String { "（\(number)）项目执行期为2年。" }
  static func joint(_ number: Int) -> String {
    "（\(number)）项目合作双方须分别向本国的项目征集部门提交申报材料，单方申报项目无效。外方项目征集部门为对方科技部，邮箱：a@b.org。"
  }
}

/// A call read from a guide made of these lines.
func sampleCall(
  preamble: [String] = ["2024年度项目申报指南。"], topics: [SampleTopic], sets: String = "{}", settings: String = "{}",
  notice: [String] = [], noticeIsOfficial: Bool = true
) throws -> Call {
  func quoted(_ text: String) -> String {
    "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
      + "\""
  }
  func entry(_ id: String, _ line: String) -> String {
    "{id: \"\(id)\", quote: \(quoted(line)), summary: {zh: x, en: x}, class: [info], force: must, stages: [guide], "
      + "by: [nobody], require: {information: {}}}"
  }
  func entries(_ prefix: String, _ lines: [String]) -> String {
    lines.enumerated().map { index, line in
      "    - " + (line == "其他要求：" ? "{label: \"其他要求：\"}" : entry("\(prefix).\(index + 1)", line))
    }.joined(separator: "\n")
  }
  var yaml = """
    call: {id: 2024-9, programme: {zh: 试, en: try}, batch: {zh: 2024年度, en: "2024"}, issuer: {zh: 试, en: try}, state: draft}
    settings: \(settings)
    sets: \(sets)
    documents:
      - {id: guide, file: guide.txt, official: "true", title: {zh: 指南, en: guide}}

    """
  if !notice.isEmpty {
    yaml +=
      "  - {id: notice, file: notice.txt, official: \"\(noticeIsOfficial)\", title: {zh: 通知, en: notice}}\n"
    yaml += "notice:\n" + entries("N", notice) + "\n"
  }
  yaml += "preamble:\n" + entries("P", preamble) + "\ntopics:\n"
  for topic in topics {
    yaml += "  - id: \"\(topic.id)\"\n    title: {zh: \(quoted(topic.title)), en: title}\n"
    yaml += "    partners: [\(topic.partners.map { "\"\($0)\"" }.joined(separator: ", "))]\n"
    for attribute in topic.attributes.split(separator: ", ", omittingEmptySubsequences: true).joinedAttributes
    {
      yaml += "    \(attribute)\n"
    }
    yaml += "    entries:\n" + entries(topic.id, topic.lines) + "\n"
  }
  let guide = (preamble + topics.flatMap(\.lines)).joined(separator: "\n\n") + "\n"
  return try Call.read(
    CallFiles(
      folder: "sample",
      contents: [
        "call.yaml": Array(yaml.utf8), "guide.txt": Array(guide.utf8),
        "notice.txt": Array(notice.joined(separator: "\n\n").utf8),
      ]))
}

extension [Substring] {
  /// Puts pieces of flow values that were cut at their own commas together again.
  fileprivate var joinedAttributes: [String] {
    var joined: [String] = []
    var depth = 0
    for piece in self {
      if depth > 0, let last = joined.popLast() {
        joined.append(last + ", " + piece)
      } else {
        joined.append(String(piece))
      }
      for character in piece {
        if "[{".contains(character) { depth += 1 } else if "]}".contains(character) { depth -= 1 }
      }
    }
    return joined
  }
}

/// The findings of one rule.
func found(_ rule: String, _ call: Call, names: [String: String] = [:]) -> [Finding] {
  #expect(Lint.rules.contains { $0.id == rule }, "no rule \(rule)")
  return Lint.findings(in: call, countryNames: names).filter { $0.rule == rule }
}

let sampleNames = [
  "NZ": "新西兰", "EG": "埃及", "ET": "埃塞俄比亚", "AT": "奥地利", "BG": "保加利亚", "DZ": "阿尔及利亚", "OM": "阿曼",
]

/// The call of this repository, with the country names of the Eligibility room.
enum RepositoryCall {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func read() throws -> Call {
    let folder = root.appending(path: "Calls/2024-2")
    var contents: [String: [UInt8]] = [:]
    for name in ["call.yaml", "guide.txt", "notice.txt"] {
      if let data = try? Data(contentsOf: folder.appending(path: name)) { contents[name] = Array(data) }
    }
    return try Call.read(CallFiles(folder: "Calls/2024-2", contents: contents))
  }

  static func names() throws -> [String: String] {
    let file = root.appending(path: "Sources/Eligibility/Resources/countries.yaml")
    let tree = try YAMLReader.read(Array(Data(contentsOf: file)), file: "countries.yaml")
    var names: [String: String] = [:]
    for entry in tree["countries"]?.map ?? [] { names[entry.key] = entry.value["zh"]?.scalar }
    return names
  }
}
