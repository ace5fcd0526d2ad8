import ArgumentParser
import CallGuide
import Foundation
import Ledger
import Storage

extension StoreOptions {
  /// The store's folder.
  var folder: String { store ?? "var" }

  /// The database the options name.
  var location: Store.Location { database.map { .postgres($0) } ?? .sqlite(path: Premises.file(in: folder)) }

  /// The attachments' folder.
  var files: String { folder + "/files" }
}

/// What the commands that keep a store share.
private struct StoreKeeping {
  let speech: SpeechOptions
  private let bar = ProgressBar()

  init(_ speech: SpeechOptions) { self.speech = speech }

  /// Runs the work with a progress bar; a failure becomes an exit code: 1 when something is not what it should be, 2
  /// when it cannot be read or written at all.
  func run<Result>(
    _ zh: String, _ en: String, _ work: (@escaping @Sendable (CopyProgress) -> Void) async throws -> Result
  ) async throws -> Result {
    let bar = bar
    let language = speech.language
    defer { bar.end() }
    do {
      return try await work { progress in
        let name: BilingualText =
          switch progress.part {
          case .rows: BilingualText(zh: "记录", en: "rows")
          case .files: BilingualText(zh: "附件", en: "files")
          }
        bar.show(name[language], progress.done, of: progress.total)
      }
    } catch let failure as StoreFailure {
      bar.end()
      let reason = failure.detail
      throw Failure(
        code: failure.code == .damaged ? 1 : 2,
        lines: [language == .zh ? "✗ \(zh)：\(reason)" : "✗ \(en): \(reason)"])
    }
  }

  func done(_ zh: String, _ en: String) {
    let console = speech.console
    console.line(console.paint("✓ ", .jade) + console.say(zh, en))
  }
}

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "备份数据库与附件，服务不必停止 · Back up database and attachments while serving.",
    discussion: """
      所得文件夹自含一切（日志密钥除外，请另行保管），可恢复到 SQLite 或 PostgreSQL。
      The folder holds everything but the journal's key, which is kept apart, and restores to SQLite or PostgreSQL.
      退出码 / Exit code: 0 完成 done, 1 有附件缺失或损坏 attachments are missing or damaged, 2 用法或输入有误 bad usage or input.

      示例 / Examples:
        hefu backup /backup/2024-06-03
        hefu backup /backup/2024-06-03 --store /srv/hefu --database postgres://hefu@db/hefu
      """)

  @Argument(help: ArgumentHelp("新建的备份文件夹 · folder to be made", valueName: "DIR")) var folder: String
  @OptionGroup var place: StoreOptions
  @OptionGroup var speech: SpeechOptions

  func run() async throws {
    let keeping = StoreKeeping(speech)
    let manifest = try await keeping.run("未能备份", "the backup failed") { progress in
      try await Backup.make(
        of: place.location, shelf: try FileShelf(folder: place.files), in: folder, now: Premises.now(),
        progress: progress)
    }
    keeping.done(manifest.words(in: .zh, folder), manifest.words(in: .en, folder))
    guard manifest.files.damaged.isEmpty else {
      let list = manifest.files.damaged.prefix(20).map { "  " + $0 }
      let count = manifest.files.damaged.count
      throw Failure(
        code: 1,
        lines: [
          speech.console.say("✗ \(count) 个附件缺失或损坏：", "✗ \(count) attachments are missing or damaged:")
        ] + list)
    }
  }
}

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "把备份恢复到空处，并验证完整 · Restore a backup into an empty place, and prove it is whole.",
    discussion: """
      逐一核对附件的哈希、各表的行数，并重算日志的根；不符则不留下数据库。
      Every attachment's hash, every table's rows and the journal's root are checked; otherwise no database is left.
      退出码 / Exit code: 0 完成 done, 1 备份已损坏 the backup is damaged, 2 用法或输入有误 bad usage or input.

      示例 / Examples:
        hefu restore /backup/2024-06-03 --store /srv/hefu
        hefu restore /backup/2024-06-03 --store /srv/hefu --database postgres://hefu@db/hefu
      """)

  @Argument(help: ArgumentHelp("备份文件夹 · backup", valueName: "DIR")) var folder: String
  @OptionGroup var place: StoreOptions
  @OptionGroup var speech: SpeechOptions

  func run() async throws {
    let keeping = StoreKeeping(speech)
    let manifest = try await keeping.run("未能恢复", "restoring failed") { progress in
      // Not a shelf for what turns out to be no backup.
      _ = try Backup.manifest(of: folder)
      return try await Backup.restore(
        folder, to: place.location, shelf: try FileShelf(folder: place.files), now: Premises.now(),
        progress: progress)
    }
    keeping.done(manifest.words(in: .zh, place.folder), manifest.words(in: .en, place.folder))
    speech.console.line(
      speech.console.say(
        "请把日志密钥放回 \(place.folder)/journal.key；没有它，日志不能以原名继续。",
        "Put the journal's key back to \(place.folder)/journal.key; without it the journal cannot go on under its name."
      ))
  }
}

