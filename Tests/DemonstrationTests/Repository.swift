import CallGuide
import Eligibility
import Foundation

/// The call the demonstration is made for, as the tests see it.
enum Repository {
  static let root: URL = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url
  }()

  static func rulebook(of call: String = "2024-2") throws -> Rulebook {
    let folder = root.appending(path: "Calls/\(call)")
    var contents: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.contains(".") {
      contents[name] = Array(try Data(contentsOf: folder.appending(path: name)))
    }
    return try Rulebook(try Call.read(CallFiles(folder: "Calls/\(call)", contents: contents)))
  }

  static func scenarios(of call: String = "2024-2") throws -> [Scenario] {
    let folder = root.appending(path: "Calls/\(call)/scenarios")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap { file in
      let bytes = Array(try Data(contentsOf: folder.appending(path: file)))
      return try Scenario.read(try YAMLReader.read(bytes, file: file))
    }
  }

  static let today = Day(year: 2024, month: 5, day: 20) ?? Day(number: 0)
}
