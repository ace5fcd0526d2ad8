/// A covered stretch of a document: a clause's quote, or a structural label such as “其他要求：”.
public struct Passage: Sendable {
  /// What covers the stretch.
  public enum Owner: Sendable, Equatable {
    /// The clause with this id.
    case clause(String)
    /// Structure, no clause.
    case label
  }

  /// What covers the stretch.
  public var owner: Owner
  /// Folded characters covered.
  public var range: Range<Int>

  /// A covered stretch.
  public init(owner: Owner, range: Range<Int>) {
    self.owner = owner
    self.range = range
  }
}

/// The proof that every character of a document is quoted by exactly one clause, in order.
struct Coverage {
  /// An entry that claims a stretch.
  struct Claim {
    var owner: Passage.Owner
    var anchor: Anchor
    var words: String
    var place: Place
  }

  /// Walks the document once and gives every claim its stretch.
  /// - Parameter gaps: what to do with text nobody quotes; a guide editor wants it listed, a loader refuses.
  static func prove(_ claims: [Claim], over text: GuideText) -> (passages: [Passage], problems: [Problem]) {
    var passages: [Passage] = []
    var problems: [Problem] = []
    var position = 0
    for claim in claims {
      let name: String
      switch claim.owner {
      case .clause(let id): name = id
      case .label: name = claim.words
      }
      switch claim.anchor.match(in: text, at: position) {
      case .here(let range):
        passages.append(Passage(owner: claim.owner, range: range))
        position = range.upperBound
      case .later(let range):
        problems.append(gap(position..<range.lowerBound, in: text, before: name))
        passages.append(Passage(owner: claim.owner, range: range))
        position = range.upperBound
      case .earlier(let index):
        problems.append(
          Problem(
            .anchorOutOfOrder, at: claim.place, subject: name,
            zh:
              "引文「\(short(claim.words))」在 \(text.file) 第 \(text.line(at: index)) 行，已在前一条款之前或之内：条款须按原文顺序且不得重叠",
            en:
              "“\(short(claim.words))” stands on line \(text.line(at: index)) of \(text.file), before or inside the "
              + "clause before it: clauses follow the text and do not overlap"))
      case .noEnd(let index):
        problems.append(
          Problem(
            .anchorNotFound, at: claim.place, subject: name,
            zh: "引文「\(short(claim.words))」的起点在 \(text.file) 第 \(text.line(at: index)) 行，但其后找不到终点",
            en:
              "the start of “\(short(claim.words))” is on line \(text.line(at: index)) of \(text.file), its end is not after it"
          ))
      case .nowhere:
        problems.append(
          Problem(
            .anchorNotFound, at: claim.place, subject: name,
            zh: "\(text.file) 中找不到引文「\(short(claim.words))」；引文须与原文逐字一致（空白不计）",
            en:
              "“\(short(claim.words))” is not in \(text.file); a quote has the text's own characters (white space aside)"
          ))
      }
    }
    if position < text.folded.count {
      problems.append(gap(position..<text.folded.count, in: text, before: nil))
    }
    return (passages, problems)
  }

  private static func gap(_ range: Range<Int>, in text: GuideText, before name: String?) -> Problem {
    let words = short(text.quote(range))
    return Problem(
      .uncovered, at: text.place(at: range.lowerBound), subject: name,
      zh: "\(range.count) 个字符没有条款引用：「\(words)」",
      en: "\(range.count) characters are quoted by no clause: “\(words)”")
  }

  private static func short(_ words: String) -> String {
    words.count <= 40 ? words : words.prefix(24) + "…" + words.suffix(12)
  }
}
