import CallGuide
import Casework
import Eligibility
import Foundation
import Ledger
import Storage

/// One applicant's last step in a process of its own, for the sweep that kills it at every system call.
enum Once {
  /// Attaches a document to a draft and submits it; says so on standard output, a line a step, only once it is durable.
  ///
  /// Run again after a kill it finds what is done: the document is attached once more to the same effect, and the same revision
  /// answers with the version it already became.
  static func submit(
    _ folder: String, _ database: String, rules: Rulebook, application: String, account: String
  )
    async throws
  {
    let store = try await RushSeed.open(folder, database)
    let casework = Casework(
      store: store, rules: rules, clock: Clock { RushSeed.now }, random: RushSeed.random)
    let actor = try await casework.actor(account: account)
    say("open")
    let shelf = try FileShelf(folder: folder + "/files")
    var dossier = try await casework.dossier(application, for: actor)
    if dossier.application.version == 0, let field = dossier.attachments.first?.field {
      let incoming = try await shelf.begin(limit: 1 << 20)
      try await incoming.write(Array("%PDF-1.4 \(application)".utf8))
      let kept = try await incoming.keep()
      if dossier.attachments.first?.hash != kept.hash {
        try await casework.attach(
          AttachedFile(
            field: field, hash: kept.hash, name: "sweep.pdf", size: Int(kept.size), media: "application/pdf",
            pages: 1,
            scan: "unchecked", added: RushSeed.now), to: application, by: actor)
      }
      say("attached")
      dossier = try await casework.dossier(application, for: actor)
    }
    let version = try await casework.submit(
      application, revision: dossier.application.revision, knowingly: true, by: actor, arrived: RushSeed.now)
    say("submitted \(version.number) \(version.entry) \(version.hash)")
    await store.close()
  }

  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// What the store holds of each application, a line each: id, versions, entries of its submission, hash of the facts.
  static func audit(_ folder: String, _ database: String) async throws {
    let store = try await RushSeed.open(folder, database)
    let rows = try await store.read { connection in
      try connection.rows(
        """
        SELECT a.id, (SELECT COUNT(*) FROM version v WHERE v.application = a.id),
          (SELECT COUNT(*) FROM journal j WHERE j.subject = a.id AND j.event = 'submitted'),
          (SELECT MAX(v.entry) FROM version v WHERE v.application = a.id)
        FROM application a ORDER BY a.id
        """)
    }
    for row in rows { say("\(row.text(0)) \(row.int(1)) \(row.int(2)) \(row.integerIfAny(3) ?? -1)") }
    // Every leaf is the hash of its entry, the last checkpoint is the tree's.
    let broken = try await store.read { connection in
      try connection.rows("SELECT leaf, salt, entry FROM journal WHERE entry IS NOT NULL").count { row in
        Hash.leaf(row.blob(1) + Array(row.text(2).utf8)).bytes != row.blob(0)
      }
    }
    let checkpoint = try await store.read { connection in
      try connection.row("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1")
    }
    let size = store.journal.size
    let root = store.journal.root(size: size)?.base64 ?? ""
    let isSealed = size == 0 || checkpoint?.int(0) == size && checkpoint?.text(1).contains(root) == true
    say("journal \(size) broken \(broken) sealed \(isSealed)")
    await store.close()
  }
}
