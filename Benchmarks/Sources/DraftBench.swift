import CallGuide
import Eligibility
import Foundation

extension Bench {
  /// How much of a hand-made call the drafter recovers from the guide alone: precision and recall of each kind.
  static func draft(folder: String) throws {
    let files = try files(of: folder)
    let reference = try Call.read(files)
    guard let guide = reference.documents.first(where: { $0.id == "guide" }) else { throw Usage() }
    let drafted = try Draft.draft(
      text: GuideText(guide.text.raw, file: "guide.txt"), id: reference.id,
      countries: Vocabulary.standard.countries.names)
    let call = try Call.read(
      CallFiles(
        folder: "draft",
        contents: ["call.yaml": Array(drafted.callYAML.utf8), "guide.txt": Array(guide.text.raw.utf8)]))
    var measurement = Measurement()
    for score in DraftComparison.compare(drafted: call, reference: reference) {
      measurement["\(score.kind) precision"] = score.precision
      measurement["\(score.kind) recall"] = score.recall
    }
    measurement.print()
  }
}
