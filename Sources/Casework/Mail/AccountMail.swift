internal import CallGuide

/// The letters with links in them.
enum AccountMail {
  static func register(link: String) -> BilingualText {
    BilingualText(
      zh: """
        您好：

        请打开下面的链接完成注册，24 小时内有效，只能使用一次：
        \(link)

        如果不是您本人申请的，不必理会，什么也不会发生。
        """,
      en: """
        Hello,

        Open this link to complete your registration; it works once, within 24 hours:
        \(link)

        If it was not you who asked for it, do nothing and nothing will happen.
        """)
  }

  static func known(name: BilingualText, site: String) -> BilingualText {
    BilingualText(
      zh: """
        \(name.zh)：

        有人用这个邮箱申请注册，但它已有账户。请直接登录：
        \(site)/sign-in

        忘记密码，可以重新设置：
        \(site)/forgotten
        """,
      en: """
        Dear \(name.en),

        Somebody asked to register this address, but it has an account already. Sign in:
        \(site)/sign-in

        If you forgot the password, set a new one:
        \(site)/forgotten
        """)
  }

  static func reset(name: BilingualText, link: String) -> BilingualText {
    BilingualText(
      zh: """
        \(name.zh)：

        请打开下面的链接重新设置密码，30 分钟内有效，只能使用一次：
        \(link)

        设置后，所有已登录的设备都会退出。如果不是您本人申请的，不必理会，密码不会改变。
        """,
      en: """
        Dear \(name.en),

        Open this link to set a new password; it works once, within 30 minutes:
        \(link)

        All your devices are signed out by it. If it was not you who asked, do nothing; the password stays as it is.
        """)
  }

  static func newAddress(name: BilingualText, link: String) -> BilingualText {
    BilingualText(
      zh: """
        \(name.zh)：

        请打开下面的链接，确认今后用这个邮箱登录；24 小时内有效，只能使用一次：
        \(link)

        如果不是您本人申请的，不必理会。
        """,
      en: """
        Dear \(name.en),

        Open this link to confirm that you will sign in with this address from now on; it works once, within 24 hours:
        \(link)

        If it was not you who asked, do nothing.
        """)
  }

  static func appointed(name: BilingualText, office: BilingualText, link: String) -> BilingualText {
    BilingualText(
      zh: """
        \(name.zh)：

        已为您建立\(office.zh)账户。请打开下面的链接设置密码，只能使用一次：
        \(link)

        登录后请先启用第二重验证，之后才能履职。
        """,
      en: """
        Dear \(name.en),

        An account was made for you as \(office.en). Open this link to set a password; it works once:
        \(link)

        Set up a second factor after signing in; the office can be exercised only then.
        """)
  }

  static func invitation(from: BilingualText, to what: BilingualText, link: String) -> BilingualText {
    BilingualText(
      zh: """
        您好：

        \(from.zh)邀请您\(what.zh)。请打开下面的链接查看并接受，14 天内有效；还没有账户的，可以同时注册：
        \(link)

        不认识邀请人的，不必理会。
        """,
      en: """
        Hello,

        \(from.en) invites you \(what.en). Open this link to see and accept it within 14 days; you can register there if you have no account:
        \(link)

        If you do not know who invites you, do nothing.
        """)
  }
}
