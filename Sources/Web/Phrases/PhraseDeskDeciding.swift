package import CallGuide
package import Casework

// Reviewing, submitting, and what follows.
extension Phrase.Desk {
  package static let nextTitle = both("下一步", "What comes next")
  package static let nextNotOpen = both(
    "尚未开放申报。可先阅读指南并自查。", "Applications are not open yet. Read the guide and check yourself.")
  package static let nextFill = both(
    "请逐节填写，填好后核对并提交。", "Fill in section by section, then review and submit.")
  package static let nextCorrect = both(
    "管理部门要求补正，请在期限内修改所列内容并重新提交。",
    "The programme office asks for corrections: change what it names and submit again in time.")
  package static let nextAwaitLeader = both(
    "等待项目负责人填写并提交。", "The project leader is to complete and submit it.")
  package static let nextConfirm = both(
    "已提交，请贵单位核对内容后确认，或退回修改。",
    "It was submitted. Check what it says, then confirm it for your organisation or give it back.")
  package static let nextAwaitOffice = both(
    "已提交，等待牵头单位科研管理部门确认。", "Submitted; the lead organisation’s research office is to confirm it.")
  package static let nextEndorse = both(
    "单位已确认，请推荐。", "The organisation has confirmed it; it is for you to endorse.")
  package static let nextAwaitEndorser = both(
    "单位已确认，等待推荐单位推荐。", "Confirmed; the endorsing body is to endorse it.")
  package static let nextDone = both(
    "申报手续已完成，等待截止后的形式审查。", "Everything is done; formal review follows the deadline.")
  package static let nextReopen = both(
    "已撤回。截止前可以恢复后重新提交。", "Withdrawn. Until the deadline it can be reopened and submitted again.")
  package static let nextWithdrawn = both("已撤回，视为未提交。", "Withdrawn; it counts as not submitted.")
  package static let nextMissed = both(
    "截止前没有提交，不能再提交。草稿仍然保留。",
    "It was not submitted before the deadline and cannot be submitted any more. The draft is kept.")
  package static let unsubmittedChanges = both(
    "提交之后又有修改：起作用的仍是已提交的版本，修改要重新提交才算数。",
    "It was changed since: the submitted version counts until you submit again.")
  package static let fillIn = both("填写", "Fill in")
  package static let reviewAndSubmit = both("核对并提交", "Review and submit")

  package static let reviewTitle = both("核对并提交", "Review and submit")
  package static let nothingStops = both("没有妨碍提交的问题", "Nothing stops the submission")
  package static func stops(_ count: Int) -> BilingualText {
    both("有 \(count) 处须先处理", "\(count) \(count == 1 ? "thing has" : "things have") to be mended first")
  }
  package static let unreadable = both("无法识别：", "Cannot be read:")
  package static func stillOpen(_ count: Int) -> BilingualText {
    both(
      "另有 \(count) 条尚未定论，不妨碍提交（点开查看原因）",
      "\(count) more \(count == 1 ? "clause is" : "clauses are") not settled but do not stop you (open to see why)"
    )
  }
  package static let willBeSubmitted = both("将提交的内容", "What will be submitted")
  package static let declarationTitle = both("提交声明", "Declaration")
  package static let declaration = both(
    "我已核对全部内容，保证所填信息和所附材料真实、准确、完整，同意由牵头单位和项目管理部门核查，并承担相应责任。",
    "I have checked everything. What is stated and attached is true, accurate and complete; I agree that the lead organisation "
      + "and the programme office verify it, and I answer for it.")
  package static func whoIsNext(_ isEndorsed: Bool) -> BilingualText {
    isEndorsed
      ? both(
        "提交后，须由牵头单位科研管理部门确认，再由推荐单位推荐。",
        "After you submit, the lead organisation’s research office has to confirm it, then the endorsing body has to endorse it."
      )
      : both(
        "提交后，须由牵头单位科研管理部门确认。", "After you submit, the lead organisation’s research office has to confirm it.")
  }
  package static func whoseActCounts(_ counting: Procedure.Counting) -> BilingualText {
    switch counting {
    case .leader:
      both("截止时间以负责人提交的时间为准。", "What counts for the deadline is when the project leader submits.")
    case .office:
      both(
        "截止时间以牵头单位确认的时间为准，请给单位留出时间。",
        "What counts for the deadline is when the lead organisation confirms: leave it time.")
    case .endorser:
      both(
        "截止时间以推荐单位推荐的时间为准，请给单位确认和推荐留出时间。",
        "What counts for the deadline is when the endorsing body endorses: leave time for confirming and endorsing."
      )
    }
  }
  package static func replaces(_ number: Int) -> BilingualText {
    both(
      "此前提交的第 \(number) 版将被替代（仍然留存），并须重新确认。",
      "It replaces version \(number), which is kept, and has to be confirmed anew.")
  }
  package static let knowingly = both(
    "我知道上面列出的条款不符合，仍要提交，由管理部门审定。",
    "I know that the clauses listed above are not met and submit nevertheless; the programme office decides.")
  package static let submit = both("确认提交", "Submit")
  package static let notYet = both("暂不提交", "Not yet")

