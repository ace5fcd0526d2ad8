/// A value in or out of the database.
package enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  package static func optional(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }
  package static func optional(_ number: Int64?) -> SQLValue { number.map(SQLValue.integer) ?? .null }
  package static func int(_ number: Int) -> SQLValue { .integer(Int64(number)) }
}

/// One row of an answer, by the order of the columns asked for.
package struct SQLRow: Sendable {
  package let values: [SQLValue]

  package init(_ values: [SQLValue]) { self.values = values }

  /// A text; empty when it is null or no text.
  package func text(_ column: Int) -> String {
    if case .text(let text) = values[column] { return text }
    return ""
  }

  package func textIfAny(_ column: Int) -> String? {
    if case .text(let text) = values[column] { return text }
    return nil
  }

  /// A number; 0 when it is null or no number.
  package func integer(_ column: Int) -> Int64 {
    if case .integer(let number) = values[column] { return number }
    return 0
  }

  package func int(_ column: Int) -> Int { Int(integer(column)) }

  package func integerIfAny(_ column: Int) -> Int64? {
    if case .integer(let number) = values[column] { return number }
    return nil
  }

  /// Bytes; empty when it is null or no bytes.
  package func blob(_ column: Int) -> [UInt8] {
    if case .blob(let bytes) = values[column] { return bytes }
    return []
  }

  package func blobIfAny(_ column: Int) -> [UInt8]? {
    if case .blob(let bytes) = values[column] { return bytes }
    return nil
  }
}
