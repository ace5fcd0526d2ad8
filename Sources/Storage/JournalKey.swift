internal import Crypto
internal import Foundation
package import Ledger

/// The key the journal signs its checkpoints with: a file of its own, readable by its owner only, never in the database.
///
/// Whoever holds it can sign another history, so it stays out of backups of the database and is kept apart from them. The
/// key's name is the journal's origin.
package enum JournalKey {
  /// Why there is no key to sign with.
  package enum Failure: Error, Hashable, Sendable {
    /// The file cannot be read or written; what the system said.
    case unreachable(path: String, reason: String)
    /// The file holds no journal key.
    case malformed(path: String)
    /// Others than the owner may read the file.
    case exposed(path: String)
    /// The journal has another origin than the one asked for.
    case otherOrigin(path: String, found: String, asked: String)
    /// A name no journal can have: empty, too long, or with white space, control characters or `+`.
    case unusableOrigin(String)
  }

  /// A file with a key is one line; nothing longer is read.
  private static let limit = 4096

  /// The key in the file; a new one, written there first, where there is none.
  ///
  /// Several servers may start at once on one folder: the first to write wins and the others read what it wrote.
  /// - Parameter origin: the name a new journal gets; an existing one must have it. `nil` takes an existing journal's name
  ///   as it is, and names a new one `hefu.invalid/` and 8 random characters, so that no two demonstrations are confused.
  package static func loadOrCreate(path: String, origin: String? = nil) throws(Failure) -> SignerKey {
    if let origin, !isUsable(origin) { throw .unusableOrigin(origin) }
    if !FileManager.default.fileExists(atPath: path) {
      let name =
        origin
        ?? "hefu.invalid/"
        + String((0..<8).map { _ in "abcdefghijkmnpqrstuvwxyz23456789".randomElement() ?? "x" })
      try create(SignerKey(name: name, key: Curve25519.Signing.PrivateKey()), path: path)
    }
    let key = try load(path: path)
    if let origin, key.verifier.name != origin {
      throw .otherOrigin(path: path, found: key.verifier.name, asked: origin)
    }
    return key
  }

  /// The key in the file.
  package static func load(path: String) throws(Failure) -> SignerKey {
    let text = try read(path)
    guard let key = SignerKey(secret: text), key.verifier.algorithm == 0x01 else {
      throw .malformed(path: path)
    }
    return key
  }

  /// The key of a witness, who cosigns.
  package static func loadWitness(path: String) throws(Failure) -> SignerKey {
    let text = try read(path)
    guard let key = SignerKey(secret: text), key.verifier.algorithm == 0x04 else {
      throw .malformed(path: path)
    }
    return key
  }

  /// Makes a new witness's key and writes it; refuses where there is a file already.
  package static func createWitness(path: String, name: String) throws(Failure) -> SignerKey {
    guard isUsable(name) else { throw .unusableOrigin(name) }
    guard !FileManager.default.fileExists(atPath: path) else {
      throw .unreachable(path: path, reason: String(cString: strerror(EEXIST)))
    }
    let key = SignerKey(name: name, key: Curve25519.Signing.PrivateKey(), cosigns: true)
    try create(key, path: path)
    return try loadWitness(path: path)
  }

  /// Whether a journal or a witness may have this name (C2SP signed-note: no white space, no plus).
  package static func isUsable(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 200
      && name.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0 != "+" && $0.value > 0x20 && $0.value != 0x7F
      }
  }

  private static func read(_ path: String) throws(Failure) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw system(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw system(path) }
    guard status.st_mode & 0o077 == 0 else { throw .exposed(path: path) }
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    let count = Foundation.read(file, &bytes, bytes.count)
    guard count >= 0 else { throw system(path) }
    guard count <= limit, let text = String(validating: bytes.prefix(count), as: UTF8.self) else {
      throw .malformed(path: path)
    }
    return text
  }

  /// Writes the key beside its place, durably, then gives it its name unless somebody else was first.
  private static func create(_ key: SignerKey, path: String) throws(Failure) {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch { throw .unreachable(path: folder, reason: error.localizedDescription) }
    let draft = path + ".new-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw system(draft) }
    let bytes = Array((key.secret + "\n").utf8)
    let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    let failure = system(draft)
    close(file)
    defer { unlink(draft) }
    guard isWritten else { throw failure }
    guard link(draft, path) == 0 || errno == EEXIST else { throw system(path) }
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw system(folder) }
    defer { close(directory) }
    guard fsync(directory) == 0 else { throw system(folder) }
  }

  private static func system(_ path: String) -> Failure {
    .unreachable(path: path, reason: String(cString: strerror(errno)))
  }
}
