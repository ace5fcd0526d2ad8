package import CallGuide

// Filling in: dates, saving, conflicts.
extension Phrase.Desk {
  package static let noDeadline = both("截止时间尚未公布。", "The deadline is not announced yet.")
  package static let opensAt = both("开放时间（北京时间）：", "Opens (Beijing time): ")
  package static let deadlineAt = both("，北京时间截止：", "; deadline, Beijing time: ")
  package static let deadlineOver = both("已截止", "Closed")
  package static let lastHour = both("⚠ 最后一小时　", "⚠ Last hour. ")
  package static let correctionOpen = both("补正期：", "Correction: ")
  package static let correctionUntil = both("可补正至（北京时间）", "may be corrected until (Beijing time) ")

  /// What is left until a moment, in the two largest units.
  package static func left(seconds: Int64) -> BilingualText {
    let days = seconds / 86_400
    let hours = seconds % 86_400 / 3600
    let minutes = seconds % 3600 / 60
    func plural(_ count: Int64, _ unit: String) -> String { "\(count) \(unit)\(count == 1 ? "" : "s")" }
    if days > 0 {
      return both("还剩 \(days) 天 \(hours) 小时", "\(plural(days, "day")) \(plural(hours, "hour")) left")
    }
    if hours > 0 {
      return both("还剩 \(hours) 小时 \(minutes) 分", "\(plural(hours, "hour")) \(plural(minutes, "minute")) left")
    }
    return both(
      "还剩 \(minutes) 分 \(seconds % 60) 秒",
      "\(plural(minutes, "minute")) \(plural(seconds % 60, "second")) left")
  }

  package static let arrived = both(
    "服务器收到本次请求的时间（北京时间）：", "The server received this request at (Beijing time): ")
  package static func versionsStand(_ count: Int) -> BilingualText {
    count == 0
      ? both("。截止前没有提交过版本。", ". No version was submitted before the deadline.")
      : both("。已提交的第 \(count) 版不受影响。", ". Version \(count), submitted before, stands.")
  }
  package static let goThere = both("去填写处", "Go to the field")

  package static let panel = both("条款核对", "What the clauses say")
  package static let review = both("核对并提交", "Review and submit")
  package static let locked = both(
    "当前不能修改，以下为已填写的内容。", "This cannot be changed now; it shows what was filled in.")
  package static let save = both("保存", "Save")
  package static let saveAndNext = both("保存，下一节", "Save, next section")
  package static let saveAndPrevious = both("保存，上一节", "Save, previous section")
  package static let saveAndReview = both("保存，去核对", "Save and review")
  package static let next = both("下一节", "Next section")
  package static let previous = both("上一节", "Previous section")
  package static let savedByButton = both(
    "请用页面下方的按钮保存。", "Use the buttons at the bottom of the page to save.")
  package static let noRevision = both("表单不完整，缺少版本号", "The form is incomplete: its revision is missing")

  package static let stateSaving = both("保存中…", "Saving …")
  package static let stateSaved = both("已保存", "Saved")
  package static let stateUnsaved = both("有修改，即将保存", "Changed, about to be saved")
  package static let stateOffline = both(
    "未连网，已存在本机，恢复后自动保存", "No connection: kept on this device, saved as soon as it is back")
  package static let stateConflict = both(
    "有内容与他人的修改冲突，请在下面选择", "Somebody else changed the same field: choose below")
  package static let stateSignedOut = both(
    "登录已过期，内容已存在本机。请在新标签页登录后回到本页。",
    "Your sign-in has ended; what you typed is kept on this device. Sign in in a new tab, then come back.")
  package static let stateRestored = both(
    "本机留有上次未保存的内容。", "This device holds text from last time that was not saved.")
  package static let stateRefused = both("未能保存", "Not saved")
  package static let restore = both("恢复这些内容", "Restore it")
  package static let discard = both("不要了", "Discard it")

  package static let conflictTitle = both("同一处有两种填写", "Two values for the same field")
  package static let conflictLead = both(
    "您填写期间，别人（或您的另一个窗口）也改了下列内容。两种都没有丢失，请逐项选择；没有冲突的内容已经保存。",
    "While you were writing, somebody else, or another window of yours, changed these fields too. Nothing is lost: choose for "
      + "each. Everything else was saved.")
  package static let useMine = both("用我的", "Use mine")
  package static let useTheirs = both("用对方的", "Use theirs")
  package static let saveChoice = both("按选择保存", "Save my choice")
  package static let somebody = both("他人", "Somebody else")
  package static let nothingTyped = both("（空）", "(empty)")

  package static let uploadTitle = both("上传附件", "Upload a document")
  package static func uploadLead(mebibytes: Int) -> BilingualText {
    both(
      "可上传 PDF、Word、Excel、PNG、JPEG，不超过 \(mebibytes) MB。系统按文件内容检查格式。",
      "PDF, Word, Excel, PNG or JPEG, at most \(mebibytes) MB. The content is checked, not the name.")
  }
  package static let file = both("文件", "File")
  package static let upload = both("上传", "Upload")
  package static let replaceNote = both(
    "上传新文件会替换现有文件；已提交的版本保留原文件。",
    "A new file replaces this one; versions already submitted keep theirs.")
  package static let removeDocument = both("移除现有文件", "Remove this file")
  package static let noFile = both("没有选择文件", "No file was chosen")
  package static let noFileRemedy = both("请选择一个文件再上传。", "Choose a file, then upload it.")
  package static let oneFile = both("一次只能上传一个文件", "One file at a time")
  package static let oneFileRemedy = both(
    "请只选择一个文件；多份材料请合并成一个 PDF。", "Choose one file; join several papers into one PDF.")
  package static let uploadPaused = both("网络中断，已暂停，恢复后继续", "Paused: no connection; goes on when it is back")
  package static let uploadProgress = both("已上传", "Uploaded")
  package static let backToSection = both("回到附件一节", "Back to the form")
}
