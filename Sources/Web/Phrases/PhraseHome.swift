package import CallGuide

extension Phrase {
  /// The call's page: filters, dates, starting.
  package enum Home {
    package static let filter = both("筛选指南方向", "Filter the topics")
    package static let byPartner = both("合作国别", "Partner country")
    package static let anyPartner = both("（不限）", "(any)")
    package static let byArea = both("领域或方向名称中的文字", "Words in the area or title")
    package static let byPlaces = both("拟支持项目数不少于", "Projects, at least")
    package static let byMoney = both("拟支持经费不少于（万元）", "Funding, at least (RMB 10,000)")
    package static let openOnly = both("只看还能申报的", "Only those still open")
    package static let apply = both("筛选", "Filter")
    package static let showAll = both("显示全部", "Show all")
    package static func shown(_ count: Int, of all: Int) -> BilingualText {
      both("显示 \(count) 个方向，共 \(all) 个。", "Showing \(count) of \(all) topics.")
    }
    package static let noneFits = both(
      "没有符合条件的方向，请放宽条件。", "No topic fits; widen the filter.")
    package static func notANumber(_ text: String) -> BilingualText {
      both("「\(text)」不是数字；请填整数，如 5", "“\(text)” is no number; enter a whole number such as 5")
    }
    package static let deadline = both("截止时间（北京时间）", "Deadline (Beijing time)")
    package static let notSet = both("尚未公布", "Not announced")
    package static func opensAt(_ moment: String) -> BilingualText {
      both("\(moment)（北京时间）开放", "Opens \(moment) Beijing time")
    }
    package static let closed = both("已截止", "Closed")
    package static func left(days: Int, hours: Int, minutes: Int) -> BilingualText {
      if days > 0 {
        return both(
          "还剩 \(days) 天 \(hours) 小时",
          "\(days) \(days == 1 ? "day" : "days") \(hours) \(hours == 1 ? "hour" : "hours") left")
      }
      return both(
        "仅剩 \(hours) 小时 \(minutes) 分",
        "only \(hours) \(hours == 1 ? "hour" : "hours") \(minutes) \(minutes == 1 ? "minute" : "minutes") left"
      )
    }
    package static let openState = both("申报中", "Open for applications")
    package static func openTopics(_ count: Int, of all: Int) -> BilingualText {
      both("\(all) 个方向中 \(count) 个可以申报。", "\(count) of \(all) topics can be applied for.")
    }
    package static let start = both("开始申报", "Start an application")
    package static let startLead = both(
      "登录后即可填写；随时保存，截止前可以反复修改和重新提交。",
      "Sign in and write; it is saved as you go, and until the deadline you can change it and submit again.")
  }
}