extension BackupManifest {
  fileprivate func words(in language: Language, _ place: String) -> String {
    let rows = tables.values.reduce(0, +)
    return switch language {
    case .zh:
      "\(place)：\(rows) 行，日志 \(journal.size) 条，根 \(journal.root)，附件 \(files.count) 个（\(files.size) 字节）"
    case .en:
      "\(place): \(rows) rows, journal of \(journal.size) entries with root \(journal.root), \(files.count) files (\(files.size) bytes)"
    }
  }
}

struct MoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "把数据库复制到另一引擎的空库 · Copy a database into an empty one, on the same engine or the other.",
    discussion: """
      请先停止服务：复制开始之后写入原处的内容不会过去。原处保持不变；附件文件夹不动。
      Stop the servers first: what is written to the old place after the beginning does not come along. The old place
      stays as it is; so does the folder with attachments.
      退出码 / Exit code: 0 完成 done, 1 内容有损 contents are damaged, 2 用法或输入有误 bad usage or input.

      示例 / Examples:
        hefu move sqlite:var/hefu.sqlite postgres://hefu@db/hefu
        hefu move postgres://hefu@db/hefu sqlite:/srv/hefu/hefu.sqlite
      """)

  @Argument(help: ArgumentHelp("原处 · from", valueName: "sqlite:PATH|postgres://…")) var source: String
  @Argument(help: ArgumentHelp("去处 · to", valueName: "sqlite:PATH|postgres://…")) var target: String
  @OptionGroup var speech: SpeechOptions

  func validate() throws { for address in [source, target] { _ = try Self.location(address) } }

  private static func location(_ text: String) throws -> Store.Location {
    if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") { return .postgres(text) }
    if text.hasPrefix("sqlite:"), text.count > 7 { return .sqlite(path: String(text.dropFirst(7))) }
    throw ValidationError("\(text): 应为 sqlite:路径 或 postgres://地址 · must be sqlite:PATH or postgres://…")
  }

  func run() async throws {
    let keeping = StoreKeeping(speech)
    let moved = try await keeping.run("未能移动", "moving failed") { progress in
      try await StoreMove.run(
        from: try Self.location(source), to: try Self.location(target), now: Premises.now(),
        progress: progress)
    }
    let rows = moved.tables.values.reduce(0, +)
    keeping.done(
      "\(rows) 行，日志 \(moved.size) 条，根 \(moved.root.base64)",
      "\(rows) rows, journal of \(moved.size) entries with root \(moved.root.base64)")
  }
}

struct FilesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "files", abstract: "附件：核对、清理 · Attachments: verify, collect orphans.",
    subcommands: [Verify.self, Collect.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "重算每个附件的哈希 · Recompute every attachment's hash.",
      discussion: """
        退出码 / Exit code: 0 全部完好 all whole, 1 有损坏 some are damaged, 2 用法或输入有误 bad usage or input.

        示例 / Example:
          hefu files verify --store /srv/hefu
        """)

    @OptionGroup var place: StoreOptions
    @OptionGroup var speech: SpeechOptions

    func run() async throws {
      let keeping = StoreKeeping(speech)
      let (count, damaged) = try await keeping.run("未能核对", "verifying failed") { progress in
        let shelf = try FileShelf(folder: place.files)
        let files = shelf.files()
        var damaged: [Hash] = []
        for (number, hash) in files.enumerated() {
          if try await !shelf.verify(hash) { damaged.append(hash) }
          progress(CopyProgress(part: .files, done: number + 1, total: files.count))
        }
        return (files.count, damaged)
      }
      guard damaged.isEmpty else {
        throw Failure(
          code: 1,
          lines: [
            speech.console.say(
              "✗ \(count) 个附件中有 \(damaged.count) 个损坏：",
              "✗ \(damaged.count) of \(count) attachments are damaged:")
          ] + damaged.map { "  \($0)" })
      }
      keeping.done("\(count) 个附件全部完好", "all \(count) attachments are whole")
    }
  }

  struct Collect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "清除无人引用的附件 · Remove attachments that nothing names.",
      discussion: """
        服务运行时也可使用：一小时内放入的不动。
        Safe beside a running server: what was kept within the last hour stays.

        示例 / Example:
          hefu files collect --store /srv/hefu
        """)

    @OptionGroup var place: StoreOptions
    @OptionGroup var speech: SpeechOptions

    func run() async throws {
      let keeping = StoreKeeping(speech)
      let collected = try await keeping.run("未能清除", "collecting failed") { _ in
        try await FileShelf(folder: place.files).collectOrphans(of: place.location)
      }
      keeping.done(
        "清除 \(collected.count) 个附件，\(collected.size) 字节",
        "removed \(collected.count) attachments, \(collected.size) bytes")
    }
  }
}
