package import CallGuide

extension Phrase {
  /// The anonymous self-check.
  package enum Check {
    package static let title = both("我能申报吗？", "Can we apply?")
    package static let nothingStored = both(
      "不登录，不保存：填写的内容只用于生成这一页，关闭页面即消失。请勿填写涉密信息。",
      "No account, nothing stored: what you enter serves to make this page only and is gone when you close it. "
        + "Enter nothing confidential.")
    package static let fillWhatYouKnow = both(
      "知道多少填多少，全部栏目都可以留空；没填的会列为“待定”，不会替您猜。",
      "Fill in what you know; every field may stay empty. What is empty becomes “undetermined”, never a guess."
    )
    package static let contents = both("自查表的部分", "Parts of the form")
    package static let check = both("查看判断", "Show the verdicts")
    package static let checkAgain = both("重新判断", "Check again")
    package static let reset = both("清空重填", "Start over")
    package static let stage = both("按哪个阶段判断", "Judge as of which stage")
    package static let stageDraft = both("正在起草（没填的算待定）", "While drafting (what is empty is undetermined)")
    package static let stageSubmit = both(
      "视同当日提交（必须项没填算不符合）", "As if submitted that day (an empty “must” is violated)")
    package static let day = both("判断日期", "Day of the check")
    package static func badDay(_ text: String) -> BilingualText {
      both(
        "「\(text)」不是有效日期；请用 年-月-日，如 2024-06-03",
        "“\(text)” is no valid day; write YYYY-MM-DD such as 2024-06-03")
    }
    package static let why = both("问这一项的条款", "Clauses that ask for this")
    package static func whyMore(_ count: Int) -> BilingualText { both("另有 \(count) 条", "\(count) more") }
    package static let yes = both("是", "Yes")
    package static let no = both("否", "No")
    package static let notYet = both("尚未确定", "Not yet known")
    package static let choose = both("（未选）", "(not chosen)")
    package static let have = both("我有这份文件（不用上传）", "I have this document (nothing is uploaded)")
    package static let aboutDocument = both("这份文件的情况", "About this document")
    package static let declared = both("是否声明", "Do you declare this?")
    package static let declaredOn = both("声明或告知日期", "Day of the declaration")
    package static let declaredTo = both("告知对象", "To whom")
    package static let otherArea = both("其他领域（自行填写）", "Another area, in your own words")
    package static let areaDetail = both("具体研究内容（可选）", "What exactly (optional)")
    package static let partnersGroup = both("本方向的合作方", "Partners of this topic")
    package static let chinaGroup = both("中国", "China")
    package static let otherCountries = both("其他国家和地区", "Other countries and territories")
    package static let tenThousands = both("万", "× 10,000")
    package static func inUnit(_ unit: BilingualText) -> BilingualText {
      both("（\(unit.zh)）", " (\(unit.en))")
    }
    package static let currency = both("币种", "Currency")
    package static let dateHint = both("年-月-日，如 2024-06-03", "Year-month-day, such as 2024-06-03")
    package static let personal = both("个人信息，自查时可以不填", "Personal data; may stay empty in a self-check")
    package static func row(_ number: Int) -> BilingualText { both("第 \(number) 行", "Row \(number)") }
    package static func addRow(_ list: BilingualText) -> BilingualText {
      both("增加一行：\(list.zh)", "Add a row: \(list.en)")
    }
    package static let emptyRows = both("空行不计。", "Empty rows do not count.")
    package static let laterFields = both("立项以后才填的栏目", "Filled in only after the award")
    package static let topicFixed = both("申报方向", "Topic")
    package static let changeTopic = both("换一个方向", "Choose another topic")

    package static let errorsTitle = both(
      "有几处填写有误，请先更正", "Some entries cannot be read; please correct them first")
    package static let errorPrefix = both("错误：", "Error: ")

    package static let resultTitle = both("判断结果", "Verdicts")
    package static func asOf(_ stage: BilingualText, _ day: BilingualText) -> BilingualText {
      both("\(stage.zh) · \(day.zh)", "\(stage.en) · \(day.en)")
    }
    package static func violatedHeadline(_ count: Int) -> BilingualText {
      both(
        "按所填内容，有 \(count) 条不符合", "As filled in, \(count) \(count == 1 ? "clause is" : "clauses are") not met")
    }
    package static let noneViolated = both("目前没有不符合的条款", "Nothing filled in so far breaks a clause")
    package static func youCanDecide(_ count: Int) -> BilingualText {
      both(
        "还有 \(count) 条等您填写。",
        "\(count) \(count == 1 ? "clause waits" : "clauses wait") for something you can fill in.")
    }
    package static let noDecision = both(
      "这是自查，不是受理或审批决定。", "This is a self-check, not a decision on an application.")

    package static let satisfied = both("符合", "Satisfied")
    package static let violated = both("不符合", "Not met")
    package static let undetermined = both("待定", "Undetermined")
    package static let flagSet = both("符合鼓励方向", "As encouraged")
    package static let flagNotSet = both("未体现", "Not shown")
    package static let flagUnknown = both("待定", "Undetermined")

    package static let groupViolated = both("不符合的条款", "Not met")
    package static let groupMissing = both("待定，您可以补填", "Undetermined: you can fill this in")
    package static let groupOpen = both(
      "待定，等他人或指南明确", "Undetermined: waits for others, or the guide leaves it open")
    package static let groupLater = both("以后的阶段才判断", "Decided at a later stage")
    package static let groupSatisfied = both("已符合的条款", "Satisfied")
    package static let groupEncouraged = both("鼓励项（不影响资格）", "Encouraged (no effect on eligibility)")
    package static let seeField = both("见：", "See: ")
    package static let goToField = both("去填写：", "Go to: ")
    package static let quotedFrom = both("条款原文", "The clause")
    package static let fieldVerdicts = both("对这一项的判断", "Verdicts on this field")
    package static let empty = both("尚未填写", "Not filled in yet")
  }
}
