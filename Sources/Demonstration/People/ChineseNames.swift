/// Chinese names put together from frequent parts, with their pinyin.
enum ChineseNames {
  private static func pairs(_ text: StaticString) -> [(zh: String, pinyin: String)] {
    "\(text)".split(separator: " ").compactMap { word in
      word.first.map { (String($0), String(word.dropFirst())) }
    }
  }

  static let families = pairs(
    """
    王Wang 李Li 张Zhang 刘Liu 陈Chen 杨Yang 赵Zhao 黄Huang 周Zhou 吴Wu 徐Xu 孙Sun 胡Hu 朱Zhu 高Gao 林Lin 何He 郭Guo 马Ma 罗Luo \
    梁Liang 宋Song 郑Zheng 谢Xie 韩Han 唐Tang 冯Feng 于Yu 董Dong 萧Xiao 程Cheng 曹Cao 袁Yuan 邓Deng 许Xu 傅Fu 沈Shen 曾Zeng 彭Peng 吕Lü
    """)

  static let women = pairs(
    """
    芳fang 娜na 敏min 静jing 丽li 艳yan 娟juan 霞xia 秀xiu 慧hui 洁jie 梅mei 琳lin 雪xue 倩qian 颖ying 婷ting 玉yu 萍ping 红hong \
    云yun 莉li 兰lan 燕yan 璐lu 薇wei 菲fei 瑶yao 岚lan 欣xin 怡yi 晴qing 嘉jia 思si 若ruo 诗shi
    """)

  static let men = pairs(
    """
    伟wei 强qiang 磊lei 军jun 勇yong 杰jie 涛tao 明ming 超chao 刚gang 平ping 辉hui 鹏peng 华hua 飞fei 鑫xin 波bo 斌bin 宇yu 浩hao \
    凯kai 俊jun 帆fan 博bo 睿rui 航hang 哲zhe 毅yi 峰feng 松song 林lin 海hai 志zhi 文wen 建jian 国guo
    """)

  /// A name; pinyin with the family name first.
  static func name(woman: Bool, _ chance: inout Chance) -> (zh: String, pinyin: String) {
    let given = woman ? women : men
    let family = families[chance.below(families.count)]
    let first = given[chance.below(given.count)]
    guard chance.happens(78) else {
      return (family.zh + first.zh, family.pinyin + " " + first.pinyin.capitalisedFirst)
    }
    let second = given[chance.below(given.count)]
    return (
      family.zh + first.zh + second.zh, family.pinyin + " " + (first.pinyin + second.pinyin).capitalisedFirst
    )
  }
}

extension String {
  /// With a capital first letter.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
