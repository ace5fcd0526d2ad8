import ArgumentParser
import CallGuide
import Foundation

/// When to colour the output.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// Options every command that speaks to a person has.
struct SpeechOptions: ParsableArguments {
  @Option(help: ArgumentHelp("输出语言 · output language (default: by LANG)", valueName: "zh|en"))
  var lang: Language?

  @Option(help: ArgumentHelp("颜色 · colour", valueName: "auto|always|never"))
  var color: ColourChoice = .auto

  /// The language asked for, else that of the terminal.
  var language: Language {
    if let lang { return lang }
    let environment = ProcessInfo.processInfo.environment
    let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
    return locale.hasPrefix("zh") ? .zh : .en
  }

  var console: Console {
    let isTerminal = isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    return Console(language: language, colours: color == .always || (color == .auto && isTerminal))
  }
}

/// Writes for a person, in one language, with colour only where it is wanted.
struct Console {
  enum Colour: String {
    case jade = "32"
    case amber = "33"
    case cinnabar = "31"
    case faint = "2"
    case bold = "1"
  }

  var language: Language
  var colours: Bool

  func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  func paint(_ text: String, _ colour: Colour) -> String {
    colours ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  func line(_ text: String = "") { Output.write(text + "\n") }
}

/// Standard output, whole lines, ending quietly when the reader has gone.
enum Output {
  static func write(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  }
}

/// Why a command ends with a code other than 0; the reason goes to standard error.
struct Failure: Error {
  var code: Int32
  var lines: [String]

  /// The answer is no.
  static let answerIsNo = Failure(code: 1, lines: [])

  init(code: Int32, lines: [String]) {
    self.code = code
    self.lines = lines
  }

  /// Unreadable input, every problem on its own line.
  init(_ problems: Problems, _ language: Language) {
    let shown = problems.all.prefix(50).map { $0.line(in: language) }
    let more = problems.all.count - shown.count
    let rest = language == .zh ? "……另有 \(more) 处" : "… and \(more) more"
    self.init(code: 2, lines: shown + (more > 0 ? [rest] : []))
  }

  init(_ problem: Problem, _ language: Language) { self.init(Problems(problem), language) }

  func report() {
    for line in lines { FileHandle.standardError.write(Data((line + "\n").utf8)) }
  }
}