  package static let confirmTitle = both("单位确认", "Confirm")
  package static let confirmLead = both(
    "请核对下面这一版的内容。确认即代表本单位同意牵头申报并对其真实性负责。",
    "Check this version. Confirming says that your organisation leads the application and answers for what it states."
  )
  package static let confirm = both("确认这一版", "Confirm this version")
  package static let endorser = both("推荐单位", "Endorsing body")
  package static let giveBackTitle = both("退回修改", "Give back")
  package static let giveBackInstead = both("退回修改…", "Give it back …")
  package static let giveBackLead = both(
    "退回后申报人可以修改并重新提交；已提交的版本仍然留存。",
    "The applicant can then change it and submit again; the version submitted is kept.")
  package static let giveBack = both("退回", "Give back")
  package static let reasonToMend = both("需要修改什么（申报人会看到）", "What has to be mended (the applicant reads this)")
  package static let endorseTitle = both("推荐", "Endorse")
  package static let endorseLead = both("请核对下面这一版的内容后推荐。", "Check this version, then endorse it.")
  package static let endorse = both("推荐这一版", "Endorse this version")
  package static let withdrawTitle = both("撤回申报", "Withdraw")
  package static let withdrawLead = both(
    "撤回后视为未提交。各版本仍然留存；截止前可以恢复并重新提交。",
    "A withdrawn application counts as not submitted. All versions are kept; until the deadline it can be reopened and "
      + "submitted again.")
  package static let withdraw = both("撤回", "Withdraw")
  package static let reasonToWithdraw = both("撤回原因（可不填）", "Reason (may stay empty)")
  package static let reopenTitle = both("恢复申报", "Reopen")
  package static let reopenLead = both(
    "恢复后回到填写状态，须重新提交。", "It becomes a draft again and has to be submitted anew.")
  package static let reopen = both("恢复", "Reopen")
  package static func notNow(_ state: BilingualText) -> BilingualText {
    both("申报书当前为“\(state.zh)”，现在不能办理。", "The application is “\(state.en)”; this cannot be done now.")
  }
  package static let back = both("返回", "Back")
  package static let timeline = both("办理记录", "What happened")
  package static let you = both("您", "you")
  package static let programmeOffice = both("管理部门", "programme office")

  /// What a journal event says, in the past tense; `nil` for what is of no interest to the applicant.
  package static func happened(_ event: String, version: String?) -> BilingualText? {
    let number = version ?? ""
    switch event {
    case "started": return both("新建申报书", "Started")
    case "submitted": return both("提交第 \(number) 版", "Submitted version \(number)")
    case "confirmed": return both("单位确认第 \(number) 版", "Version \(number) confirmed")
    case "endorsed": return both("推荐第 \(number) 版", "Version \(number) endorsed")
    case "givenBack": return both("退回修改", "Given back")
    case "withdrawn": return both("撤回", "Withdrawn")
    case "reopened": return both("恢复申报", "Reopened")
    case "attached": return both("上传附件", "Document uploaded")
    case "detached": return both("移除附件", "Document removed")
    case "messageSent": return both("管理部门发来消息", "Message from the programme office")
    case "correctionOpened": return both("管理部门要求补正", "Corrections asked for")
    case "participantAdded": return both("有人加入填写", "Somebody joined")
    case "participantRemoved": return both("移除参与人", "Somebody was removed")
    case "extensionApproved": return both("截止时间延长", "Deadline extended")
    default: return nil
    }
  }
}
