public import Crypto
internal import Foundation

/// What is wrong with a note, a checkpoint or a receipt.
public enum LedgerFailure: Error, Hashable, Sendable {
  /// A line is not of the form it should have; the line, from 1.
  case malformed(line: Int)
  /// No signature of the key asked for.
  case notSigned(by: String)
  /// A signature of the key does not fit the text.
  case wrongSignature(by: String)
  /// The key text is not a verifier key.
  case malformedKey
}

/// A key that verifies notes: `name+hash+base64`, as C2SP signed-note writes it.
public struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
  /// Who signs.
  public let name: String
  /// First four bytes of SHA-256(name ‖ "\n" ‖ algorithm ‖ key).
  public let id: [UInt8]
  /// 0x01 for a note's own Ed25519 signature, 0x04 for a timestamped cosignature.
  public let algorithm: UInt8
  private let key: [UInt8]

  init(name: String, algorithm: UInt8, key: [UInt8]) {
    self.name = name
    self.algorithm = algorithm
    self.key = key
    id = Array(Hash.of(Array(name.utf8) + [0x0A, algorithm] + key).bytes.prefix(4))
  }

  /// Reads `name+hash+base64(algorithm ‖ key)` and checks the hash.
  public init(_ text: String) throws(LedgerFailure) {
    let parts = text.trimmingCharacters(in: .whitespacesAndNewlines).split(separator: "+", maxSplits: 2)
    guard parts.count == 3, let data = Base64.decode(parts[2]), data.count == 33,
      let algorithm = data.first, algorithm == 0x01 || algorithm == 0x04
    else { throw .malformedKey }
    self.init(name: String(parts[0]), algorithm: algorithm, key: Array(data.dropFirst()))
    guard Self.hexadecimal(id) == parts[1] else { throw .malformedKey }
  }

  /// `name+hash+base64`.
  public var description: String {
    "\(name)+\(Self.hexadecimal(id))+\(Base64.encode([algorithm] + key))"
  }

  static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
    return key.isValidSignature(signature, for: message)
  }
}

/// A key that signs notes.
public struct SignerKey: Sendable {
  /// The public half.
  public let verifier: VerifierKey
  private let key: Curve25519.Signing.PrivateKey

  /// A signer with this name; cosignatures (of witnesses) carry a time.
  public init(name: String, key: Curve25519.Signing.PrivateKey, cosigns: Bool = false) {
    self.key = key
    verifier = VerifierKey(
      name: name, algorithm: cosigns ? 0x04 : 0x01, key: Array(key.publicKey.rawRepresentation))
  }

  func signature(of message: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: message)) }

  private static let label = "PRIVATE+KEY+"

  /// Reads what `secret` writes; `nil` when it is nothing of the kind, or its hash does not fit.
  public init?(secret text: String) {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard text.hasPrefix(Self.label) else { return nil }
    let parts = text.dropFirst(Self.label.count).split(separator: "+", maxSplits: 2)
    guard parts.count == 3, let data = Base64.decode(parts[2]), data.count == 33, let algorithm = data.first,
      algorithm == 0x01 || algorithm == 0x04,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: data.dropFirst())
    else { return nil }
    self.init(name: String(parts[0]), key: key, cosigns: algorithm == 0x04)
    guard VerifierKey.hexadecimal(verifier.id) == parts[1] else { return nil }
  }

  /// The key for its file, one line: `PRIVATE+KEY+name+hash+base64(algorithm ‖ seed)`, the spelling other programs for
  /// signed notes use.
  public var secret: String {
    let seed = Base64.encode([verifier.algorithm] + Array(key.rawRepresentation))
    return "\(Self.label)\(verifier.name)+\(VerifierKey.hexadecimal(verifier.id))+\(seed)"
  }
}

