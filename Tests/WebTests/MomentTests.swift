import CallGuide
import Ledger
import Markup
import Testing
import Web

@Suite struct MomentTests {
  private func at(_ text: String) throws -> Instant { try #require(Instant(text)) }

  @Test func `a moment is shown in Beijing time by name, in both languages`() throws {
    let deadline = try at("2024-06-03T08:00:00Z")
    #expect(
      Display.moment(deadline)
        == BilingualText(zh: "2024年6月3日 16:00（北京时间）", en: "3 June 2024, 16:00 (Beijing time)"))
    #expect(Display.dayAndTime(try at("2023-12-31T16:00:05Z"), withSeconds: true).zh == "2024年1月1日 00:00:05")
    let brussels = try #require(
      Zone("Europe/Brussels", name: BilingualText(zh: "布鲁塞尔时间", en: "Brussels time")))
    #expect(Display.moment(deadline, zone: brussels).en == "3 June 2024, 10:00 (Brussels time)")
    #expect(Display.moment(try at("2024-12-03T08:00:00Z"), zone: brussels).zh == "2024年12月3日 09:00（布鲁塞尔时间）")
    #expect(Zone("Nowhere/Else") == nil)
  }

  @Test(arguments: [
    ("2024-06-03T07:59:59Z", "今天 16:00 截止", "closes today at 16:00"),
    ("2024-06-03T08:00:00Z", "已截止", "closed"),
    ("2024-06-02T16:00:00Z", "今天 16:00 截止", "closes today at 16:00"),
    ("2024-06-02T15:59:59Z", "还有 1 天", "1 day left"),
    ("2024-05-29T12:00:00Z", "还有 5 天", "5 days left"),
  ]) func `days left are days in Beijing, and the last day names the hour`(
    now: String, zh: String, en: String
  ) throws {
    let left = Display.timeLeft(until: try at("2024-06-03T08:00:00Z"), from: try at(now))
    #expect(left == BilingualText(zh: zh, en: en))
  }

  @Test func `programs read the moment in UTC`() throws {
    var html = HTML()
    html.moment(try at("2024-06-03T08:00:00Z"), .en)
    #expect(
      String(decoding: html.bytes, as: UTF8.self)
        == "<time datetime=\"2024-06-03T08:00:00Z\" data-zone=\"Asia/Shanghai\">3 June 2024, 16:00 (Beijing time)</time>"
    )
  }
}
