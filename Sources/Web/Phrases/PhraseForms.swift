package import CallGuide

extension Phrase {
  /// Forms, their rows, documents, money, and the panel that judges them.
  package enum Forms {
    package static func inRow(_ list: BilingualText, _ row: Int, _ field: BilingualText) -> BilingualText {
      both("\(list.zh) \(row)：\(field.zh)", "\(list.en) \(row): \(field.en)")
    }
    package static func part(_ field: BilingualText, _ part: BilingualText) -> BilingualText {
      both("\(field.zh)（\(part.zh)）", "\(field.en) (\(part.en))")
    }
    package static func removeRow(_ row: Int) -> BilingualText { both("删除第 \(row) 行", "Remove row \(row)") }

    package static let noDocument = both("尚未上传", "Not uploaded yet")
    package static let upload = both("上传文件", "Upload the file")
    package static let replace = both("更换文件", "Replace the file")
    package static let statedOnPage = both("写明于第", "Stated on page")
    package static let pageUnit = both("页", "")

    package static let panelTitle = both("指南核对", "Checked against the guide")
    package static let next = both("下一步：", "Next: ")
    package static let nothingNext = both("您能填的都已填好。", "Everything you can fill in is filled in.")
    package static func unreadable(_ count: Int) -> BilingualText {
      both("\(count) 处填写有误", count == 1 ? "1 entry cannot be read" : "\(count) entries cannot be read")
    }
    package static func violatedHere(_ count: Int) -> BilingualText {
      both("\(count) 条不符合", "\(count) not met")
    }
    package static func answered(_ answered: Int, of questions: Int) -> BilingualText {
      both("已填 \(answered)/\(questions)", "\(answered) of \(questions) filled in")
    }

    package static func budgetTitle(_ list: BilingualText) -> BilingualText {
      both("\(list.zh)：经费（万元）", "\(list.en): money (RMB 10,000)")
    }
    package static let budgetNote = both("合计在填写时自动计算。", "The sums are worked out as you type.")
    package static let budgetNoteChinese = both(
      "合计只计中方单位，填写时自动计算。", "The sums cover the Chinese side and are worked out as you type.")
    package static let sum = both("合计", "Sum")
    package static let together = both("小计", "Together")
    package static let chineseSum = both("中方合计", "Sum of the Chinese side")
    package static let notCounted = both("外方，不计入合计", "foreign side, not in the sums")
    package static func unnamed(_ list: BilingualText, _ place: Int) -> BilingualText {
      both("\(list.zh) \(place)（未填名称）", "\(list.en) \(place) (no name yet)")
    }
    package static func ratio(_ ratio: String) -> BilingualText {
      both("资助与配套之比 \(ratio)", "funding to matching \(ratio)")
    }
    package static let sumAgrees = both("与合计一致", "agrees with the sum")
    package static let sumMore = both("合计多出", "the sum is larger by")
    package static let sumLess = both("合计少", "the sum is smaller by")

    package static let notFilledIn = both("未填写", "Not filled in")
    package static let notAttached = both("未提交", "Not attached")
    package static let attached = both("已具备", "At hand")
    package static let masked = both("个人信息，不予显示", "Personal data, not shown")
    package static func statedOn(page: Int) -> BilingualText {
      both("第 \(page) 页写明", "stated on page \(page)")
    }
    package static let stated = both("已写明", "stated")
    package static let notStated = both("未写明", "not stated")
    package static let notMarked = both("未标注", "not marked")
    package static let declared = both("已声明", "Declared")
    package static let notDeclared = both("不声明", "Not declared")
    package static func to(_ whom: String) -> BilingualText { both("对象：\(whom)", "to \(whom)") }
    package static let rowNumber = both("序号", "No.")

    package static let start = both("用这些内容开始申报", "Start an application with these answers")
    package static let startNote = both(
      "需要登录；所填内容将保存为申报书草稿。", "You will sign in; what you entered is kept as a draft application.")
  }
}
