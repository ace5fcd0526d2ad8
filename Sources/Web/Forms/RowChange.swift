package import Eligibility

/// A row added or removed by a button of the form.
package enum RowChange: Sendable, Hashable {
  /// The names of the buttons.
  package static let add = "add"
  package static let remove = "remove"

  case adding(list: String)
  case removing(list: String, row: Int)

  /// What the buttons of a form sent, if one of them did.
  package init?(_ values: [String: [String]]) {
    if let list = values[Self.add]?.last {
      self = .adding(list: list)
    } else if let name = values[Self.remove]?.last.map({ Control.Name($0) }), let list = name.list,
      let row = name.row
    {
      self = .removing(list: list, row: row)
    } else {
      return nil
    }
  }

  /// Does it to a sheet.
  /// - Returns: the controls that changed, to be saved; none when the form has no such list or row.
  @discardableResult
  package func apply(to sheet: inout Sheet, form: Form) -> [String: [String]] {
    switch self {
    case .adding(let list):
      guard let question = form.questions.first(where: { $0.field.id == list && $0.field.type == .list })
      else {
        return [:]
      }
      return sheet.addRow(to: question)
    case .removing(let list, let row):
      guard let question = form.questions.first(where: { $0.field.id == list && $0.field.type == .list })
      else {
        return [:]
      }
      return sheet.removeRow(row, of: question.field)
    }
  }
}
