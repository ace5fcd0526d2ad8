import ApplicantDesk
import CallGuide
import Casework
import Eligibility
import HTTPTypes
import Ledger
import Storage
import StorageFixture
import Testing
import Web

@Suite struct DocumentTests {
  /// The smallest file that is a whole PDF to the eye of the inspector.
  private static let pdf = Array(
    """
    %PDF-1.4
    1 0 obj
    << /Type /Catalog /Pages 2 0 R >>
    endobj
    2 0 obj
    << /Type /Pages /Kids [] /Count 0 >>
    endobj
    xref
    0 3
    0000000000 65535 f\u{20}
    0000000009 00000 n\u{20}
    0000000058 00000 n\u{20}
    trailer
    << /Size 3 /Root 1 0 R >>
    startxref
    110
    %%EOF

    """.utf8)

  /// A field of topic 1.5 that takes a document.
  private func field() throws -> String {
    let topic = try #require(DeskWorld.rules.call.topic("1.5"))
    return try #require(
      DeskWorld.stock.form(of: topic).questions.first { $0.field.type == .file }?.field.id)
  }

  @Test(arguments: EngineKind.available) func `a document is uploaded, read again as it was, and removed`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let id = try await world.started()
      let address = "/applications/\(id)/documents/\(try field())"
      #expect(try await world.get(address, as: "leader").status == 200)
      let sent = try await world.upload(address, name: "支持函\u{202E}fdp.pdf", Self.pdf, as: "leader")
      #expect(sent.status == 303, "\(sent.body.prefix(3000))")
      let files = try await world.casework.dossier(id, for: world.actor("leader")).attachments
      #expect(files.map(\.name) == ["支持函fdp.pdf"])
      let hash = Hash.of(Self.pdf).description
      let read = try await world.get("/applications/\(id)/files/\(hash)", as: "reader")
      #expect(read.status == 200)
      #expect(Array(read.body.utf8) == Self.pdf)
      #expect(read.headers[.contentDisposition]?.hasPrefix("attachment") == true)
      for person in ["stranger", "office", "officer"] {
        #expect(try await world.get("/applications/\(id)/files/\(hash)", as: person).status == 404)
      }
      #expect(try await world.post(address, [("remove", "yes")], as: "leader").status == 303)
      #expect(try await world.casework.dossier(id, for: world.actor("leader")).attachments.isEmpty)
      #expect(try await world.get("/applications/\(id)/files/../../etc/passwd", as: "leader").status == 404)
    }
  }

  @Test(arguments: EngineKind.available) func `what is no document is refused with words beside the field`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await DeskWorld.found(store)
      let id = try await world.started()
      let address = "/applications/\(id)/documents/\(try field())"
      let cases: [(String, [UInt8])] = [
        ("letter.pdf", Array("<script>alert(1)</script>".utf8)), ("letter.exe", Self.pdf), ("letter.pdf", []),
        ("", []),
      ]
      for (name, bytes) in cases {
        let answer = try await world.upload(address, name: name, bytes, as: "leader")
        #expect(answer.status == 422, "\(name)")
        #expect(answer.body.contains("fault-file"), "\(name)")
        let json = try await world.upload(
          address, name: name, bytes, as: "leader", accept: "application/json")
        #expect(json.status == 422)
        #expect(json.body.hasPrefix("{\"code\":"))
      }
      #expect(try await world.upload(address, name: "a.pdf", Self.pdf, as: "reader").status == 403)
      #expect(try await world.get("/applications/\(id)/documents/no.such", as: "leader").status == 404)
      #expect(try await world.casework.dossier(id, for: world.actor("leader")).attachments.isEmpty)
    }
  }
}
