package import CallGuide

extension Phrase {
  /// The journal's page, for anybody who wants to check it.
  package enum Log {
    package static let title = both("日志", "The journal")
    package static let lead = both(
      "每一次提交、确认、撤回和延期都写入一份只增不改的日志。下面的检查点由服务器签名；任何人都可以核对：日志只在后面增加，从未改动。",
      "Every submission, confirmation, withdrawal and extension is written into a journal that only grows. The server signs "
        + "the checkpoint below; anybody can check that entries were only ever added at the end.")
    package static let privacy = both(
      "日志对外只公开散列值，看不到任何申报内容或个人信息。",
      "Only hashes are public: nothing of an application and nothing personal can be seen here.")
    package static let current = both("当前检查点", "The latest checkpoint")
    package static let empty = both("日志还没有记录。", "The journal has no entries yet.")
    package static func entries(_ count: Int) -> BilingualText {
      both("共 \(count) 条记录", "\(count) \(count == 1 ? "entry" : "entries")")
    }
    package static let key = both("日志公钥", "The journal’s public key")
    package static let keyNote = both(
      "请把它另行保存；验证回执时使用。合作机构可各自公布，以便相互核对。",
      "Keep a copy of your own; receipts are verified with it. Partner agencies may publish it too, so that copies can be "
        + "compared.")
    package static let witnesses = both("见证方", "Witnesses")
    package static let noWitnesses = both("尚未登记见证方。", "No witness is registered yet.")
    package static let witnessNote = both(
      "见证方（如外方合作机构）核对每个检查点确实延续了上一个，再附上自己的签名。若日志给不同的人看不同的历史，就不可能都得到见证。",
      "A witness, such as a partner agency, signs a checkpoint only after checking that it continues the one before. A "
        + "journal that shows different people different histories cannot get both of them witnessed.")
    package static let addresses = both("供程序使用的地址", "Addresses for programs")
    package static let addressesNote = both(
      "均为纯文本，UTF-8 编码。散列为标准 Base64，每行一个。",
      "All are plain text in UTF-8. Hashes are standard base64, one a line.")
    package static let address = both("地址", "Address")
    package static let gives = both("内容", "What it gives")
    package static let givesKey = both(
      "日志公钥（名称+校验+Base64）", "the public key (name+hash+base64)")
    package static let givesCheckpoint = both(
      "最新检查点：签名文本，含全部见证签名", "the latest checkpoint: a signed note with its cosignatures")
    package static let givesCosigned = both(
      "最近一个有见证签名的检查点", "the latest checkpoint that a witness has cosigned")
    package static let givesCheckpointAt = both(
      "条数为 SIZE 时签署的检查点", "the checkpoint signed at SIZE entries")
    package static let givesConsistency = both(
      "一致性证明（RFC 9162 第 2.1.4 节）：M 条的日志是 N 条的开头",
      "proof (RFC 9162, 2.1.4) that the journal of M entries is the beginning of that of N")
    package static let givesProof = both(
      "包含证明（RFC 9162 第 2.1.3 节）：首行为序号，次行为条数，其后为路径",
      "proof (RFC 9162, 2.1.3) that a leaf is in the journal: its index, the size, then the path")
    package static let givesCosignatures = both(
      "见证方提交附有自己签名的检查点", "where a witness sends a checkpoint with its cosignature")

    package static let noCheckpoint = both("没有签署过这个条数的检查点", "No checkpoint was signed at this size")
    package static let noCheckpointRemedy = both(
      "请先取得 /log/checkpoint，按其中的条数请求。", "Get /log/checkpoint and ask for the size it names.")
    package static let badRange = both(
      "from 和 to 应为整数，且 from 不大于 to", "from and to are whole numbers, from not above to")
    package static let outOfRange = both(
      "日志还没有这么多条记录", "The journal does not have so many entries yet")
    package static let rangeRemedy = both(
      "例：/log/consistency?from=41&to=57；to 不超过 /log/checkpoint 的条数。",
      "For example /log/consistency?from=41&to=57, with to no more than the size in /log/checkpoint.")
    package static let badLeaf = both(
      "leaf 应为 64 位小写十六进制数", "leaf is 64 lower-case hexadecimal digits")
    package static let noLeaf = both("日志里没有这个叶散列", "This leaf hash is not in the journal")
    package static let leafRemedy = both(
      "叶散列 = SHA-256(0x00 ‖ 盐 ‖ 条目)；回执文件里有盐和条目。",
      "A leaf hash is SHA-256(0x00 ‖ salt ‖ entry); a receipt’s text file has both.")
    package static func accepted(_ size: Int) -> BilingualText {
      both("已收下：检查点 \(size)", "accepted: checkpoint \(size)")
    }
    package static let notText = both(
      "请以 UTF-8 纯文本发送检查点", "Send the checkpoint as plain text in UTF-8")
    package static let notTextRemedy = both(
      "例：curl --data-binary @cosigned.txt -H 'Content-Type: text/plain' …/log/cosignatures",
      "For example curl --data-binary @cosigned.txt -H 'Content-Type: text/plain' …/log/cosignatures")
  }
}
