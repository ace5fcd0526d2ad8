internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Storage
internal import Web

extension ApplicantDesk {
  /// The page of one document: what is there, and how to replace or remove it.
  func documentPage(_ field: String, _ page: CasePage, failure: Failure? = nil) throws -> Response {
    guard let control = page.form.control(field), control.field.type == .file else { throw Failure.notFound }
    return DocumentPage(page: page, field: control.field, failure: failure).respond()
  }

  /// Takes a document in, or removes the one that is there.
  func upload(_ field: String, _ page: CasePage) async throws -> Response {
    guard page.form.control(field)?.field.type == .file else { throw Failure.notFound }
    try page.dossier.roles.require(.edit)
    do {
      let isRemoval =
        page.visit.request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") ?? false
      if isRemoval {
        try await casework.detach(field, from: page.application.id, by: page.actor)
      } else {
        let file = try await DocumentUpload(shelf: shelf, inspector: inspector).receive(field, page.visit)
        try await casework.attach(file, to: page.application.id, by: page.actor)
      }
      let section = page.form.section(of: field) ?? ""
      let location = page.path(.section(section)) + "#" + PathSegment.escape(FormView.id(field))
      let notice = isRemoval ? DeskNotice.removed : DeskNotice.uploaded
      guard page.visit.wantsJSON else { return page.visit.seeOther(location, notice: notice) }
      return page.visit.json(.map([("location", .text(location))]))
    } catch let failure as Failure {
      if page.visit.wantsJSON { throw failure }
      return try documentPage(field, page, failure: failure)
    } catch let failure as CaseFailure {
      if page.visit.wantsJSON { throw failure }
      return try documentPage(field, page, failure: Failure(failure))
    }
  }

  /// A document of the draft or of a version, to be saved.
  func download(_ text: String, _ page: CasePage) async throws -> Response {
    guard let hash = Hash(hexadecimal: text) else { throw Failure.notFound }
    let file = try await casework.document(hash, of: page.application.id, for: page.actor)
    guard let bytes = try await shelf.read(hash) else { throw Failure.notFound }
    return .file(
      name: file.name, mediaType: file.media, size: Int(bytes.size),
      body: ResponseBody(asyncSequence: bytes.map { ByteBuffer(bytes: $0) }))
  }
}

/// A file on its way in: refused after its first bytes when it is not what its name says, never in memory whole, on the disk
/// before anything names it.
struct DocumentUpload {
  /// The most bytes of one document.
  static let limit = 50 << 20

  let shelf: FileShelf
  let inspector: FileInspector

  func receive(_ field: String, _ visit: Visit) async throws -> AttachedFile {
    var parts = try visit.multipart(Multipart.Limits(file: Self.limit))
    let incoming = try await shelf.begin(limit: Int64(Self.limit))
    do {
      var name = ""
      var opening: [UInt8] = []
      var isOpened = false
      while let part = try await parts.next() {
        switch part {
        case .field: break
        case .file(let head):
          guard name.isEmpty else { throw Failure(CaseFailure.oneFile) }
          name = FileName.clean(head.fileName ?? "")
          if head.fileName?.isEmpty ?? true { throw CaseFailure.noFile }
        case .bytes(let bytes):
          if !isOpened {
            opening += bytes.prefix(FileKind.sniffed)
            if opening.count >= FileKind.sniffed {
              _ = try inspector.opening(name: name, first: opening.prefix(FileKind.sniffed))
              isOpened = true
            }
          }
          try await incoming.write(bytes)
        case .endOfFile:
          if !isOpened { _ = try inspector.opening(name: name, first: opening) }
          isOpened = true
        }
      }
      guard isOpened else { throw CaseFailure.noFile }
      return try await keep(incoming, named: name, field: field, visit)
    } catch {
      await incoming.abandon()
      throw error
    }
  }

  private func keep(_ incoming: IncomingFile, named name: String, field: String, _ visit: Visit) async throws
    -> AttachedFile
  {
    let stored = try await incoming.keep()
    let report = try await inspector.inspect(path: shelf.path(of: stored.hash), name: name)
    return AttachedFile(
      field: field, hash: stored.hash, name: name, size: Int(stored.size), media: report.kind.mediaType,
      pages: report.pages, scan: report.scan.word, added: visit.now)
  }
}

