/// Where something stands in a file a person can open.
public struct Place: Hashable, Sendable {
  /// The file as it was named to us.
  public var file: String
  /// Line, from 1.
  public var line: Int
  /// Column, from 1.
  public var column: Int

  /// A place in a file.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// One thing that is wrong with input: what, where, and what would be right.
public struct Problem: Error, Hashable, Sendable {
  /// What kind of thing is wrong.
  public enum Code: String, Sendable {
    case unreadable, notUTF8, syntax, tooDeep, tooLarge
    case duplicateKey, unknownKey, missingKey, wrongType, unknownCode, outOfRange, impossibleDate
    case anchorNotFound, anchorOutOfOrder, uncovered, duplicateClause
    case unknownField, unknownTopic, unknownSet, unknownBlock, unknownClause, unknownRequirement
  }

  /// What kind of thing is wrong.
  public var code: Code
  /// Where, when it stands in a file.
  public var place: Place?
  /// The clause id or field name concerned.
  public var subject: String?
  /// What is wrong and what would be accepted.
  public var text: BilingualText

  /// A problem with input.
  public init(_ code: Code, at place: Place?, subject: String? = nil, zh: String, en: String) {
    self.code = code
    self.place = place
    self.subject = subject
    self.text = BilingualText(zh: zh, en: en)
  }

  /// `file:line:column: subject: text`, as compilers print it.
  public func line(in language: Language) -> String {
    let head = place.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
    return head + (subject.map { $0 + (language == .zh ? "：" : ": ") } ?? "") + text[language]
  }
}

/// Everything found wrong in one reading of one input; never empty.
public struct Problems: Error, Sendable {
  /// The problems in the order of the input.
  public var all: [Problem]

  /// Several problems.
  public init(_ all: [Problem]) { self.all = all }

  /// A single problem.
  public init(_ one: Problem) { self.init([one]) }
}
