/// How often an address may be used: what it costs us, or what it would give to somebody who guesses.
package enum Pace: String, Sendable, Hashable, CaseIterable {
  /// Reading pages, saving drafts.
  case ordinary
  /// Sending a file.
  case upload
  /// Trying a password.
  case signIn
  /// Making accounts.
  case register
  /// Having mail sent: password resets, invitations.
  case mail
  /// Not counted: files of the program, health.
  case uncounted
}
