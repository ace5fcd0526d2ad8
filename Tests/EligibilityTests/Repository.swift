import CallGuide
import Eligibility
import Foundation

/// The repository's calls, as the tests see them.
enum Repository {
  static let root: URL = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url
  }()

  static func files(of call: String) throws -> CallFiles {
    let folder = root.appending(path: "Calls/\(call)")
    var contents: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.contains(".") {
      contents[name] = Array(try Data(contentsOf: folder.appending(path: name)))
    }
    return CallFiles(folder: "Calls/\(call)", contents: contents)
  }

  static func rulebook(of call: String = "2024-2") throws -> Rulebook {
    try Rulebook(try Call.read(try files(of: call)))
  }

  static func scenarios(of call: String = "2024-2") throws -> [Scenario] {
    let folder = root.appending(path: "Calls/\(call)/scenarios")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap { file in
      let bytes = Array(try Data(contentsOf: folder.appending(path: file)))
      return try Scenario.read(try YAMLReader.read(bytes, file: file))
    }
  }
}
