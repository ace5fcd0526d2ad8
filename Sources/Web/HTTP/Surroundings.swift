package import CallGuide
package import Casework
package import Ledger

/// What stands around a page because of who reads it and when.
package struct Surroundings: Sendable {
  /// A moment the reader should keep in sight.
  package struct Deadline: Sendable {
    package var label: BilingualText
    package var moment: Instant

    package init(_ label: BilingualText, _ moment: Instant) {
      self.label = label
      self.moment = moment
    }
  }

  /// Who is signed in.
  package var actor: Actor?
  /// Whether there are accounts to sign in to.
  package var hasAccounts = false
  /// What the header offers.
  package var links: [Frame.Link] = []
  /// The path of the address being read.
  package var path = "/"
  /// The whole address with its query, for coming back to after signing in and for the other language.
  package var address = "/"
  /// Whether this is a demonstration.
  package var isDemonstration = false
  /// The server's time.
  package var now: Instant?
  /// What to keep in sight.
  package var deadline: Deadline?
  /// What happened just now.
  package var notice: Notice?

  package init() {}
}
