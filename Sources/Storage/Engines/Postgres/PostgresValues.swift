internal import CPostgres

/// A statement's values in one block of memory, as libpq takes them: numbers and text as text, bytes as bytes.
struct PostgresParameters {
  private var bytes: [UInt8] = []
  private var offsets: [Int?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  init(_ values: [SQLValue]) throws(StoreFailure) {
    for value in values {
      let start = bytes.count
      switch value {
      case .null: break
      case .integer(let number): bytes.append(contentsOf: String(number).utf8)
      case .text(let text): bytes.append(contentsOf: try text.withoutNUL.utf8)
      case .blob(let blob): bytes.append(contentsOf: blob)
      }
      offsets.append(value == .null ? nil : start)
      lengths.append(Int32(bytes.count - start))
      if case .blob = value { formats.append(1) } else { formats.append(0) }
      bytes.append(0)
    }
  }

  var count: Int32 { Int32(offsets.count) }

  /// Lends libpq pointers to the values, their lengths and formats.
  func lend<Result>(
    _ body: (
      UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { bytes in
      let base = bytes.baseAddress
      let pointers = offsets.map { offset in
        offset.flatMap { base?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
      }
      return pointers.withUnsafeBufferPointer { pointers in
        lengths.withUnsafeBufferPointer { lengths in
          formats.withUnsafeBufferPointer { formats in
            body(pointers.baseAddress, lengths.baseAddress, formats.baseAddress)
          }
        }
      }
    }
  }
}

extension String {
  /// The text itself, which PostgreSQL could not hold with a NUL character in it; refused on both engines alike.
  var withoutNUL: String {
    get throws(StoreFailure) {
      guard !utf8.contains(0) else { throw StoreFailure(.constraint, "a text holds a NUL character") }
      return self
    }
  }
}

/// Reads the rows of an answer in text format.
struct PostgresRows {
  private let result: OpaquePointer
  private let types: [Oid]

  init(_ result: OpaquePointer) {
    self.result = result
    types = (0..<PQnfields(result)).map { PQftype(result, $0) }
  }

  var rows: [SQLRow] {
    (0..<PQntuples(result)).map { row in
      SQLRow(types.indices.map { value(row, Int32($0)) })
    }
  }

  private func value(_ row: Int32, _ column: Int32) -> SQLValue {
    guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else {
      return .null
    }
    let length = Int(PQgetlength(result, row, column))
    let bytes = UnsafeRawBufferPointer(start: start, count: length)
    switch types[Int(column)] {
    case 20, 21, 23, 26: return .integer(Self.number(bytes) ?? 0)  // int8, int2, int4, oid
    case 16: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)  // bool
    case 700, 701, 1700:  // float4, float8, numeric: sums and averages; SQLite's are cut the same way
      if let number = Self.number(bytes) { return .integer(number) }
      return .integer(
        Double(String(decoding: bytes, as: UTF8.self)).flatMap { Int64(exactly: $0.rounded(.towardZero)) }
          ?? 0)
    case 17: return .blob(Self.hexadecimal(bytes))  // bytea
    default: return .text(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// A whole number; `nil` when it is none or does not fit.
  private static func number(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    var digits = bytes[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits = digits.dropFirst() }
    guard !digits.isEmpty else { return nil }
    var value: Int64 = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      // Below zero, because the smallest number has no positive counterpart.
      let (tens, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (next, tooLargeStill) = tens.subtractingReportingOverflow(Int64(digit - 0x30))
      guard !tooLarge, !tooLargeStill else { return nil }
      value = next
    }
    return isNegative ? value : (value == .min ? nil : -value)
  }

  /// `\x` and two digits a byte.
  private static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    func digit(_ byte: UInt8) -> UInt8 { byte < 0x3A ? byte - 0x30 : byte - 0x57 }
    return stride(from: 2, to: bytes.count - 1, by: 2).map { digit(bytes[$0]) << 4 | digit(bytes[$0 + 1]) }
  }
}

extension StoreFailure {
  /// What a result's SQLSTATE means (PostgreSQL documentation, appendix A).
  static func postgres(_ result: OpaquePointer) -> StoreFailure {
    func field(_ code: Character) -> String {
      guard let value = PQresultErrorField(result, Int32(code.asciiValue ?? 0)) else { return "" }
      return String(cString: value)
    }
    let state = field("C")
    return StoreFailure(code(of: state), "\(state) \(field("M"))")
  }

  private static func code(of state: String) -> Code {
    switch state {
    case "53100": .full
    case "58030": .stopped
    // No state at all: the connection broke. 25006: the server became a standby.
    case "", "57P01", "57P02", "57P03", "25006": .unreachable
    case "40001", "40P01", "55P03", "57014", "53300": .busy
    case "3D000", "XX001", "XX002": .unusable
    default:
      switch state.prefix(2) {
      case "08": .unreachable
      case "23": .constraint
      case "28": .unusable
      default: .statement
      }
    }
  }
}
