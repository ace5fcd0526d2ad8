internal import CallGuide
package import Casework
package import Hummingbird
internal import Ledger
internal import Markup
package import Web

/// The journal as everybody may check it: its key, signed checkpoints, proofs, and the place where witnesses send theirs.
///
/// Everything but the page itself is plain text, so that it can be fetched, kept and checked by other programs.
package struct LogDesk: Desk {
  private let journal: OpenJournal
  private let clock: Clock

  /// The desk of a journal.
  package init(_ journal: OpenJournal, clock: Clock) {
    self.journal = journal
    self.clock = clock
  }

  package func answer(_ route: LogRoute, _ visit: Visit) async throws -> Response {
    switch route {
    case .overview: return try await overview(visit)
    case .key: return text("\(journal.key)\n", keeping: 3600)
    case .latest: return try note(await journal.latest(), keeping: nil)
    case .cosigned: return try note(await journal.latestCosigned(), keeping: nil)
    case .checkpoint(let size):
      // Cosignatures may still be added, so it is not for ever.
      return try note(await journal.checkpoint(size: size), keeping: 60)
    case .consistency: return try await consistency(visit)
    case .proof: return try await proof(visit)
    case .cosignatures: return try await cosign(visit)
    }
  }

  private func overview(_ visit: Visit) async throws -> Response {
    visit.page(
      LogPage(
        visit: visit, key: journal.key, checkpoint: try await journal.latest(),
        witnesses: try await journal.witnesses()
      ).write())
  }

  private func consistency(_ visit: Visit) async throws -> Response {
    guard let from = number(visit.query("from")), let to = number(visit.query("to")), from <= to else {
      throw Failure(
        .badRequest, code: "invalid", Phrase.Log.badRange, remedy: Phrase.Log.rangeRemedy)
    }
    guard let proof = try await journal.consistency(from: from, to: to) else {
      throw Failure(.notFound, code: "notFound", Phrase.Log.outOfRange, remedy: Phrase.Log.rangeRemedy)
    }
    return text(proof.map { $0.base64 + "\n" }.joined(), keeping: Self.forEver)
  }

  private func proof(_ visit: Visit) async throws -> Response {
    guard let leaf = visit.query("leaf").flatMap({ Hash(hexadecimal: $0) }) else {
      throw Failure(.badRequest, code: "invalid", Phrase.Log.badLeaf, remedy: Phrase.Log.leafRemedy)
    }
    guard let inclusion = try await journal.inclusion(of: leaf) else {
      throw Failure(.notFound, code: "notFound", Phrase.Log.noLeaf, remedy: Phrase.Log.leafRemedy)
    }
    return text(
      "\(inclusion.index)\n\(inclusion.size)\n" + inclusion.path.map { $0.base64 + "\n" }.joined(),
      keeping: nil)
  }

  private func cosign(_ visit: Visit) async throws -> Response {
    var bytes: [UInt8] = []
    for try await chunk in visit.request.body {
      guard bytes.count + chunk.readableBytes <= visit.bodyLimit else {
        throw Failure.tooLarge(limit: visit.bodyLimit)
      }
      bytes.append(contentsOf: chunk.readableBytesView)
    }
    guard let note = String(validating: bytes, as: UTF8.self) else {
      throw Failure(
        .unsupportedMediaType, code: "unknownFormat", Phrase.Log.notText, remedy: Phrase.Log.notTextRemedy)
    }
    let result = try await journal.accept(cosigned: note, at: clock.now())
    let words = Phrase.Log.accepted(result.size)
    return text("\(words.en)\n\(words.zh)\n\(result.witnesses.joined(separator: "\n"))\n", keeping: nil)
  }

  /// A whole number as the format demands it: no sign, no leading zeros.
  private func number(_ text: String?) -> Int? {
    guard let text, let number = Int(text), number >= 0, String(number) == text else { return nil }
    return number
  }

  private func note(_ note: SignedNote?, keeping seconds: Int?) throws -> Response {
    guard let note else {
      throw Failure(
        .notFound, code: "notFound", Phrase.Log.noCheckpoint, remedy: Phrase.Log.noCheckpointRemedy)
    }
    return text(note.description, keeping: seconds)
  }

  private static let forEver = 31_536_000

  /// Plain text, kept so many seconds; `nil` asks again each time.
  private func text(_ text: String, keeping seconds: Int?) -> Response {
    let control =
      seconds.map { "public, max-age=\($0)" + ($0 == Self.forEver ? ", immutable" : "") } ?? "no-cache"
    return Response(
      status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: control],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
