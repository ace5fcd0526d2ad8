internal import CallGuide
internal import Storage

/// Mails that tell the owner of an account what was done to it.
enum AccountNotice: Sendable {
  case passwordChanged, secondFactorSet, secondFactorRemoved, accountClosed
  case emailChanged(to: String)

  var subject: BilingualText {
    switch self {
    case .passwordChanged: BilingualText(zh: "您的密码已更改", en: "Your password was changed")
    case .secondFactorSet: BilingualText(zh: "您已启用第二重验证", en: "A second factor was set up")
    case .secondFactorRemoved: BilingualText(zh: "您的第二重验证已关闭", en: "Your second factor was removed")
    case .accountClosed: BilingualText(zh: "您的账户已注销", en: "Your account was closed")
    case .emailChanged: BilingualText(zh: "您的登录邮箱已更改", en: "Your address was changed")
    }
  }

  private var what: BilingualText {
    switch self {
    case .passwordChanged, .secondFactorSet, .secondFactorRemoved, .accountClosed:
      BilingualText(zh: subject.zh + "。", en: subject.en + ".")
    case .emailChanged(let address):
      BilingualText(zh: "您的登录邮箱已改为 \(address)。", en: "Your account now has the address \(address).")
    }
  }

  /// The whole letter.
  func body(name: BilingualText, site: String) -> BilingualText {
    BilingualText(
      zh: """
        \(name.zh)：

        \(what.zh)

        如果不是您本人的操作，请立即重新设置密码：
        \(site)/forgotten
        """,
      en: """
        Dear \(name.en),

        \(what.en)

        If this was not you, set a new password at once:
        \(site)/forgotten
        """)
  }
}

extension Casework {
  func mailNotice(_ notice: AccountNotice, to actor: Actor, _ transaction: Transaction) throws {
    try mail(
      to: actor.email, actor.language, subject: notice.subject,
      body: notice.body(name: actor.name, site: accounts.site), transaction)
  }
}
