package import CallGuide

extension Phrase {
  /// Receipts: on the page, on paper, and what can go wrong with making a PDF.
  package enum Receipts {
    package static let title = both("申报提交回执", "Receipt of submission")
    package static let demonstration = both(
      "演示数据：本回执不具有任何效力。", "Demonstration data: this receipt has no effect of any kind.")
    package static let number = both("申报书编号", "Number")
    package static let version = both("版本", "Version")
    package static func versionNumber(_ number: Int) -> BilingualText {
      both("第 \(number) 版", "Version \(number)")
    }
    package static let project = both("项目名称", "Title")
    package static let topic = both("指南方向", "Topic")
    package static let organisation = both("牵头申报单位", "Lead organisation")
    package static let submitted = both("提交时间", "Submitted at")
    package static let beijing = both("北京时间（UTC+8）", "Beijing time (UTC+8)")
    package static let utc = both("协调世界时（UTC）", "Coordinated universal time (UTC)")
    package static let facts = both("申报书内容散列", "Hash of the application")
    package static let factsNote = both(
      "SHA-256，对规范化的申报书文件计算", "SHA-256 of the application file in canonical form")

    package static let attachments = both("附件", "Attachments")
    package static let noAttachments = both("这一版没有附件。", "This version has no attachments.")
    package static let document = both("材料", "Document")
    package static let fileName = both("文件名", "File name")
    package static let hash = both("SHA-256 散列", "SHA-256 hash")

    package static let proof = both("日志证明", "Proof in the journal")
    package static let journal = both("日志名称", "Journal")
    package static let position = both("日志序号", "Position")
    package static func positionOf(_ index: Int) -> BilingualText {
      both("第 \(index) 条（从 0 起）", "Entry \(index), counted from 0")
    }
    package static let checkpoint = both("检查点", "Checkpoint")
    package static func checkpointOf(_ size: Int) -> BilingualText {
      both("共 \(size) 条记录时签署", "Signed when there were \(size) entries")
    }
    package static let root = both("树根散列", "Root hash")
    package static let key = both("日志公钥", "The journal’s public key")
    package static let witnesses = both("见证签名", "Cosigned by")
    package static let noWitness = both("尚无见证方签名", "No witness has cosigned yet")
    package static func attestation(_ witness: String, _ size: Int) -> BilingualText {
      both("\(witness)，日志 \(size) 条时", "\(witness), at \(size) entries")
    }

    package static let meaning = both("本回执证明什么", "What this receipt proves")
    package static let meaningText = both(
      "上述内容和附件的散列，在上述时间由服务器写入日志，并被检查点的签名所覆盖。此后若有人改动、删去或补入任何一条记录，树根散列就会改变，与已签署的检查点不符。回执只含散列，不含申报书内容；它不表示申报书符合指南要求。",
      "The hashes above were written into the journal by the server at the time above, and the signature on the checkpoint "
        + "covers them. If anybody altered, removed or inserted an entry afterwards, the root hash would change and no "
        + "longer agree with the signed checkpoint. The receipt holds hashes, not the application; it does not say that the "
        + "application meets the guide.")
    package static let verifying = both("怎样验证", "How to verify it")
    package static let verifyingText = both(
      "保存回执的文本文件，在任何一台电脑上离线运行下面的命令。公钥请从可信处另行取得（如日志页或合作机构），不要只凭回执本身。",
      "Keep the receipt’s text file and run the command below on any computer, without a network. Take the public key from "
        + "somewhere you trust, such as the journal’s page or a partner agency, not from the receipt alone.")
    package static let hashing = both(
      "用 sha256sum 可核对每个附件与上面的散列是否一致。",
      "Compare each attachment with its hash above by sha256sum.")

    package static let keep = both("保存这份回执", "Keep this receipt")
    package static let asText = both("下载文本文件（可离线验证）", "Download the text file (verifies offline)")
    package static let asPDF = both("下载 PDF", "Download the PDF")
    package static let noPDF = both(
      "本服务器未安装 PDF 组件；请用浏览器的“打印”功能另存为 PDF。",
      "This server has no PDF renderer installed; use your browser’s print function to save a PDF.")
    package static let openJournal = both("日志页：公钥、检查点与证明", "The journal: key, checkpoints, proofs")

    package static let pdfBusy = both("正在生成的 PDF 较多", "Many PDFs are being made at the moment")
    package static let pdfBusyRemedy = both(
      "请稍后再试；网页和文本文件随时可用。", "Try again a little later; the page and the text file are always there.")
    package static let pdfMissing = both("本服务器目前不能生成 PDF", "This server cannot make PDFs at present")
    package static let pdfMissingRemedy = both(
      "请用浏览器的“打印”功能另存为 PDF。", "Use your browser’s print function to save a PDF.")
    package static let pdfRefused = both("这份文件未能生成 PDF", "No PDF could be made of this document")
  }
}