/// A text with Ed25519 signatures (C2SP signed-note): text, empty line, one line a signature.
public struct SignedNote: Hashable, Sendable {
  /// One signature line.
  public struct Signature: Hashable, Sendable {
    /// Who signed.
    public var name: String
    /// Key id, and what follows it.
    public var bytes: [UInt8]
  }

  /// The text, ending with a newline.
  public let text: String
  /// The signatures.
  public private(set) var signatures: [Signature]

  /// A text not signed yet; it ends with a newline and has no empty line.
  public init(text: String) {
    self.text = text
    signatures = []
  }

  /// Reads a note.
  public init(reading note: String) throws(LedgerFailure) {
    let lines = note.split(separator: "\n", omittingEmptySubsequences: false)
    guard note.hasSuffix("\n"), let blank = lines.dropLast().lastIndex(of: ""), blank > 0 else {
      throw .malformed(line: lines.count)
    }
    text = lines[..<blank].joined(separator: "\n") + "\n"
    signatures = []
    for (index, line) in lines.enumerated().dropFirst(blank + 1).dropLast() {
      let parts = line.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0] == "—", !parts[1].isEmpty, let data = Base64.decode(parts[2]),
        data.count > 4
      else { throw .malformed(line: index + 1) }
      signatures.append(Signature(name: String(parts[1]), bytes: data))
    }
  }

  /// The text with other signatures: lines as a note has them, without what follows a line's end.
  public init(text: String, lines: [String]) throws(LedgerFailure) {
    try self.init(reading: text + "\n" + lines.map { $0 + "\n" }.joined())
  }

  /// The note with more signatures under it.
  public func adding(_ lines: [String]) throws(LedgerFailure) -> SignedNote {
    try SignedNote(reading: description + lines.map { $0 + "\n" }.joined())
  }

  /// The lines of the signatures made under this key's name and id.
  public func lines(by key: VerifierKey) -> [String] {
    signatures.filter { $0.name == key.name && $0.bytes.starts(with: key.id) }.map(Self.line)
  }

  private static func line(_ signature: Signature) -> String {
    "— \(signature.name) \(Base64.encode(signature.bytes))"
  }

  /// Adds a signature; `time` (seconds since 1970) only for keys that cosign.
  public mutating func sign(_ signer: SignerKey, at time: UInt64 = 0) throws {
    let isCosignature = signer.verifier.algorithm == 0x04
    let stamp = isCosignature ? Self.bigEndian(time) : []
    let signature = try signer.signature(of: message(for: signer.verifier, stamp: stamp))
    signatures.append(Signature(name: signer.verifier.name, bytes: signer.verifier.id + stamp + signature))
  }

  /// Checks that `key` signed this text.
  /// - Returns: the time of a cosignature.
  @discardableResult
  public func verify(_ key: VerifierKey) throws(LedgerFailure) -> UInt64? {
    let own = signatures.filter { $0.name == key.name && Array($0.bytes.prefix(4)) == key.id }
    guard !own.isEmpty else { throw .notSigned(by: key.name) }
    for signature in own {
      var rest = signature.bytes.dropFirst(4)
      var stamp: [UInt8] = []
      if key.algorithm == 0x04 {
        stamp = Array(rest.prefix(8))
        rest = rest.dropFirst(8)
      }
      if rest.count == 64, key.isValid(Array(rest), of: message(for: key, stamp: stamp)) {
        return stamp.isEmpty ? nil : stamp.reduce(0) { $0 << 8 | UInt64($1) }
      }
    }
    throw .wrongSignature(by: key.name)
  }

  /// A note signs its text; a cosignature (C2SP tlog-cosignature) signs a header with the time before it.
  private func message(for key: VerifierKey, stamp: [UInt8]) -> [UInt8] {
    guard key.algorithm == 0x04 else { return Array(text.utf8) }
    let time = stamp.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
  }

  private static func bigEndian(_ time: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * UInt64($0))) }
  }

  /// The note as text.
  public var description: String {
    text + "\n" + signatures.map { Self.line($0) + "\n" }.joined()
  }
}
