/// Why the store did not do something: a code, and what it was told by the engine (for the log, never for a page).
package struct StoreFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is.
  package enum Code: String, Sendable {
    /// A rule of the schema would be broken (unique, foreign key, check).
    case constraint
    /// No room left on the disk.
    case full
    /// The disk failed, or a write's fate is not known: nothing more is written until a restart.
    case stopped
    /// The database does not answer.
    case unreachable
    /// What is there is no store, is damaged, or was written by a newer program.
    case unusable
    /// A copy is not what it was made from: a hash, a sum or the journal's root differs.
    case damaged
    /// A statement is wrong; a defect of the program.
    case statement
    /// The wait was too long or the store is closing.
    case busy
  }

  package var code: Code
  package var detail: String

  package init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }

  package var description: String { "\(code.rawValue): \(detail)" }
}
