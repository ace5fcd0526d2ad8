/// English for the research areas that guides of this genre name again and again.
enum AreaGlossary {
  static func english(_ name: String) -> String? {
    if let found = words[name] { return found }
    // A list inside one name: every part must be known.
    let parts = name.split { $0 == "、" || $0 == "和" || $0 == "与" || $0 == "，" }.map(String.init)
    guard parts.count > 1 else { return nil }
    let known = parts.compactMap { words[$0] }
    guard known.count == parts.count, let last = known.last else { return nil }
    let rest = known.dropLast().enumerated().map { $0 == 0 ? $1 : lower($1) }
    return rest.joined(separator: ", ") + " and " + lower(last)
  }

  private static func lower(_ text: String) -> String {
    guard let first = text.first, text.dropFirst().first?.isLowercase == true else { return text }
    return first.lowercased() + text.dropFirst()
  }

  private static let words: [String: String] = [
    "食品": "Food", "农业": "Agriculture", "食品科学": "Food science", "环境": "Environment",
    "环境科学": "Environmental science",
    "健康": "Health", "卫生健康": "Health", "生命健康": "Life and health", "生物医学": "Biomedicine",
    "生物技术": "Biotechnology",
    "先进制造": "Advanced manufacturing", "可再生能源": "Renewable energy", "新能源": "New energy", "能源": "Energy",
    "信息通讯技术": "Information and communication technology",
    "信息通信技术": "Information and communication technology",
    "信息通信": "Information and communication", "空间信息": "Space information",
    "绿色低碳": "Green and low-carbon development",
    "水": "Water", "水资源": "Water resources", "基础科学": "Basic science", "人工智能": "Artificial intelligence",
    "航空航天": "Aviation and space", "文化遗产": "Cultural heritage", "先进材料": "Advanced materials",
    "新材料": "New materials",
    "材料": "Materials", "材料科学": "Materials science", "智慧城市": "Smart cities", "清洁技术": "Clean technology",
    "生产技术": "Production technology", "海洋": "Oceans", "海洋科学": "Marine science",
    "海洋和海事技术": "Marine and maritime technology",
    "气候变化": "Climate change", "量子计算": "Quantum computing", "量子信息": "Quantum information", "天文": "Astronomy",
    "天文学": "Astronomy", "天文观测": "Astronomical observation", "地质": "Geology", "制药学": "Pharmacy",
    "生物制药": "Biopharmaceuticals",
    "中医药": "Traditional Chinese medicine", "传染病": "Infectious diseases", "医学": "Medicine",
    "公共卫生": "Public health",
    "微电子": "Microelectronics", "半导体": "Semiconductors", "大数据": "Big data", "交通": "Transport",
    "可持续交通": "Sustainable transport",
    "空间科学": "Space science", "生物多样性": "Biodiversity", "生态": "Ecology", "环境保护": "Environmental protection",
    "环境技术": "Environmental technology", "精准农业": "Precision agriculture",
    "农业机械化": "Agricultural mechanisation",
    "能源存储": "Energy storage", "储能": "Energy storage", "绿色建筑材料": "Green building materials",
    "高技术": "High technology",
    "可持续农业": "Sustainable agriculture", "绿色电力转型": "Transition to green power",
    "可循环材料": "Recyclable materials",
    "核能": "Nuclear energy", "太阳能": "Solar energy", "风能": "Wind energy", "氢能": "Hydrogen energy",
    "纳米技术": "Nanotechnology",
    "农业技术": "Agricultural technology", "现代农业技术": "Modern agricultural technology", "食品加工": "Food processing",
    "食品安全": "Food safety", "现代农业": "Modern agriculture", "信息技术": "Information technology",
    "数字经济": "Digital economy",
    "防灾减灾": "Disaster prevention and mitigation", "生物经济": "Bioeconomy", "自然资源": "Natural resources",
    "有机": "Organic chemistry", "生物化学": "Biochemistry", "医疗器械": "Medical devices", "节水技术": "Water saving",
  ]
}
