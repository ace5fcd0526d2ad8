internal import CallGuide
internal import Hummingbird
internal import NIOCore

/// What was sent as `multipart/form-data`, part by part: fields whole and bounded, files piece by piece.
///
/// ```swift
/// var parts = try visit.multipart(Multipart.Limits(file: 50 << 20))
/// while let part = try await parts.next() {
///   switch part {
///   case .field(let name, let value): …
///   case .file(let head): sink = try await store.receive(head)
///   case .bytes(let bytes): try await sink.write(bytes)
///   case .endOfFile: try await sink.finish()
///   }
/// }
/// ```
/// When it throws, the file being received is incomplete and must be dropped.
package struct Multipart {
  /// What arrives, in the order sent.
  package enum Part: Sendable, Hashable {
    case field(name: String, value: String)
    case file(PartHead)
    case bytes([UInt8])
    case endOfFile
  }

  /// How much may arrive.
  package struct Limits: Sendable, Hashable {
    /// Bytes of one file.
    package var file: Int
    /// Bytes of one field.
    package var field: Int
    /// Fields and files.
    package var parts: Int

    package init(file: Int, field: Int = 64 * 1024, parts: Int = 2000) {
      self.file = file
      self.field = field
      self.parts = parts
    }
  }

  private let limits: Limits
  private var parser: MultipartParser
  private var chunks: BoundedBody.AsyncIterator
  private var waiting: [Part] = []
  private var next = 0
  private var current: PartHead?
  private var field: [UInt8] = []
  private var received = 0

  /// - Throws: `Failure` 415 for another type of content, 400 without a boundary, 413 when too much is announced.
  init(_ request: Request, limits: Limits, bodyLimit: Int) throws {
    let type = request.headers[.contentType] ?? ""
    guard type.prefix(while: { $0 != ";" && $0 != " " }).lowercased() == "multipart/form-data" else {
      throw Failure.unknownFormat
    }
    self.limits = limits
    do {
      parser = MultipartParser(boundary: try MultipartParser.boundary(of: type), partLimit: limits.parts)
    } catch { throw Failure(error) }
    chunks = try BoundedBody(request, limit: bodyLimit).makeAsyncIterator()
  }

  /// The next part or piece; `nil` after the last.
  /// - Throws: `Failure` with what is wrong and what to do.
  package mutating func next() async throws -> Part? {
    while true {
      if next < waiting.count {
        defer { next += 1 }
        return waiting[next]
      }
      waiting.removeAll(keepingCapacity: true)
      next = 0
      do {
        guard let chunk = try await chunks.next() else {
          try parser.finish()
          return nil
        }
        var events: [MultipartParser.Event] = []
        try parser.feed(chunk) { events.append($0) }
        for event in events { try take(event) }
      } catch let fault as MultipartFault { throw Failure(fault) }
    }
  }

  /// The form alone, where files are not expected; theirs are refused.
  mutating func fields() async throws -> FormBody {
    var values: [String: [String]] = [:]
    while let part = try await next() {
      switch part {
      case .field(let name, let value): values[name, default: []].append(value)
      case .file(let head) where head.fileName?.isEmpty == true: break
      case .endOfFile: break
      case .file, .bytes: throw Failure.unknownFormat
      }
    }
    return FormBody(values: values)
  }

  private mutating func take(_ event: MultipartParser.Event) throws(MultipartFault) {
    switch event {
    case .part(let head):
      current = head
      received = 0
      field = []
      if head.fileName != nil { waiting.append(.file(head)) }
    case .bytes(let bytes):
      guard let current else { throw .malformed }
      received += bytes.count
      if let file = current.fileName {
        guard received <= limits.file else { throw .fileTooLarge(file, limit: limits.file) }
        waiting.append(.bytes(bytes))
      } else {
        guard received <= limits.field else { throw .fieldTooLarge(current.name, limit: limits.field) }
        field += bytes
      }
    case .endOfPart:
      guard let current else { throw .malformed }
      self.current = nil
      guard current.fileName == nil else {
        waiting.append(.endOfFile)
        return
      }
      guard let value = String(validating: field, as: UTF8.self) else { throw .malformed }
      waiting.append(.field(name: current.name, value: FormBody.withPlainBreaks(value)))
    }
  }
}

/// Inside a sequence, `Failure` means what its iteration throws.
private typealias Refusal = Failure

/// A request's body that ends with 413 when it is longer than it may be.
package struct BoundedBody: AsyncSequence {
  private let body: RequestBody
  private let limit: Int

  /// - Throws: `Failure` 413 when the announced length is too much already.
  init(_ request: Request, limit: Int) throws {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw Refusal.tooLarge(limit: limit)
    }
    body = request.body
    self.limit = limit
  }

  package func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(chunks: body.makeAsyncIterator(), limit: limit)
  }

  package struct AsyncIterator: AsyncIteratorProtocol {
    var chunks: RequestBody.AsyncIterator
    let limit: Int
    var received = 0

    /// The next bytes.
    package mutating func next() async throws -> [UInt8]? {
      guard let chunk = try await chunks.next() else { return nil }
      received += chunk.readableBytes
      guard received <= limit else { throw Refusal.tooLarge(limit: limit) }
      return Array(chunk.readableBytesView)
    }
  }
}

extension Failure {
  /// What a person is told of a body that cannot be read.
  package init(_ fault: MultipartFault) {
    switch fault {
    case .noBoundary:
      self.init(.badRequest, code: "noBoundary", Phrase.Upload.noBoundary, remedy: Phrase.Upload.remedy)
    case .malformed:
      self.init(.badRequest, code: "malformed", Phrase.Upload.malformed, remedy: Phrase.Upload.remedy)
    case .nested: self.init(.badRequest, code: "nested", Phrase.Upload.nested, remedy: Phrase.Upload.remedy)
    case .headersTooLarge:
      self.init(
        .badRequest, code: "headersTooLarge", Phrase.Upload.headersTooLarge, remedy: Phrase.Upload.remedy)
    case .tooManyParts:
      self.init(.badRequest, code: "tooManyParts", Phrase.Upload.tooManyParts, remedy: Phrase.Upload.remedy)
    case .truncated:
      self.init(.badRequest, code: "truncated", Phrase.Upload.truncated, remedy: Phrase.Upload.remedy)
    case .fieldTooLarge(let name, let limit):
      self.init(
        .contentTooLarge, code: "tooLarge", Phrase.Upload.fieldTooLarge(name, kibibytes: limit / 1024),
        remedy: Phrase.Failing.tooLargeRemedy, field: name)
    case .fileTooLarge(let name, let limit):
      self.init(
        .contentTooLarge, code: "tooLarge",
        Phrase.Upload.fileTooLarge(name, mebibytes: limit / (1024 * 1024)),
        remedy: Phrase.Upload.fileTooLargeRemedy)
    }
  }
}
