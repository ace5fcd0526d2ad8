internal import Casework
package import Hummingbird
package import Web

/// Every address of accounts, organisations and their administration.
package enum AccountRoute: DeskRoute {
  case signIn, code, signOut
  case register, registration(String)
  case forgotten, reset(String), newEmail(String)
  case invitation(String)
  case account, name, password, email, secondFactor, factorRemoval, recoveryCodes, sessions, closing
  case join, organisation(String)
  case offices, accounts, log

  package init?(path: [String]) {
    switch (path.count, path.first) {
    case (1, _), (2, "sign-in"), (2, "account"), (2, "administration"), (3, "account"):
      let text = "/" + path.joined(separator: "/")
      guard let route = Self.fixed.first(where: { $0.path == text }) else { return nil }
      self = route
    case (2, "register"): self = .registration(path[1])
    case (2, "reset"): self = .reset(path[1])
    case (2, "email"): self = .newEmail(path[1])
    case (2, "invitation"): self = .invitation(path[1])
    case (2, "organisations"): self = path[1] == "new" ? .join : .organisation(path[1])
    default: return nil
    }
  }

  private static let fixed: [AccountRoute] = [
    .signIn, .code, .signOut, .register, .forgotten, .account, .name, .password, .email, .secondFactor,
    .factorRemoval, .recoveryCodes, .sessions, .closing, .offices, .accounts, .log,
  ]

  package var path: String {
    switch self {
    case .signIn: SignInAddress.signIn
    case .code: "/sign-in/code"
    case .signOut: SignInAddress.signOut
    case .register: "/register"
    case .registration(let ticket): "/register/" + PathSegment.escape(ticket)
    case .forgotten: "/forgotten"
    case .reset(let ticket): "/reset/" + PathSegment.escape(ticket)
    case .newEmail(let ticket): "/email/" + PathSegment.escape(ticket)
    case .invitation(let ticket): "/invitation/" + PathSegment.escape(ticket)
    case .account: SignInAddress.account
    case .name: "/account/name"
    case .password: "/account/password"
    case .email: "/account/email"
    case .secondFactor: "/account/second-factor"
    case .factorRemoval: "/account/second-factor/removal"
    case .recoveryCodes: "/account/recovery-codes"
    case .sessions: "/account/sessions"
    case .closing: "/account/closing"
    case .join: "/organisations/new"
    case .organisation(let id): "/organisations/" + PathSegment.escape(id)
    case .offices: "/administration/offices"
    case .accounts: "/administration/accounts"
    case .log: "/administration/log"
    }
  }

  package var methods: [HTTPRequest.Method] {
    switch self {
    case .account, .log: [.get, .head]
    case .code, .signOut: [.post]
    default: [.get, .head, .post]
    }
  }

  package var policy: Policy {
    switch self {
    case .signIn, .code, .signOut, .register, .registration, .forgotten, .reset, .newEmail, .invitation:
      .everyone
    case .account, .name, .password, .email, .secondFactor, .factorRemoval, .recoveryCodes, .sessions,
      .closing, .join:
      .signedIn
    case .organisation: .any([.member(.member), .member(.office), .member(.endorser)])
    case .offices: .office(.security)
    case .accounts: .office(.system)
    case .log: .office(.auditAdmin)
    }
  }

  package var pace: Pace {
    switch self {
    case .signIn, .code, .password, .email, .secondFactor, .factorRemoval, .recoveryCodes, .closing: .signIn
    case .register, .registration: .register
    case .forgotten, .reset, .newEmail: .mail
    default: .ordinary
    }
  }

  package var bodyLimit: Int { 16 * 1024 }

  package static let samples: [AccountRoute] =
    fixed + [.registration("x"), .reset("x"), .newEmail("x"), .invitation("x"), .join, .organisation("x")]
}
