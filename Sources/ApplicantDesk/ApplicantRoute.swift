internal import CallGuide
package import Hummingbird
package import Web

/// The addresses of the applicant's desk.
package enum ApplicantRoute: DeskRoute {
  /// The applications one may see.
  case list
  /// Start one; also takes a self-check's answers.
  case start
  /// A place inside one application.
  case application(String, Place)

  /// What there is of an application.
  package enum Place: Sendable, Hashable {
    case overview
    /// One section of the form.
    case section(String)
    /// What the clauses say of the draft, as a fragment.
    case panel
    /// One document of the draft: upload, replace, remove.
    case document(String)
    /// The bytes of a document, by their SHA-256.
    case file(String)
    case preview
    case previewPDF
    case review
    case submission
    case confirmation
    case givingBack
    case endorsement
    case withdrawal
    case reopening
    case copy
    /// A version as it was submitted.
    case version(Int)
    /// Its receipt: as a page, as the file that verifies offline, as PDF.
    case receipt(Int, ReceiptForm)
    case participants
  }

  /// How a receipt is shown.
  package enum ReceiptForm: String, Sendable, Hashable, CaseIterable {
    case page = "receipt"
    case text = "receipt.txt"
    case pdf = "receipt.pdf"
  }

  package init?(path: [String]) {
    guard path.first == "applications" else { return nil }
    switch path.count {
    case 1: self = .list
    case 2 where path[1] == "start": self = .start
    case 2...5:
      guard let place = Place(path: path.dropFirst(2)) else { return nil }
      self = .application(path[1], place)
    default: return nil
    }
  }

  package var path: String {
    switch self {
    case .list: "/applications"
    case .start: "/applications/start"
    case .application(let id, let place): "/applications/" + PathSegment.escape(id) + place.path
    }
  }

  package var methods: [HTTPRequest.Method] {
    switch self {
    case .list: [.get, .head]
    case .start: [.get, .head, .post]
    case .application(_, let place): place.isForm ? [.get, .head, .post] : [.get, .head]
    }
  }

  package var policy: Policy {
    switch self {
    case .list, .start: .signedIn
    case .application: .participant
    }
  }

  package var pace: Pace {
    switch self {
    case .application(_, .document): .upload
    case .application(_, .participants): .mail
    default: .ordinary
    }
  }

  package var bodyLimit: Int {
    switch self {
    case .application(_, .document): DocumentUpload.limit + 64 * 1024
    default: FormBody.limit
    }
  }

  package static let samples: [ApplicantRoute] =
    [.list, .start] + Place.samples.map { .application("none", $0) }
}

extension ApplicantRoute.Place {
  fileprivate init?(path: ArraySlice<String>) {
    let path = Array(path)
    switch (path.first, path.count) {
    case (nil, 0): self = .overview
    case ("panel", 1): self = .panel
    case ("preview", 1): self = .preview
    case ("preview.pdf", 1): self = .previewPDF
    case ("review", 1): self = .review
    case ("submission", 1): self = .submission
    case ("confirmation", 1): self = .confirmation
    case ("giving-back", 1): self = .givingBack
    case ("endorsement", 1): self = .endorsement
    case ("withdrawal", 1): self = .withdrawal
    case ("reopening", 1): self = .reopening
    case ("copy", 1): self = .copy
    case ("participants", 1): self = .participants
    case ("sections", 2): self = .section(path[1])
    case ("documents", 2): self = .document(path[1])
    case ("files", 2): self = .file(path[1])
    case ("versions", 2):
      guard let number = Self.version(path[1]) else { return nil }
      self = .version(number)
    case ("versions", 3):
      guard let number = Self.version(path[1]), let form = ApplicantRoute.ReceiptForm(rawValue: path[2])
      else {
        return nil
      }
      self = .receipt(number, form)
    default: return nil
    }
  }

  /// A version's number as addresses write it.
  private static func version(_ text: String) -> Int? {
    guard let number = Int(text), (1...9999).contains(number), String(number) == text else { return nil }
    return number
  }

  fileprivate var path: String {
    switch self {
    case .overview: ""
    case .panel: "/panel"
    case .preview: "/preview"
    case .previewPDF: "/preview.pdf"
    case .review: "/review"
    case .submission: "/submission"
    case .confirmation: "/confirmation"
    case .givingBack: "/giving-back"
    case .endorsement: "/endorsement"
    case .withdrawal: "/withdrawal"
    case .reopening: "/reopening"
    case .copy: "/copy"
    case .participants: "/participants"
    case .section(let section): "/sections/" + PathSegment.escape(section)
    case .document(let field): "/documents/" + PathSegment.escape(field)
    case .file(let hash): "/files/" + PathSegment.escape(hash)
    case .version(let number): "/versions/\(number)"
    case .receipt(let number, let form): "/versions/\(number)/\(form.rawValue)"
    }
  }

  /// Whether it shows or changes the draft.
  var isDraft: Bool {
    switch self {
    case .section, .panel, .document, .preview, .previewPDF, .review, .submission, .copy: true
    case .overview, .confirmation, .givingBack, .endorsement, .withdrawal, .reopening, .file, .version,
      .receipt, .participants:
      false
    }
  }

  /// Whether something is sent to it.
  fileprivate var isForm: Bool {
    switch self {
    case .overview, .panel, .file, .preview, .previewPDF, .review, .version, .receipt: false
    case .section, .document, .submission, .confirmation, .givingBack, .endorsement, .withdrawal, .reopening,
      .copy, .participants:
      true
    }
  }

  fileprivate static let samples: [Self] = [
    .overview, .section("basics"), .panel, .document("doc.support"), .file(String(repeating: "0", count: 64)),
    .preview, .previewPDF, .review, .submission, .confirmation, .givingBack,
    .endorsement, .withdrawal,
    .reopening, .copy, .version(1), .receipt(1, .page), .receipt(1, .text), .receipt(1, .pdf),
    .participants,
  ]
}
