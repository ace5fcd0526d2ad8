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
  package static let comma = both("，", ", ")
  package static let semicolon = both("；", "; ")

  /// What can go wrong with a request.
  package enum Failing {
    package static let notFound = both("没有这个页面", "There is no such page")
    package static let notFoundRemedy = both(
      "地址可能有误，或指南方向、条款编号不在本批次内。请从首页重新进入。",
      "The address may be mistyped, or the topic or clause is not part of this call. Start again from the call’s page."
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
