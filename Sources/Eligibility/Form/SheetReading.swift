public import CallGuide

/// What came of reading a sheet.
public struct SheetReading: Sendable {
  /// Something that cannot be read, and the control it was typed into.
  public struct Fault: Sendable, Hashable {
    /// The control; `nil` when the fault is nowhere in particular.
    public var control: String?
    /// What is wrong and what would be accepted.
    public var text: BilingualText

    /// A fault.
    public init(control: String?, text: BilingualText) {
      self.control = control
      self.text = text
    }
  }

  /// The facts; `nil` while something cannot be read.
  public var facts: Facts? { faults.isEmpty ? readable : nil }
  /// The facts of everything that can be read, so that the rest may be judged meanwhile.
  public let readable: Facts
  /// What cannot be read, in the order of the form.
  public let faults: [Fault]
  /// For each list, the row of the sheet that each row of the facts came from.
  public let rows: [String: [Int]]
}

extension Sheet {
  /// Reads the sheet by the dictionary.
  /// - Parameters:
  ///   - form: the questions put, see `Form.asked(in:)`; other controls are passed over.
  ///   - extra: facts by name that are not typed, such as the day of submission.
  ///   - attachments: the documents attached, by field; `nil` where documents are only ticked, as in the self-check.
  public func read(
    form: Form, topic: Topic, rules: Rulebook, extra: [(String, String)] = [],
    attachments: [String: Attachment]? = nil
  ) -> SheetReading {
    var reader = SheetReader(sheet: self, topic: topic, attachments: attachments)
    let tree = reader.tree(form, extra: extra)
    let (facts, problems) = rules.reader.readable(tree)
    return SheetReading(
      readable: facts, faults: reader.faults + problems.map { reader.fault($0, rules.dictionary) },
      rows: reader.rows)
  }

  /// The application the sheet states, as the file `hefu check` reads: keys sorted, every text as typed.
  public func tree(
    form: Form, topic: Topic, extra: [(String, String)] = [], attachments: [String: Attachment]? = nil
  ) -> Tree {
    var reader = SheetReader(sheet: self, topic: topic, attachments: attachments)
    return reader.tree(form, extra: extra).sortedByKey
  }

  /// The same as canonical text: JSON on one line, keys in the order of their characters; equal applications have equal
  /// text, so its SHA-256 stands for them in the journal.
  public func canonical(
    form: Form, topic: Topic, extra: [(String, String)] = [], attachments: [String: Attachment]? = nil
  ) -> String {
    JSONWriter.write(tree(form: form, topic: topic, extra: extra, attachments: attachments), pretty: false)
  }
}

extension Tree {
  /// The same with the keys of every map in order.
  var sortedByKey: Tree {
    switch content {
    case .text, .word: self
    case .list(let elements): Tree(.list(elements.map(\.sortedByKey)), at: place)
    case .map(let entries):
      Tree(
        .map(
          entries.sorted { $0.key < $1.key }.map {
            Entry(key: $0.key, place: $0.place, value: $0.value.sortedByKey)
          }), at: place)
    }
  }
}
