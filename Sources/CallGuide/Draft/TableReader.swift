/// Reads a table whose cells a converter has put on lines of their own: 序号, 指南方向, …, then 1, a title, ….
struct TableReader {
  /// A row: a topic with its cells.
  struct Row {
    var number: Int
    var range: Range<Int>
    var title: Range<Int>
    var basis: Range<Int>
    var areas: Range<Int>
    var quota: Range<Int>
    var money: Range<Int>
    /// Everything behind the figures.
    var rest: Range<Int>
  }

  private let text: CleanText
  private static let header = DraftPattern(
    "^{序号|指南方向|方向|合作协议|协议|依据|领域方向|领域|拟支持|项目数|项目数量|拟支持项目数|共拟支持|共拟支持经费|经费|经费({万元|万}{)}|其他要求|要求|国别|备注|项目名称|项目}$")
  private static let figure = DraftPattern("^{不超过|约|至多}?{#{,#}?}{个|项|万元|万}?{左右|以内}?$|^待定$")
  private static let titleEnd = DraftPattern("{项目|计划|专项|实验室|机制|中心|)}$")
  private static let basisEnd = DraftPattern("{纪要|协定|协议|备忘录|会议|声明|议定书|》|安排|路线图|。|承诺}$")

  init(_ text: CleanText) { self.text = text }

  /// Whether the lines of a text are headed like the columns of a table.
  static func isTable(_ lines: [[Unicode.Scalar]]) -> Bool {
    let head = lines.prefix(40)
    return head.contains { $0.string == "序号" } && head.count { header.match(in: $0, at: 0) != nil } >= 4
  }

  /// The rows, when there are at least two that follow one another.
  func rows() -> [Row] {
    guard text.isTable else { return [] }
    var lines: [Range<Int>] = []
    var position = 0
    while position < text.count {
      let end = text.lineEnd(from: position)
      lines.append(position..<end)
      position = end
    }
    var starts: [Int] = []
    for index in lines.indices.dropLast() {
      let words = text.slice(lines[index])
      guard words.count <= 2, words.count(0..<words.count) == starts.count + 1,
        words.allSatisfy(GuideNumber.isDigit),
        text.slice(lines[index + 1]).first == "中" || text.slice(lines[index + 1]).first == "与"
      else { continue }
      starts.append(index)
    }
    guard starts.count >= 2 else { return [] }
    return starts.indices.map { row in
      let end = row + 1 < starts.count ? starts[row + 1] : lines.count
      return cells(Array(lines[starts[row]..<end]), number: row + 1)
    }
  }

  private func cells(_ lines: [Range<Int>], number: Int) -> Row {
    let end = lines[lines.count - 1].upperBound
    func start(_ index: Int) -> Int { index < lines.count ? lines[index].lowerBound : end }
    func ends(_ index: Int, _ pattern: DraftPattern) -> Bool {
      pattern.first(in: text.slice(lines[index])) != nil
    }
    func isFigure(_ index: Int) -> Bool { Self.figure.match(in: text.slice(lines[index]), at: 0) != nil }
    let figures = lines.indices.dropFirst(2).filter(isFigure)
    let quota = figures.first ?? lines.count
    let money = figures.dropFirst().first == quota + 1 ? quota + 1 : lines.count
    let last = min(quota, lines.count)
    let title = (1..<max(2, min(5, last))).first { ends($0, Self.titleEnd) } ?? 1
    let basis = (title + 1..<max(title + 1, min(title + 4, last))).first { ends($0, Self.basisEnd) } ?? title
    let behind = money < lines.count ? money + 1 : min(quota + 1, lines.count)
    return Row(
      number: number, range: lines[0].lowerBound..<end, title: lines[0].lowerBound..<start(title + 1),
      basis: start(title + 1)..<start(basis + 1), areas: start(basis + 1)..<start(last),
      quota: start(last)..<start(last + 1),
      money: start(quota + 1)..<max(start(quota + 1), start(behind)),
      rest: max(start(quota + 1), start(behind))..<end)
  }
}
