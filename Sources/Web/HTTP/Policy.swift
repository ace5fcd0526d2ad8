package import Casework

/// Who may use an address at all. Coarse on purpose: which records somebody sees there is decided by the query.
package indirect enum Policy: Sendable, Hashable {
  /// Anybody, signed in or not.
  case everyone
  /// Anybody with an account.
  case signedIn
  /// Those who take part in an application: any account; the view of access rights decides which application.
  case participant
  /// Those who hold an office in the programme.
  case office(Actor.Office.Role)
  /// Those who are this in some organisation.
  case member(Actor.Membership.Role)
  /// Those whom one of several policies admits.
  case any([Policy])

  /// What a policy says of an actor.
  package enum Decision: Sendable, Hashable { case admitted, signInFirst, refused }

  /// Whether an actor, or nobody, may use the address.
  package func decision(for actor: Actor?) -> Decision {
    if case .everyone = self { return .admitted }
    if case .any(let policies) = self, policies.contains(.everyone) { return .admitted }
    guard let actor else { return .signInFirst }
    return admits(actor) ? .admitted : .refused
  }

  private func admits(_ actor: Actor) -> Bool {
    switch self {
    case .everyone, .signedIn, .participant: true
    case .office(let role): actor.offices.contains { $0.role == role }
    case .member(let role): actor.memberships.contains { $0.role == role }
    case .any(let policies): policies.contains { $0.admits(actor) }
    }
  }
}
