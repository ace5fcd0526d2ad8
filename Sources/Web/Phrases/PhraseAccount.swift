package import CallGuide

extension Phrase {
  /// Signing in, registering, one's own account.
  package enum Account {
    package static let signInTitle = both("登录", "Sign in")
    package static let email = both("电子邮箱", "E-mail address")
    package static let password = both("密码", "Password")
    package static let forgottenLink = both("忘记密码", "Forgotten your password?")
    package static let registerLink = both("注册账户", "Register")
    package static let demonstrationAccounts = both("演示账户", "Demonstration accounts")
    package static let demonstrationHelp = both(
      "点一下即可以该身份进入；密码都是 %。这里的一切都是虚构的。",
      "One press signs you in as that person; the password is % for all. Everything here is invented.")
    package static let role = both("身份", "Role")
    package static let name = both("姓名", "Name")
    package static func signInAs(_ name: BilingualText) -> BilingualText {
      both("以\(name.zh)登录", "Sign in as \(name.en)")
    }

    package static let codeTitle = both("输入验证码", "Enter your code")
    package static let code = both("验证码", "Code")
    package static let codeHelp = both(
      "验证器显示的 6 位数字，或一个恢复码。", "The six digits your authenticator shows, or a recovery code.")
    package static let carryOn = both("继续", "Continue")

    package static let registerTitle = both("注册", "Register")
    package static let registerLead = both(
      "填写工作邮箱，我们会寄去一个链接；打开它再填姓名、密码和单位。",
      "Enter your address at work. We mail a link; open it to enter name, password and organisation.")
    package static let sendLink = both("寄送链接", "Mail me a link")
    package static let mailedTitle = both("请查收邮件", "Look into your mail")
    package static let mailed = both(
      "如果该邮箱可以使用，几分钟内会收到一封带链接的邮件。没有收到的，请看看垃圾邮件，或核对地址后再申请一次。",
      "If the address can be used, a mail with a link arrives within minutes. If not, look among junk mail, or check the address and ask again."
    )
    package static let completeTitle = both("完成注册", "Complete your registration")
    package static let you = both("您本人", "Yourself")
    package static let nameZh = both("中文姓名", "Name in Chinese")
    package static let nameEn = both("英文（拼音）姓名", "Name in Latin letters")
    package static let nameHelp = both("两种写法至少填一种。", "At least one of the two is needed.")
    package static let language = both("通信语言", "Language of mails")
    package static let newPassword = both("新密码", "New password")
    package static let passwordHelp = both(
      "至少 15 个字符；启用第二重验证后 8 个即可。不要求数字或符号，可以是一句话，可以粘贴。",
      "At least 15 characters; 8 with a second factor. No digits or signs are asked for, a sentence will do, pasting is fine."
    )
    package static let register = both("注册并登录", "Register and sign in")

    package static let forgottenTitle = both("重新设置密码", "Set a new password")
    package static let forgottenLead = both(
      "填写注册时的邮箱，我们会寄去一个 30 分钟内有效的链接。",
      "Enter the address of your account. We mail a link that works for 30 minutes.")
    package static let setPassword = both("设置密码", "Set the password")
    package static let confirmEmailTitle = both("确认新的登录邮箱", "Confirm your new address")
    package static func confirmEmail(_ address: String) -> BilingualText {
      both("今后用 \(address) 登录。", "From now on you sign in with \(address).")
    }
    package static let confirm = both("确认", "Confirm")
    package static let cancel = both("返回", "Back")

    package static let invitationTitle = both("邀请", "Invitation")
    package static func invitation(from: BilingualText, what: BilingualText) -> BilingualText {
      both("\(from.zh)邀请您\(what.zh)。", "\(from.en) invites you \(what.en).")
    }
    package static func invitationFor(_ address: String) -> BilingualText {
      both("邀请发往 \(address)。", "It was sent to \(address).")
    }
    package static let accept = both("接受邀请", "Accept")
    package static let acceptHaving = both("已有账户，登录后接受", "I have an account: sign in first")
    package static let acceptNew = both("还没有账户，现在注册", "I have none: register now")

    // MARK: my account

    package static let title = both("我的账户", "My account")
    package static let change = both("修改", "Change")
    package static let save = both("保存", "Save")
    package static let currentPassword = both("当前密码", "Current password")
    package static let yourPassword = both("您的密码", "Your password")
    package static let memberships = both("所属单位", "Organisations")
    package static let noMemberships = both(
      "您还不属于任何单位；申报前请先加入所在单位。", "You belong to no organisation yet; join yours before you apply.")
    package static let offices = both("职责", "Offices")
    package static let dormant = both(
      "您有职责在身，启用第二重验证后才能履行。", "You were given an office; set up a second factor before you can exercise it.")
    package static let everything = both("全部", "everything")
    package static let nameTitle = both("姓名与语言", "Name and language")
    package static let passwordTitle = both("修改密码", "Change your password")
    package static let passwordLead = both("修改后，其他设备上的登录都会结束。", "Your other devices are signed out by it.")
    package static let emailTitle = both("修改登录邮箱", "Change your address")
    package static let newEmail = both("新邮箱", "New address")
    package static let emailLead = both(
      "我们会向新邮箱寄一个链接，打开并确认后才会改变。", "We mail a link to the new address; it changes when you confirm there.")
    package static let closeTitle = both("注销账户", "Close your account")
    package static let closeLead = both(
      "注销后不能恢复：单位身份、职责和登录信息都会删除；您提交过的内容和日志保留。",
      "This cannot be undone: memberships, offices and secrets are deleted. What you submitted, and the journal, stay."
    )
    package static let close = both("注销账户", "Close the account")

    package static let factorTitle = both("第二重验证", "Second factor")
    package static let factorOn = both("已启用", "Set up")
    package static let factorOff = both("未启用", "Not set up")
    package static let factorLead = both(
      "在手机验证器（支持 TOTP 的任何应用）中添加下面的密钥，再输入它显示的 6 位数字。",
      "Add this key to an authenticator on your phone (any that knows TOTP), then enter the six digits it shows."
    )
    package static let factorKey = both("密钥", "Key")
    package static let factorScan = both(
      "用验证器扫描这个二维码，或手工输入密钥", "Scan this code with your authenticator, or type the key")
    package static let factorOpen = both("在本机验证器中打开", "Open in an authenticator on this device")
    package static let factorSet = both("启用", "Set up")
    package static let factorRemove = both("关闭第二重验证", "Remove the second factor")
    package static let factorRemoveLead = both(
      "关闭需要至少 15 个字符的密码；职责随之暂停。",
      "This needs a password of at least 15 characters; your offices sleep afterwards.")
    package static let recoveryTitle = both("恢复码", "Recovery codes")
    package static let recoveryLead = both(
      "手机不在身边时，每个恢复码可代替验证码使用一次。只显示这一次，请打印或抄下，妥善保管。",
      "Without your phone each of these works once instead of a code. They are shown this once: print or copy them and keep them safe."
    )
    package static let recoveryRenew = both("重新生成恢复码", "Make new recovery codes")
    package static let recoveryRenewLead = both("原有的恢复码随即作废。", "The old ones are void at once.")

    package static let sessionsTitle = both("已登录的设备", "Where you are signed in")
    package static let sessionAddress = both("地址", "Address")
    package static let sessionAgent = both("浏览器", "Browser")
    package static let sessionSince = both("登录时间", "Signed in")
    package static let sessionSeen = both("最近使用", "Last used")
    package static let sessionOwn = both("本设备", "this one")
    package static let revoke = both("退出该设备", "Sign it out")
    package static let revokeOthers = both("退出其他所有设备", "Sign out all others")
    package static let beijing = both("北京时间", "Beijing time")

    // MARK: notices after a redirect

    package static let saved = both("已保存。", "Saved.")
    package static let passwordSet = both("密码已设置，请登录。", "The password is set. Please sign in.")
    package static let passwordChanged = both(
      "密码已修改，其他设备已退出。", "The password is changed; other devices are signed out.")
    package static let emailChanged = both("登录邮箱已修改。", "Your address is changed.")
    package static let factorRemoved = both("第二重验证已关闭。", "The second factor is removed.")
    package static let signedOut = both("已退出登录。", "You are signed out.")
    package static let closed = both("账户已注销。", "The account is closed.")
    package static let accepted = both("已接受邀请。", "The invitation is accepted.")
    package static let asked = both("申请已提交，等待确认。", "Your request waits for confirmation.")
    package static let joined = both("已加入单位。", "You belong to the organisation.")
    package static let invited = both("邀请已寄出。", "The invitation is on its way.")
    package static let done = both("已办理。", "Done.")

    /// Above a form that was not taken.
    package static let notTaken = both("没有成功", "That did not work")
    package static let optional = both("（选填）", "(optional)")
  }

