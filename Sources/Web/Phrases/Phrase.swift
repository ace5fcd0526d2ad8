package import CallGuide

/// Every string of the pages, in both languages at once, so that a missing translation does not compile.
///
/// Words of the call (titles, summaries, labels) are not here: they come with the call and the dictionary.
package enum Phrase {
  package static let siteName = both("合符", "Hefu")
  package static let skip = both("跳到正文", "Skip to the content")
  package static let navigation = both("站点导航", "Site")
  package static let motto = both(
    "符分两半，合而为信：双方都申报，条款逐条对得上。",
    "A tally was split in two; it held when both halves matched: both sides apply, clause by clause.")
  package static let disclaimer = both(
    "条款原文以发布部门公布的指南为准；本站的摘要与判断不是审批决定。",
    "The published guide prevails; summaries and verdicts here are no decision.")
  package static let toTheCall = both("回到本批次首页", "Go to the call")
  package static let signIn = both("登录", "Sign in")
  package static let signOut = both("退出", "Sign out")
  package static let signInBeside = both("在新标签页登录", "Sign in (in a new tab)")
  package static let sendAgain = both("登录后重新提交", "Signed in: send again")
  package static let demonstration = both(
    "演示系统：人员、单位和申报书均为虚构，提交的内容不具有任何效力，也可能随时清除。",
    "Demonstration: people, organisations and applications are invented; nothing submitted here counts, and it may be "
      + "cleared at any time.")
  package static func demonstrationTime(_ moment: String) -> BilingualText {
    both("演示时间 \(moment)", "Demonstration time \(moment), Beijing")
  }
  package static let demonstrationTitle = both("演示", "Demonstration")
  package static let serverTime = both("服务器时间", "Server time")
  package static let closed = both("已截止", "closed")
  package static let beijing = both("北京时间", "Beijing time")
  package static let comma = both("，", ", ")
  package static let semicolon = both("；", "; ")

  /// What can go wrong with a request.
  package enum Failing {
    package static let notFound = both("没有这个页面", "There is no such page")
    package static let notFoundRemedy = both(
      "地址可能有误，或指南方向、条款编号不在本批次内。请从首页重新进入。",
      "The address may be mistyped, or the topic or clause is not part of this call. Start again from the call’s page."
    )
    package static let forbidden = both("您的账号不能使用这个页面", "Your account may not use this page")
    package static let forbiddenRemedy = both(
      "如果工作需要，请向本单位科研管理部门或批次办公室申请相应权限，或换一个账号登录。",
      "If your work needs it, ask your organisation’s research office or the programme office for the right, or sign in "
        + "with another account.")
    package static let foreignOrigin = both(
      "这次提交不是从本站页面发出的，没有执行", "This did not come from a page of this site and was not carried out")
    package static let foreignOriginRemedy = both(
      "请直接打开本站，在本站页面上操作。如果您就是在本站页面上点的按钮，请检查浏览器扩展或代理是否去掉了来源信息（Origin、Referer）。",
      "Open this site itself and use its own pages. If you did press a button here, a browser extension or proxy may be "
        + "removing where requests come from (Origin, Referer).")
    package static let signInFirst = both("请先登录", "Please sign in first")
    package static let signInFirstRemedy = both(
      "登录可能已过期。请登录后回到本页，刚才填写的内容仍保留在本页，可以重新提交。",
      "Your sign-in may have ended. Sign in, then come back to this page: what you entered is kept here and can be sent "
        + "again.")
    package static let tooSlow = both(
      "网络过慢，提交没有完成，也没有保存。请换一个网络后重试。",
      "What was sent came too slowly; it was not completed and nothing was stored. Try again on a better connection."
    )
    package static let tooOften = both("请求过于频繁", "Too many requests")
    package static func tooOftenRemedy(seconds: Int) -> BilingualText {
      both("请等待 \(seconds) 秒后再试。", "Please wait \(seconds) s and try again.")
    }
    package static let unavailable = both("暂时无法保存", "Nothing can be stored at the moment")
    package static let unavailableRemedy = both(
      "刚才的操作没有完成，也没有保存。请不要关闭页面，稍后返回上一页重新提交。",
      "What you just did was not carried out or stored. Keep the page, go back in a moment and send it again."
    )
    package static let notAllowed = both("这个页面不接受这种请求", "This page does not answer this kind of request")
    package static let notAllowedRemedy = both(
      "请用浏览器直接打开页面，再用页面上的按钮提交。", "Open the page in a browser and use its own buttons.")
    package static let badRequestRemedy = both(
      "请回到上一页，重新填写后再提交；刚才的内容没有保存。",
      "Go back, correct what you entered and send it again; nothing was stored.")
    package static let badEncoding = both(
      "提交的内容编码有误（不是有效的 UTF-8 表单）", "What was sent is not a well-formed form in UTF-8")
    package static let unknownFormat = both(
      "提交的内容不是网页表单格式", "What was sent is not a web form (application/x-www-form-urlencoded)")
    package static let tooManyFields = both("提交的栏目过多", "Too many fields were sent")
    package static func tooManyRows(limit: Int) -> BilingualText {
      both("一张表最多填 \(limit) 行", "A list has at most \(limit) rows")
    }
    package static func tooLarge(kibibytes: Int) -> BilingualText {
      both("提交的内容超过 \(kibibytes) KB", "What was sent is larger than \(kibibytes) KB")
    }
    package static let tooLargeRemedy = both(
      "请回到上一页，缩短较长的文字后再提交；自查不需要粘贴全文。",
      "Go back and shorten the longer texts; a self-check needs no full text.")
    package static let unforeseen = both("服务器出错了", "Something went wrong on our side")
    package static let unforeseenRemedy = both(
      "问题已记录，不是您的操作造成的。请稍后再试。", "It was recorded and is not your doing. Please try again later.")
  }
}

/// A text in both languages.
func both(_ zh: String, _ en: String) -> BilingualText { BilingualText(zh: zh, en: en) }
