/// How well an invented application meets the clauses.
package enum Quality: Hashable, Sendable {
  /// Nothing violated, nothing owed.
  case complete
  /// Departs from a soft clause and says why.
  case justified
  /// These sections of the form are blank.
  case incomplete(sections: [String])
  /// These clauses are violated; the first is the one it was made for.
  case wrong(clauses: [String])
  /// Says the same as an earlier application, under another leader.
  case twin(of: Int)
}

/// How many of a hundred applications are how good.
package struct Mix: Hashable, Sendable {
  package var complete: Int
  package var justified: Int
  package var incomplete: Int
  package var wrong: Int
  package var twins: Int

  package init(complete: Int, justified: Int, incomplete: Int, wrong: Int, twins: Int) {
    self.complete = complete
    self.justified = justified
    self.incomplete = incomplete
    self.wrong = wrong
    self.twins = twins
  }

  /// What an office sees in the weeks before a deadline.
  package static let believable = Mix(complete: 50, justified: 8, incomplete: 20, wrong: 20, twins: 2)
}