/// One document: what is there, upload, removal.
struct DocumentPage {
  let page: CasePage
  let field: Field
  let failure: Failure?

  private var language: Language { page.language }

  func respond() -> Response {
    let standing = page.standing
    let file = page.dossier.attachments.first { $0.field == field.id }
    return page.respond(
      field.label, status: failure?.status ?? .ok, scripts: [.upload], isFaulty: failure != nil
    ) { html in
      html(.section, .class("sheet"), .aria(labelledBy: "document-title")) { html in
        html(.h2, .id("document-title")) { $0.text(Phrase.Desk.uploadTitle, language) }
        if let help = field.help { html(.p, .class("help")) { $0.text(help, language) } }
        if let file { kept(file, &html) }
        if standing.mayEdit(field.id) {
          form(replaces: file != nil, &html)
        } else {
          html(.p, .class("note")) { $0.text(Phrase.Desk.locked, language) }
        }
      }
      if file != nil, standing.mayEdit(field.id) { removal(&html) }
      html(.p, .class("act")) { html in
        html(.a, .class("quiet"), .href(back)) { $0.text(Phrase.Desk.backToSection, language) }
      }
    }
  }

  private var back: String {
    page.path(.section(page.form.section(of: field.id) ?? "")) + "#"
      + PathSegment.escape(FormView.id(field.id))
  }

  private func kept(_ file: AttachedFile, _ html: inout HTML) {
    html(.p, .class("kept")) { html in
      html(.a, .href(page.path(.file(file.hash.description))), text: file.name)
      html.text(" ")
      html(.small, text: Display.size(bytes: file.size))
    }
    html(.p, .class("note")) { $0.text(Phrase.Desk.replaceNote, language) }
  }

  private func form(replaces: Bool, _ html: inout HTML) {
    html(
      .form, .id("upload"), Attribute("method", "post"),
      Attribute("action", page.path(.document(field.id))), Attribute("enctype", "multipart/form-data"),
      Attribute("data-progress", Phrase.Desk.uploadProgress[language]),
      Attribute("data-paused", Phrase.Desk.uploadPaused[language]), Attribute("data-done", back)
    ) { html in
      html(.div, .class("question")) { html in
        html(.label, .for("f-file")) { $0.text(Phrase.Desk.file, language) }
        html(.p, .class("help"), .id("help-file")) {
          $0.text(Phrase.Desk.uploadLead(mebibytes: DocumentUpload.limit >> 20), language)
        }
        if let failure {
          html(.p, .class("fault"), .id("fault-file")) { html in
            html(.strong, text: Phrase.Check.errorPrefix[language])
            html.text(failure.what, language)
            html.text(" ")
            html.text(failure.remedy, language)
          }
        }
        html.void(
          .input, .id("f-file"), .name("file"), .type("file"),
          .describedBy("help-file" + (failure == nil ? "" : " fault-file")),
          Attribute("aria-invalid", optional: failure == nil ? nil : "true"))
      }
      html(
        .progress, .id("upload-progress"), Attribute("max", "100"), Attribute("value", "0"),
        .aria(label: Phrase.Desk.uploadProgress[language]), Attribute("hidden", if: true), content: { _ in })
      html(.p, .id("upload-state"), Attribute("role", "status"), content: { _ in })
      html(.p, .class("act")) { html in
        html(.button, .class("action"), .type("submit")) {
          $0.text(replaces ? Phrase.Forms.replace : Phrase.Desk.upload, language)
        }
      }
    }
  }

  private func removal(_ html: inout HTML) {
    html(
      .form, .class("sheet"), Attribute("method", "post"), Attribute("action", page.path(.document(field.id)))
    ) { html in
      html.void(.input, .type("hidden"), .name("remove"), .value("yes"))
      html(.p, .class("act")) { html in
        html(.button, .class("quiet"), .type("submit")) { $0.text(Phrase.Desk.removeDocument, language) }
      }
    }
  }
}

extension CaseFailure {
  static let noFile = CaseFailure(
    .invalid, Phrase.Desk.noFile, remedy: Phrase.Desk.noFileRemedy, field: "file")
  static let oneFile = CaseFailure(
    .invalid, Phrase.Desk.oneFile, remedy: Phrase.Desk.oneFileRemedy, field: "file")
}
