internal import CallGuide

/// What an invented project is about: a research field, a way of going about it, and what comes of it.
struct Theme: Sendable {
  var field: BilingualText
  var method: BilingualText
  var result: BilingualText
  /// Where it is to be used; empty for the first themes.
  var place: BilingualText
  /// The method and place of a laboratory, which names no result.
  private var laboratory: (method: BilingualText, place: BilingualText)

  private static func pairs(_ list: [(String, String)]) -> [BilingualText] {
    list.map { BilingualText(zh: $0.0, en: $0.1) }
  }

  private static let methods = pairs([
    ("智能感知", "smart sensing"), ("多尺度建模", "multi-scale modelling"), ("数据驱动", "data-driven"),
    ("低成本", "low-cost"), ("绿色高效", "green and efficient"), ("协同优化", "co-optimised"),
    ("高通量", "high-throughput"), ("原位监测", "in-situ monitoring"), ("数字孪生", "digital-twin"),
    ("可降解", "degradable"), ("高可靠", "highly reliable"), ("分布式", "distributed"), ("自适应", "adaptive"),
    ("微流控", "microfluidic"), ("超灵敏", "ultra-sensitive"), ("长寿命", "long-life"), ("可解释", "explainable"),
    ("节水型", "water-saving"), ("近零排放", "near-zero-emission"), ("耐极端环境", "harsh-environment"),
    ("便携式", "portable"), ("高精度", "high-precision"), ("可持续", "sustainable"), ("仿生", "bio-inspired"),
    ("多源融合", "multi-source"), ("云边协同", "cloud-edge"), ("抗逆", "stress-tolerant"), ("轻量化", "lightweight"),
    ("循环利用", "circular"), ("快速检测", "rapid-detection"), ("模块化", "modular"),
  ])

  private static let results = pairs([
    ("关键技术联合研究", "key technologies"), ("机理与应用研究", "mechanisms and applications"),
    ("方法与示范", "methods and demonstration"), ("监测与评估技术", "monitoring and assessment"),
    ("系统研发与验证", "systems and validation"), ("标准与共享平台", "standards and shared platforms"),
    ("装备研制", "equipment"), ("材料设计与制备", "material design and preparation"),
    ("风险预警技术", "early warning of risks"), ("资源利用技术", "use of resources"), ("模型与算法", "models and algorithms"),
    ("工艺优化", "process optimisation"), ("联合观测与分析", "joint observation and analysis"),
  ])

  /// Fields for topics that name none.
  static let openFields = pairs([
    ("热带农业", "tropical agriculture"), ("公共卫生", "public health"), ("清洁能源", "clean energy"),
    ("水资源管理", "water management"), ("遥感应用", "remote sensing"), ("传统医药", "traditional medicine"),
    ("土壤改良", "soil improvement"), ("生物多样性", "biodiversity"), ("矿产资源", "mineral resources"),
    ("荒漠化防治", "desertification control"), ("食品加工", "food processing"), ("疫苗研究", "vaccine research"),
    ("太阳能利用", "solar energy"), ("畜牧兽医", "animal health"), ("海洋渔业", "marine fisheries"),
    ("数字农业", "digital agriculture"),
  ])

  private static let places = pairs([
    ("", ""), ("旱区", "drylands"), ("沿海", "coasts"), ("高原", "highlands"), ("山区", "mountains"), ("绿洲", "oases"),
    ("城市", "cities"), ("乡村", "villages"), ("流域", "river basins"), ("港口", "ports"), ("园区", "parks"),
    ("海岛", "islands"), ("草原", "grasslands"), ("寒区", "cold regions"), ("湿地", "wetlands"), ("林区", "forests"),
    ("矿区", "mining areas"),
  ])

  /// How many themes one field can have.
  static let variety = methods.count * results.count * places.count
  /// How many laboratories one field can have.
  static let laboratories = methods.count * places.count

  /// The theme with this number for a field; numbers below `variety` are all different.
  init(field: BilingualText, number: Int) {
    self.field = field
    // 31, 13 and 17 have no common divisors: method and result run through all pairs.
    let (methods, results, places) = (Self.methods, Self.results, Self.places)
    method = methods[number % methods.count]
    result = results[number % results.count]
    place = places[number / (methods.count * results.count) % places.count]
    laboratory = (methods[number % methods.count], places[number / methods.count % places.count])
  }

  /// A title such as 中新食品科学低成本装备研制.
  func title(country: String, countryEn: String) -> BilingualText {
    BilingualText(
      zh: "中\(country)\(place.zh)\(field.zh)\(method.zh)\(result.zh)",
      en: "China–\(countryEn): \(method.en) \(result.en) in \(field.en)" + Self.in(place.en))
  }

  /// A laboratory's title, with the prefix and suffix that the call asks for: 中+合作国家简称+研究领域+联合实验室.
  func title(prefix: String, country: String, countryEn: String, suffix: String) -> BilingualText {
    let (method, place) = laboratory
    return BilingualText(
      zh: "\(prefix)\(country)\(place.zh)\(method.zh)\(field.zh)\(suffix)",
      en: "China–\(countryEn) Joint Laboratory on \(method.en) \(field.en)" + Self.in(place.en))
  }

  private static func `in`(_ place: String) -> String { place.isEmpty ? "" : " (\(place))" }

  /// An abstract in both languages.
  func abstract(partner: String, partnerEn: String) -> String {
    """
    本项目面向\(field.zh)领域的共同需求，中方与\(partner)合作团队优势互补，围绕“\(method.zh)\(result.zh)”开展联合研究：一是厘清关键科学问题并形成共享数据集；\
    二是研发可验证的方法和样机；三是在双方现场开展示范并培养青年人才。预期形成可推广的技术方案、联合发表的论文和稳定的合作机制。（\(Marks.document.zh)）
    In \(field.en), the two teams join forces on \(method.en) \(result.en): shared data, tested methods and demonstrations in China and \
    \(partnerEn), with training of young researchers. (\(Marks.document.en.capitalisedFirst))
    """
  }

  /// What a task does.
  func task(_ number: Int, isBuilding: Bool) -> String {
    if isBuilding {
      return "联合实验室建设：完善共建机制、共享\(field.zh)仪器与数据平台，开展人员互访与联合培养。"
    }
    switch number % 3 {
    case 0: return "联合开展\(field.zh)关键科学问题研究，建立\(method.zh)方法和共享数据集。"
    case 1: return "研发\(method.zh)\(result.zh)样机或软件，完成实验室验证。"
    default: return "在双方现场开展应用示范，评估效果并形成技术规范。"
    }
  }

  /// An earlier result of the cooperation.
  func past(_ number: Int, partner: String) -> String {
    switch number % 3 {
    case 0: return "与\(partner)联合发表\(field.zh)领域论文，共享实验数据。"
    case 1: return "与\(partner)签署合作备忘录，开展\(field.zh)领域人员交流。"
    default: return "与\(partner)共同承担\(method.zh)相关合作研究项目。"
    }
  }
}
