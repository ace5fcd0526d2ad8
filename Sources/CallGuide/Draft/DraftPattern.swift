/// A small pattern over folded, normalised text: enough for the sentence shapes of a guide, fast, and a plain value.
///
/// `{a|b}` alternatives, `[abc]` one of, `?` the item before may be missing, `#` a number (captured), `*` a short gap
/// that does not cross a sentence end, `<…>` captures, `^` the start, `$` the end. Everything else stands for itself.
struct DraftPattern: Sendable {
  private indirect enum Node {
    case step(Step)
    case group([[Node]], optional: Bool)
  }

  /// One step of the compiled pattern; the numbers are places in the program.
  private enum Step: Sendable {
    case scalar(Unicode.Scalar)
    case oneOf([Unicode.Scalar])
    case split([Int])
    case jump(Int)
    case number, gap, open, close, start, end, done
  }

  struct Match {
    var range: Range<Int>
    var captures: [Range<Int>]
  }

  private static let longestGap = 60
  private let program: [Step]
  private let firsts: [Unicode.Scalar]?

  init(_ pattern: String) {
    var rest = Array(pattern.unicodeScalars)[...]
    let alternatives = Self.alternatives(&rest)
    let nodes = alternatives.count == 1 ? alternatives[0] : [.group(alternatives, optional: false)]
    firsts = Self.firsts(of: nodes[...])
    var program: [Step] = []
    Self.compile(nodes, into: &program)
    self.program = program + [.done]
  }

  private static func alternatives(_ rest: inout ArraySlice<Unicode.Scalar>) -> [[Node]] {
    var all: [[Node]] = []
    var current: [Node] = []
    while let next = rest.popFirst() {
      switch next {
      case "{": current.append(.group(alternatives(&rest), optional: false))
      case "|":
        all.append(current)
        current = []
      case "}":
        all.append(current)
        return all
      case "[":
        var members: [Unicode.Scalar] = []
        while let member = rest.popFirst(), member != "]" { members.append(member) }
        current.append(.step(.oneOf(members)))
      case "?":
        guard let last = current.popLast() else { continue }
        if case .group(let alternatives, _) = last {
          current.append(.group(alternatives, optional: true))
        } else {
          current.append(.group([[last]], optional: true))
        }
      case "#": current += [.step(.open), .step(.number), .step(.close)]
      case "*": current.append(.step(.gap))
      case "<": current.append(.step(.open))
      case ">": current.append(.step(.close))
      case "^": current.append(.step(.start))
      case "$": current.append(.step(.end))
      default: current.append(.step(.scalar(next)))
      }
    }
    all.append(current)
    return all
  }

  private static func compile(_ nodes: [Node], into program: inout [Step]) {
    for node in nodes {
      switch node {
      case .step(let step): program.append(step)
      case .group(let alternatives, let optional):
        let split = program.count
        program.append(.split([]))
        var starts: [Int] = []
        var jumps: [Int] = []
        for alternative in alternatives {
          starts.append(program.count)
          compile(alternative, into: &program)
          jumps.append(program.count)
          program.append(.jump(0))
        }
        for jump in jumps { program[jump] = .jump(program.count) }
        program[split] = .split(optional ? starts + [program.count] : starts)
      }
    }
  }

  /// The scalars a match can begin with; `nil` when anything can.
  private static func firsts(of nodes: ArraySlice<Node>) -> [Unicode.Scalar]? {
    guard let first = nodes.first else { return nil }
    switch first {
    case .step(.scalar(let scalar)): return [scalar]
    case .step(.oneOf(let members)): return members
    case .step(.open), .step(.close): return firsts(of: nodes.dropFirst())
    case .step: return nil
    case .group(let alternatives, let optional):
      var all: [Unicode.Scalar] = []
      for alternative in alternatives {
        guard let some = firsts(of: alternative[...]) else { return nil }
        all += some
      }
      if optional {
        guard let some = firsts(of: nodes.dropFirst()) else { return nil }
        all += some
      }
      return all
    }
  }

  /// The first match at or after `start`.
  func first(in text: [Unicode.Scalar], from start: Int = 0) -> Match? {
    guard start <= text.count else { return nil }
    for position in start...text.count {
      if let match = match(in: text, at: position) { return match }
    }
    return nil
  }

  /// A match that starts exactly at `position`.
  func match(in text: [Unicode.Scalar], at position: Int) -> Match? {
    if let firsts {
      guard position < text.count, firsts.contains(text[position]) else { return nil }
    }
    var marks: [Int] = []
    guard let end = run(0, text, position, &marks) else { return nil }
    var open: [Int] = []
    var captures: [Range<Int>] = []
    for mark in marks {
      if mark >= 0 {
        open.append(mark)
      } else if let start = open.popLast() {
        captures.append(start..<(-mark - 1))
      }
    }
    return Match(range: position..<end, captures: captures)
  }

  /// Backtracking; `marks` holds the starts of captures and, negative, their ends.
  private func run(_ step: Int, _ text: [Unicode.Scalar], _ from: Int, _ marks: inout [Int]) -> Int? {
    var step = step
    var position = from
    while true {
      switch program[step] {
      case .done: return position
      case .jump(let target):
        step = target
        continue
      case .scalar(let scalar):
        guard position < text.count, text[position] == scalar else { return nil }
        position += 1
      case .oneOf(let members):
        guard position < text.count, members.contains(text[position]) else { return nil }
        position += 1
      case .open: marks.append(position)
      case .close: marks.append(-position - 1)
      case .start: guard position == 0 else { return nil }
      case .end: guard position == text.count else { return nil }
      case .number:
        guard let end = GuideNumber.end(in: text, at: position) else { return nil }
        position = end
      case .gap: return gap(step + 1, text, position, &marks)
      case .split(let targets): return split(targets, text, position, &marks)
      }
      step += 1
    }
  }

  private func gap(_ step: Int, _ text: [Unicode.Scalar], _ from: Int, _ marks: inout [Int]) -> Int? {
    let kept = marks.count
    var position = from
    while true {
      if let found = run(step, text, position, &marks) { return found }
      marks.removeSubrange(kept...)
      guard position < text.count, position - from < Self.longestGap, text[position] != "。" else {
        return nil
      }
      position += 1
    }
  }

  private func split(_ targets: [Int], _ text: [Unicode.Scalar], _ position: Int, _ marks: inout [Int])
    -> Int?
  {
    let kept = marks.count
    for target in targets {
      // Most alternatives begin with a plain character that is not there.
      if case .scalar(let scalar) = program[target], position >= text.count || text[position] != scalar {
        continue
      }
      if let found = run(target, text, position, &marks) { return found }
      marks.removeSubrange(kept...)
    }
    return nil
  }
}

extension Array where Element == Unicode.Scalar {
  /// Whether one of `words` stands in the text.
  func has(_ words: String...) -> Bool { words.contains { position(of: $0) != nil } }

  /// Where `word` first stands at or after `start`.
  func position(of word: String, from start: Int = 0) -> Int? {
    let needle = Array(word.unicodeScalars)
    guard let first = needle.first, needle.count <= count else { return nil }
    var index = Swift.max(start, 0)
    while index + needle.count <= count {
      if self[index] == first, starts(at: index, needle) { return index }
      index += 1
    }
    return nil
  }

  private func starts(at index: Int, _ needle: [Unicode.Scalar]) -> Bool {
    for offset in needle.indices where self[index + offset] != needle[offset] { return false }
    return true
  }

  /// The text as a string.
  var string: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: self)
    return String(view)
  }
}
