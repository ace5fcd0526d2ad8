package import CallGuide

/// An invented organisation.
package struct InventedOrganisation: Hashable, Sendable {
  /// What it is, by the dictionary's codes.
  package enum Kind: String, CaseIterable, Sendable {
    case university, institute, enterprise, government, other
  }

  /// A key that tells it apart: kind and number, with the country for foreign ones.
  package var key: String
  /// Names, both marked.
  package var name: BilingualText
  /// Code of the country it is registered in.
  package var country: String
  /// What it is.
  package var kind: Kind
  /// Unified social credit code, or an invented foreign register number.
  package var registration: String
  /// Registration day, `YYYY-MM-DD`.
  package var founded: String
}

extension InventedOrganisation {
  private static let places = [
    ("东湖", "Donghu"), ("南江", "Nanjiang"), ("西岭", "Xiling"), ("北原", "Beiyuan"), ("云山", "Yunshan"),
    ("清河", "Qinghe"), ("海宁湾", "Hainingwan"), ("金沙", "Jinsha"), ("临川", "Linchuan"), ("松源", "Songyuan"),
    ("长汀", "Changting"), ("天岭", "Tianling"), ("江岳", "Jiangyue"), ("银滩", "Yintan"), ("明湖", "Minghu"),
    ("沧江", "Cangjiang"), ("昆岭", "Kunling"), ("秦川", "Qinchuan"), ("漓水", "Lishui"), ("塞北", "Saibei"),
  ]

  private static let branches: [(zh: String, en: String)] = [
    ("", ""), ("理工", "Technology"), ("农业", "Agriculture"), ("医科", "Medicine"), ("工业", "Industry"),
    ("海洋", "Ocean"), ("交通", "Transport"), ("能源", "Energy"), ("材料", "Materials"), ("信息", "Information"),
    ("生态环境", "Ecology"), ("生物", "Biology"), ("水利", "Water"), ("地质", "Geology"), ("航空航天", "Aerospace"),
  ]

  /// A Chinese organisation, the same for every seed; different numbers have different names.
  static func chinese(_ kind: Kind, _ number: Int) -> InventedOrganisation {
    var chance = Chance(seed: 0x4F52_4743, stream: UInt64(number) << 4 | UInt64(kind.order))
    let place = places[number % places.count]
    let branch = branches[(number / places.count + number % places.count * 7) % branches.count]
    let round = number / (places.count * branches.count)
    let more = round == 0 ? "" : "第\(round + 1)"
    let moreEn = round == 0 ? "" : " \(round + 1)"
    let name: (zh: String, en: String)
    switch kind {
    case .university:
      name = (
        "\(place.0)\(more)\(branch.zh)大学",
        "\(place.1) University" + (branch.en.isEmpty ? "" : " of \(branch.en)") + moreEn
      )
    case .institute:
      name = (
        "\(place.0)\(more)\(branch.zh.isEmpty ? "科学" : branch.zh)研究院",
        "\(place.1) Institute of \(branch.en.isEmpty ? "Sciences" : branch.en)" + moreEn
      )
    case .enterprise:
      name = (
        "\(place.0)\(more)\(branch.zh.isEmpty ? "创新" : branch.zh)科技有限公司",
        "\(place.1) \(branch.en.isEmpty ? "Innovation" : branch.en) Technology Co., Ltd." + moreEn
      )
    case .government:
      name = ("\(place.0)\(more)省科学技术厅", "\(place.1) Department of Science and Technology" + moreEn)
    case .other:
      name = ("\(place.0)\(more)\(branch.zh)产业协会", "\(place.1) \(branch.en) Industry Association" + moreEn)
    }
    return InventedOrganisation(
      key: "CN-\(kind.rawValue)-\(number)",
      name: BilingualText(zh: Marks.organisationZh + name.zh, en: "\(Marks.organisationEn) \(name.en)"),
      country: "CN", kind: kind,
      registration: RegisterNumbers.creditCode(
        category: kind.category, serial: number * Kind.allCases.count + kind.order),
      founded: founded(&chance))
  }

  /// A foreign organisation; its Chinese name is a translation.
  static func foreign(_ kind: Kind, _ number: Int, country: String, named name: BilingualText, seed: UInt64)
    -> InventedOrganisation
  {
    let hash = country.utf8.reduce(UInt64(number)) { $0 &* 131 &+ UInt64($1) }
    var chance = Chance(seed: seed ^ 0x464F_5247, stream: hash << 4 | UInt64(kind.order))
    let forms: [(zh: String, en: String)] =
      switch kind {
      case .university:
        [
          ("国立大学", "National University of #"), ("理工大学", "# University of Technology"),
          ("州立大学", "# State University"), ("科学技术大学", "University of Science and Technology of #"),
          ("首都大学", "Capital University of #"),
        ]
      case .institute:
        [
          ("国家研究中心", "National Research Centre of #"), ("科学院", "# Academy of Sciences"),
          ("农业研究所", "# Institute of Agricultural Research"), ("能源研究所", "# Energy Research Institute"),
        ]
      case .enterprise:
        [("技术公司", "# Technologies Ltd."), ("创新公司", "# Innovation Ltd."), ("系统公司", "# Systems Ltd.")]
      case .government: [("地方科技局", "# Regional Science Office")]
      case .other: [("科学基金会", "# Science Foundation")]
      }
    let form = forms[number % forms.count]
    let more = number < forms.count ? "" : " \(number / forms.count + 1)"
    let english = String(
      form.en.split(separator: "#", omittingEmptySubsequences: false).joined(separator: name.en))
    return InventedOrganisation(
      key: "\(country)-\(kind.rawValue)-\(number)",
      name: BilingualText(
        zh: Marks.organisationZh + name.zh + form.zh + more.filter { $0 != " " },
        en: "\(Marks.organisationEn) \(english)\(more)"),
      country: country, kind: kind, registration: "DEMO-\(country)-\(kind.order)\(number)",
      founded: founded(&chance))
  }

  /// A body that may endorse applications, with its kind by the dictionary's codes.
  static func endorser(_ number: Int) -> (organisation: InventedOrganisation, kind: String) {
    let isAssociation = number % 4 == 3
    return (
      chinese(isAssociation ? .other : .government, number),
      isAssociation ? "association" : "provincial"
    )
  }

  private static func founded(_ chance: inout Chance) -> String {
    let year = chance.within(1952...2012)
    let month = chance.within(1...12)
    let day = chance.within(1...28)
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}

extension InventedOrganisation.Kind {
  var order: Int {
    switch self {
    case .university: 0
    case .institute: 1
    case .enterprise: 2
    case .government: 3
    case .other: 4
    }
  }

  /// Registering department and category of its credit code (GB 32100-2015, tables 1 and 2).
  var category: String {
    switch self {
    case .university, .institute: "12"
    case .enterprise: "91"
    case .government: "11"
    case .other: "51"
    }
  }
}
