internal import CallGuide
internal import Eligibility
internal import Foundation
internal import Web

/// Which topics a visitor wants to see; it stands in the address, so that it can be sent to a colleague.
struct TopicFilter: Sendable, Hashable {
  /// A country's code.
  var partner = ""
  /// Words that stand in the title or an area, in either language.
  var words = ""
  /// At least so many places.
  var places = ""
  /// At least so much money, in 万元.
  var money = ""
  /// Only topics that can still be applied for.
  var isOpenOnly = false

  static let partnerKey = "partner"
  static let wordsKey = "area"
  static let placesKey = "places"
  static let moneyKey = "money"
  static let openKey = "open"

  init() {}

  /// The filter in an address.
  init(_ visit: Visit) {
    func read(_ key: String) -> String { String((visit.query(key) ?? "").prefix(100)) }
    partner = read(Self.partnerKey)
    words = read(Self.wordsKey)
    places = read(Self.placesKey)
    money = read(Self.moneyKey)
    isOpenOnly = visit.query(Self.openKey) == "1"
  }

  var isEmpty: Bool { self == TopicFilter() }

  /// What cannot be read in it, by the name of the control.
  var faults: [String: BilingualText] {
    var faults: [String: BilingualText] = [:]
    for (key, text) in [(Self.placesKey, places), (Self.moneyKey, money)]
    where !Self.isBlank(text) && Self.number(text) == nil {
      faults[key] = Phrase.Home.notANumber(text)
    }
    return faults
  }

  /// Whether a topic passes. A number the guide leaves open passes: nothing missing is read as no.
  func admits(_ topic: Topic, pages: SitePages, isOpen: Bool) -> Bool {
    if isOpenOnly, !isOpen { return false }
    if !partner.isEmpty, !countries(of: topic, pages).contains(partner) { return false }
    if let least = Self.number(places), let quota = topic.quota?.number, quota < least { return false }
    if let least = Self.number(money), let envelope = topic.envelope?.number, envelope < least {
      return false
    }
    guard !Self.isBlank(words) else { return true }
    let needle = words.lowercased().filter { !$0.isWhitespace }
    return ([topic.title] + topic.leaves.map(\.name)).contains { text in
      [text.zh, text.en].contains { $0.lowercased().filter { !$0.isWhitespace }.contains(needle) }
    }
  }

  /// The countries a topic's partners come from.
  private func countries(of topic: Topic, _ pages: SitePages) -> Set<String> {
    Set(topic.partners.flatMap(pages.call.codes).map { pages.rules.countries.regions[$0]?.country ?? $0 })
  }

  private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  private static func number(_ text: String) -> Int? {
    let digits = text.filter { !$0.isWhitespace }
    return digits.count <= 9 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
  }
}
