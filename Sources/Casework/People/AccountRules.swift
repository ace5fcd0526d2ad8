internal import Ledger

/// What is set for accounts once for a server: how long things last, what a password costs, where the site is.
package struct AccountRules: Sendable {
  /// Where links in mails lead: `https://hefu.example.org`, without a slash at the end.
  package var site: String
  /// A session on which nothing happens for so long ends; seconds.
  package var sessionIdle: Int64 = 2 * 3600
  /// A session ends after so long whatever happens; seconds.
  package var sessionWhole: Int64 = 12 * 3600
  /// How long a mailed link leads to a new password; seconds.
  package var resetLife: Int64 = 30 * 60
  /// How long a mailed link completes a registration or a change of address; seconds.
  package var verifyLife: Int64 = 24 * 3600
  /// How long an invitation stands; seconds.
  package var invitationLife: Int64 = 14 * 86_400
  package let passwords: PasswordKeeper
  package let breached: BreachedPasswords

  package init(
    site: String = "http://127.0.0.1:8080", passwords: PasswordKeeper = PasswordKeeper(),
    breached: BreachedPasswords = BreachedPasswords()
  ) {
    self.site = site
    self.passwords = passwords
    self.breached = breached
  }
}

extension Casework {
  /// The real present moment, which moving a demonstration's clock does not change: sessions, codes and mails live by it.
  var realTime: Instant { Instant(milliseconds: clock.now().milliseconds - clock.offset) }
}