  /// Organisations and the administration of offices.
  package enum Organisation {
    package static let joinTitle = both("加入单位", "Join an organisation")
    package static let joinLead = both(
      "填写本单位的信息。系统里已有的，由其科研管理部门确认；还没有的，由您首次登记。",
      "Enter your organisation. If it is known here, its research office confirms you; if not, you enter it first."
    )
    package static let section = both("所在单位", "Your organisation")
    package static let sectionHelp = both(
      "可以现在填，也可以以后在“我的账户”里加入。", "Now, or later under “My account”.")
    package static let nameZh = both("单位中文全称", "Full name in Chinese")
    package static let nameEn = both("单位英文全称", "Full name in English")
    package static let creditCode = both("统一社会信用代码", "Unified social credit code")
    package static let creditCodeHelp = both(
      "18 位；中国境内单位必填。", "18 characters; organisations in China need it.")
    package static let country = both("国家或地区", "Country or territory")
    package static let kind = both("单位类型", "Type")
    package static let foundedOn = both("注册日期", "Registered on")
    package static let foundedHelp = both("年-月-日，如 1998-05-04", "YYYY-MM-DD such as 1998-05-04")
    package static let choose = both("请选择", "Choose")
    package static let joinAs = both("以什么身份", "As what")
    package static let join = both("提交", "Send")
    package static func kindName(_ code: String) -> BilingualText {
      switch code {
      case "institute": both("科研院所", "Research institute")
      case "university": both("高等学校", "University")
      case "enterprise": both("企业", "Enterprise")
      case "government": both("国家机关", "State organ")
      default: both("其他", "Other")
      }
    }
    package static let members = both("成员", "Members")
    package static let since = both("自", "Since")
    package static let requests = both("待确认的申请", "Requests to confirm")
    package static let noRequests = both("没有待确认的申请。", "There are no requests.")
    package static let confirm = both("确认", "Confirm")
    package static let decline = both("不予确认", "Decline")
    package static let remove = both("移除", "Remove")
    package static let leave = both("退出", "Leave")
    package static let invite = both("邀请", "Invite")
    package static let inviteTitle = both("邀请成员", "Invite somebody")
    package static let invitations = both("已发出的邀请", "Invitations that stand")
    package static let withdraw = both("撤回", "Withdraw")
    package static let until = both("有效至", "Until")

    package static let officesTitle = both("职责管理", "Offices")
    package static let officesLead = both(
      "由安全管理员授予和收回；不能授予自己。每次授予和收回都记入日志。",
      "Given and taken by the security administrator, never to oneself. Each grant and revocation stands in the journal."
    )
    package static let holder = both("任职人", "Holder")
    package static let office = both("职责", "Office")
    package static let scope = both("范围", "Scope")
    package static let scopeHelp = both(
      "指南方向编号；留空为全部。资助机构填机构代码。", "A topic’s number, nothing for all; an agency’s code.")
    package static let grantedBy = both("授予人", "Given by")
    package static let asleep = both("未启用第二重验证，暂不生效", "No second factor: not effective")
    package static let grant = both("授予", "Give")
    package static let grantTitle = both("授予职责", "Give an office")
    package static let revoke = both("收回", "Take away")
    package static let firstOffices = both("单位首位科研管理人员", "First research officers of organisations")
    package static let firstOfficesLead = both(
      "单位还没有科研管理人员时，由安全管理员核实身份后确认。",
      "Where an organisation has no research office yet, the security administrator confirms it after checking who it is."
    )

    package static let accountsTitle = both("账户管理", "Accounts")
    package static let accountsLead = both(
      "系统管理员管理账户，不参与任何审批。", "The system administrator looks after accounts and decides about nothing else.")
    package static let search = both("查找", "Search")
    package static let words = both("邮箱或姓名", "Address or name")
    package static let state = both("状态", "State")
    package static let active = both("正常", "Active")
    package static let suspended = both("已停用", "Suspended")
    package static let closed = both("已注销", "Closed")
    package static let suspend = both("停用", "Suspend")
    package static let resume = both("恢复", "Resume")
    package static let removeFactor = both("移除遗失的第二重验证", "Remove a lost second factor")
    package static let deadLetters = both("未能送达的邮件", "Mails that could not be delivered")
    package static let noDeadLetters = both("没有。", "None.")
    package static let resend = both("重新发送", "Send again")
    package static let recipient = both("收件人", "To")
    package static let subject = both("主题", "Subject")
    package static let reason = both("原因", "Reason")

    package static let logTitle = both("管理日志", "Log of administration")
    package static let logLead = both(
      "系统管理员和安全管理员的每一项操作，取自不可改写的日志。",
      "Every act of system and security administrators, from the journal that cannot be rewritten.")
    package static let when = both("时间", "When")
    package static let who = both("办理人", "Who")
    package static let what = both("事项", "What")
    package static let towards = both("对象", "To whom")
    package static let earlier = both("更早", "Earlier")
    package static let entry = both("日志序号", "Entry")
    package static func event(_ code: String) -> BilingualText {
      switch code {
      case "accountClosed": both("注销账户", "Account closed")
      case "accountResumed": both("恢复账户", "Account resumed")
      case "accountSuspended": both("停用账户", "Account suspended")
      case "memberAdded": both("确认成员", "Member added")
      case "memberRemoved": both("移除成员", "Member removed")
      case "officeGranted": both("授予职责", "Office given")
      case "officeRevoked": both("收回职责", "Office taken away")
      case "organisationFounded": both("登记单位", "Organisation entered")
      case "secondFactorRemoved": both("移除第二重验证", "Second factor removed")
      default: both(code, code)
      }
    }
  }
}
