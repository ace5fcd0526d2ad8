internal import CallGuide

/// Judges files people hand in: by content, before anything is stored for good, and without unpacking anything.
///
/// Receiving goes in two steps: `opening` looks at the name and the first bytes, so that a wrong file is refused after a few
/// kilobytes; `inspect` looks at the whole file once it lies on the disk.
package struct FileInspector: Sendable {
  /// What a file turned out to be.
  package struct Report: Sendable, Hashable {
    package var kind: FileKind
    /// Only for PDF, and only where pages can be counted.
    package var pages: Int?
    package var scan: ScanResult
  }

  /// The kinds that are taken.
  package var kinds: [FileKind]
  package var archive: ZipDirectory.Limits
  package var scanner: VirusScanner
  package var pages: PageCounter

  package init(
    kinds: [FileKind] = [.pdf, .png, .jpeg, .docx, .xlsx, .zip],
    archive: ZipDirectory.Limits = ZipDirectory.Limits(), scanner: VirusScanner = VirusScanner(socket: nil),
    pages: PageCounter = PageCounter()
  ) {
    self.kinds = kinds
    self.archive = archive
    self.scanner = scanner
    self.pages = pages
  }

  /// What a file is by its name and first bytes.
  /// - Throws: `CaseFailure` when its kind is not taken, or its content is not what its name says.
  package func opening(name: String, first bytes: some Collection<UInt8>) throws(CaseFailure) -> FileKind {
    guard !bytes.isEmpty else { throw .file(name, Self.empty) }
    guard let kind = FileKind(name: name), kinds.contains(kind) else { throw .file(name, notTaken) }
    guard FileKind.sniff(bytes) == kind.shape else { throw .file(name, Self.notItsName(kind)) }
    return kind
  }

  /// Looks at a whole file.
  /// - Throws: `CaseFailure` for a damaged, encrypted or infected file, one with macros, and an archive that unpacks to more
  ///   than it may.
  package func inspect(path: String, name: String) async throws -> Report {
    let file = try OpenFile(path: path)
    let kind = try opening(name: name, first: file.read(at: 0, count: FileKind.sniffed))
    try check(file, kind: kind, name: name)
    let scan = await scanner.scan(path: path)
    if case .infected = scan { throw CaseFailure.file(name, Self.infected) }
    return Report(kind: kind, pages: kind == .pdf ? await pages.pages(of: path) : nil, scan: scan)
  }

  /// What the structure of a file shows.
  package func check(_ file: some RandomAccess, kind: FileKind, name: String) throws {
    switch kind {
    case .pdf:
      let trailer = try PDFTrailer(file)
      guard trailer.isComplete else { throw CaseFailure.file(name, Self.damaged) }
      guard !trailer.isEncrypted else { throw CaseFailure.file(name, Self.encrypted) }
    case .docx, .xlsx, .zip:
      do {
        let directory = try ZipDirectory(file, limits: archive)
        guard directory.kind == kind || kind == .zip else {
          throw CaseFailure.file(name, Self.notItsName(kind))
        }
        guard !directory.hasMacros else { throw CaseFailure.file(name, Self.macros) }
      } catch let fault as ZipDirectory.Fault { throw CaseFailure.file(name, words(fault)) }
    case .png, .jpeg, .doc, .xls, .text: break
    }
  }

  // MARK: words

  private var notTaken: (what: BilingualText, remedy: BilingualText) {
    (
      BilingualText(zh: "不接受这种类型的文件", en: "this type of file is not taken"),
      BilingualText(
        zh: "请上传 \(FileKind.endings(kinds, separator: "、")) 格式的文件。",
        en: "Upload one of: \(FileKind.endings(kinds, separator: ", ")).")
    )
  }

  private static let empty = (
    what: BilingualText(zh: "文件是空的", en: "the file is empty"),
    remedy: BilingualText(zh: "请检查所选文件后重新上传。", en: "Check which file you chose and upload it again.")
  )

  private static func notItsName(_ kind: FileKind) -> (what: BilingualText, remedy: BilingualText) {
    let ending = FileKind.endings([kind], separator: "")
    return (
      BilingualText(zh: "文件内容不是 \(ending) 格式，与扩展名不符", en: "its content is not \(ending), as its name says"),
      BilingualText(
        zh: "请用原软件打开该文件，另存或导出为 \(ending) 后再上传；不要只改扩展名。",
        en:
          "Open it in its own program and save or export it as \(ending); renaming alone does not change it.")
    )
  }

  private static let damaged = (
    what: BilingualText(zh: "文件已损坏或不完整", en: "the file is damaged or incomplete"),
    remedy: BilingualText(
      zh: "请确认文件能正常打开，重新生成后再上传。", en: "Make sure that it opens, produce it again and upload it.")
  )

  private static let encrypted = (
    what: BilingualText(zh: "文件已加密或限制了权限", en: "the file is encrypted or restricted"),
    remedy: BilingualText(
      zh: "评审和归档时需要能直接打开，请去掉密码和权限限制后再上传。",
      en: "Reviewers and the archive must be able to open it: remove its password and restrictions.")
  )

  private static let infected = (
    what: BilingualText(zh: "文件中发现病毒，没有保存", en: "a virus was found in it; it was not stored"),
    remedy: BilingualText(
      zh: "请先在您的电脑上查杀病毒，再从干净的原件重新生成文件。",
      en: "Clean your computer first, then produce the file again from a clean original.")
  )

  private static let macros = (
    what: BilingualText(zh: "文件带有宏程序", en: "it carries macros"),
    remedy: BilingualText(
      zh: "请另存为不带宏的文件，或导出为 PDF 后再上传。", en: "Save it without macros, or export it as PDF.")
  )

  private func words(_ fault: ZipDirectory.Fault) -> (what: BilingualText, remedy: BilingualText) {
    switch fault {
    case .damaged: return Self.damaged
    case .encrypted: return Self.encrypted
    case .tooLarge:
      let limit = archive.unpacked >> 20
      return (
        BilingualText(
          zh: "压缩文件解开后过大或压缩比异常（上限 \(limit) MB）",
          en: "unpacked it would be too large, or it is packed suspiciously tight (limit \(limit) MB)"),
        BilingualText(zh: "请分成几个文件，或直接上传 PDF。", en: "Split it, or upload the documents as PDF.")
      )
    case .tooMany:
      return (
        BilingualText(
          zh: "压缩文件中的文件超过 \(archive.entries) 个", en: "it holds more than \(archive.entries) files"),
        BilingualText(zh: "请只保留需要提交的材料。", en: "Keep only what is asked for.")
      )
    case .escaping:
      return (
        BilingualText(zh: "压缩文件中有不允许的路径", en: "it holds paths that lead out of its folder"),
        BilingualText(zh: "请重新打包后再上传。", en: "Pack it again and upload it.")
      )
    }
  }
}

extension CaseFailure {
  /// A file that is not taken.
  fileprivate static func file(_ name: String, _ words: (what: BilingualText, remedy: BilingualText))
    -> CaseFailure
  {
    let name = FileName.clean(name)
    return CaseFailure(
      .invalid, BilingualText(zh: "“\(name)”：\(words.what.zh)", en: "“\(name)”: \(words.what.en)"),
      remedy: words.remedy)
  }
}
