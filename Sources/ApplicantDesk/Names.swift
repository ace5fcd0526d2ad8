internal import Casework
internal import Web

// Names that other modules use too, said once here where only one of them is meant.

/// An application as the store has it.
typealias Submittable = Application
/// What one clause says of a sheet.
typealias ClauseFinding = Finding
