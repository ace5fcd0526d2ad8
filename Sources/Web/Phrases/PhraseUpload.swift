package import CallGuide

extension Phrase {
  /// What can go wrong while files are sent.
  package enum Upload {
    package static let noBoundary = both(
      "上传内容缺少分隔标记（boundary），无法读取", "The upload names no boundary, so it cannot be read")
    package static let truncated = both(
      "上传中断，文件没有传完", "The upload stopped before the file was complete")
    package static let malformed = both("上传内容格式有误", "The upload is not well-formed")
    package static let nested = both(
      "不接受嵌套的多部分内容或特殊编码，请逐个文件上传",
      "Nested multiparts and special encodings are not read; send each file by itself")
    package static let headersTooLarge = both(
      "上传内容中某一部分的首部过长（文件名可能太长）",
      "The head of a part is too long (perhaps the file name is)")
    package static let tooManyParts = both("一次上传的栏目或文件过多", "Too many fields or files were sent at once")
    package static func fieldTooLarge(_ name: String, kibibytes: Int) -> BilingualText {
      both("栏目“\(name)”超过 \(kibibytes) KB", "The field “\(name)” is larger than \(kibibytes) KB")
    }
    package static func fileTooLarge(_ name: String, mebibytes: Int) -> BilingualText {
      both("文件“\(name)”超过 \(mebibytes) MB", "The file “\(name)” is larger than \(mebibytes) MB")
    }
    package static let fileTooLargeRemedy = both(
      "请压缩扫描件或降低分辨率后重新上传；其他已保存的内容不受影响。",
      "Reduce the scan’s resolution or compress it and upload again; everything already saved is untouched.")
    package static let remedy = both(
      "请重新选择文件上传；其他已保存的内容不受影响。若仍失败，请换一个浏览器或网络。",
      "Choose the file again and upload it; everything already saved is untouched. If it fails again, try another browser "
        + "or network.")
  }
}
