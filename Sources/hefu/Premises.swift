import ArgumentParser
import CallGuide
import Casework
import Crypto
import Eligibility
import Foundation
import Ledger
import Storage

/// Where a store is: options of every command that opens one.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "数据文件夹：数据库、附件、日志密钥 · folder with database, attachments and journal key", valueName: "DIR"))
  var store: String?
  @Option(
    help: ArgumentHelp(
      "PostgreSQL 地址；附件与密钥仍在 --store 文件夹 · PostgreSQL address; attachments and key stay in --store",
      valueName: "postgres://…"))
  var database: String?
  @Option(
    help: ArgumentHelp("日志名称，首次启动时定下 · the journal's name, fixed at the first start", valueName: "NAME"))
  var origin: String?

  func validate() throws {
    if let database, !database.hasPrefix("postgres://"), !database.hasPrefix("postgresql://") {
      throw ValidationError(
        "--database \(database): 应为 postgres:// 开头的地址 · must be an address that starts with postgres://")
    }
    if database != nil, store == nil {
      throw ValidationError(
        "--database 还需要 --store（附件与密钥所在文件夹）· --database also needs --store (attachments, key)")
    }
  }
}

/// An opened store with what belongs to it.
struct Premises {
  let folder: String
  let store: Store
  let clock: Clock

  /// The present moment of the machine.
  static func now() -> Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

  /// Bytes fit for secrets.
  static let random: @Sendable (Int) -> [UInt8] = { count in
    SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Array($0) }
  }

  /// The folder's database file.
  static func file(in folder: String) -> String { folder + "/hefu.sqlite" }

  /// Opens the store that the options name, creating it where there is none.
  static func open(_ options: StoreOptions, _ language: Language) async throws -> Premises {
    let folder = options.store ?? "var"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        Problem(
          .unreadable, at: nil, subject: folder, zh: "不能建立数据文件夹（权限？）",
          en: "the folder cannot be made (permissions?)"),
        language)
    }
    let signer: SignerKey
    do { signer = try JournalKey.loadOrCreate(path: folder + "/journal.key", origin: options.origin) } catch {
      throw Failure(code: 2, lines: [error.words[language]])
    }
    let location: Store.Location = options.database.map { .postgres($0) } ?? .sqlite(path: file(in: folder))
    do {
      let store = try await Store.open(location, signer: signer, now: now())
      return Premises(folder: folder, store: store, clock: Clock(now))
    } catch let failure as StoreFailure {
      throw Failure(
        Problem(
          .unreadable, at: nil, subject: options.database ?? file(in: folder),
          zh: "数据库不能打开：\(failure)", en: "the database cannot be opened: \(failure)"), language)
    }
  }

  /// The use cases over this store for one call.
  func casework(_ rules: Rulebook, accounts: AccountRules = AccountRules()) -> Casework {
    Casework(store: store, rules: rules, clock: clock, random: Self.random, accounts: accounts)
  }
}
