import CallGuide
import Eligibility
import Foundation

/// Reading from a disk, with errors a person understands.
enum Files {
  /// Larger than any application or guide.
  static let limit = 64 * 1024 * 1024

  /// The bytes of a file, or of standard input for `-`.
  static func read(_ path: String, _ language: Language) throws(Failure) -> [UInt8] {
    if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw unreadable(path, zh: "没有这个文件", en: "there is no such file", language)
    }
    guard !isFolder.boolValue else {
      throw unreadable(path, zh: "这是文件夹，应为文件", en: "this is a folder; a file is expected", language)
    }
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    guard size <= limit else {
      throw unreadable(path, zh: "文件超过 64 MB", en: "the file is larger than 64 MB", language)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw unreadable(path, zh: "无法读取（权限？）", en: "it cannot be read (permissions?)", language)
    }
    return Array(data)
  }

  /// A file as text.
  static func text(_ path: String, _ language: Language) throws(Failure) -> String {
    guard let text = String(validating: try read(path, language), as: UTF8.self) else {
      throw Failure(
        Problem(.notUTF8, at: nil, subject: path, zh: "不是有效的 UTF-8 文本", en: "not valid UTF-8"), language)
    }
    return text
  }

  /// The files of a call folder.
  static func call(_ folder: String, _ language: Language) throws(Failure) -> CallFiles {
    var path = folder
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw unreadable(path, zh: "没有这个批次文件夹", en: "there is no such call folder", language)
    }
    var contents: [String: [UInt8]] = [:]
    for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".txt") {
      contents[name] = try read(path + "/" + name, language)
    }
    return CallFiles(folder: path, contents: contents)
  }

  /// A call ready to judge applications.
  static func rulebook(_ folder: String, _ language: Language) throws(Failure) -> Rulebook {
    let files = try call(folder, language)
    do { return try Rulebook(try Call.read(files)) } catch { throw Failure(error, language) }
  }

  private static func unreadable(_ path: String, zh: String, en: String, _ language: Language) -> Failure {
    Failure(Problem(.unreadable, at: nil, subject: path, zh: zh, en: en), language)
  }
}
