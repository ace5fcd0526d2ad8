package import CallGuide

/// How data of the demonstration is told apart wherever it goes: on pages, in files, in registers, by other programs.
package enum Marks {
  /// The setting that makes a store a demonstration; a store without it is never filled.
  package static let setting = "demonstration"
  /// What every invented organisation's Chinese name begins with.
  package static let organisationZh = "示范"
  /// What every invented organisation's English name begins with.
  package static let organisationEn = "Demo"
  /// The administrative division of invented identity numbers and credit codes; GB/T 2260 assigns it to nobody.
  package static let division = "999999"
  /// Domain of invented addresses; RFC 2606 keeps its ending from ever existing.
  package static let mailDomain = "demo.hefu.invalid"
  /// What stands above every page of a demonstration.
  package static let banner = BilingualText(
    zh: "演示环境：人员、单位和申报书均为虚构，不作任何依据。",
    en: "Demonstration: every person, organisation and application is invented and proves nothing.")
  /// What stands on every document of a demonstration.
  package static let document = BilingualText(
    zh: "演示材料，非真实文件", en: "DEMONSTRATION MATERIAL - NOT A REAL DOCUMENT")

  /// Whether an identity number or credit code is an invented one.
  package static func marks(code: String) -> Bool {
    let bytes = Array(code.utf8)
    return bytes.count == 18
      && (bytes[0..<6].elementsEqual(division.utf8) || bytes[2..<8].elementsEqual(division.utf8))
  }
}
