internal import CallGuide
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Cuts a request whose body comes too slowly, with 408: nobody may hold a connection open a byte at a time.
///
/// Only the time spent waiting for the peer counts. While we ourselves are busy no read is outstanding, and nothing is counted.
final class BodyPace: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// How slow is too slow.
  struct Bounds: Sendable {
    /// Bytes a second, on average since the body began.
    var bytesPerSecond: Int
    /// What is forgiven before that counts.
    var grace: TimeAmount
  }

  private let bounds: Bounds
  private var isReadingBody = false
  private var hasAnswered = false
  private var received = 0
  /// Nanoseconds waited for the peer so far, and since when it is being waited for.
  private var waited: Int64 = 0
  private var waitingSince: NIODeadline?
  private var watch: Scheduled<Void>?

  init(_ bounds: Bounds) { self.bounds = bounds }

  func read(context: ChannelHandlerContext) {
    if isReadingBody, waitingSince == nil { waitingSince = .now() }
    context.read()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      isReadingBody = true
      hasAnswered = false
      received = 0
      waited = 0
      waitingSince = .now()
      look(context)
    case .body(let bytes):
      received += bytes.readableBytes
      pause()
    case .end:
      isReadingBody = false
      pause()
      watch?.cancel()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .head = unwrapOutboundIn(data) { hasAnswered = true }
    context.write(data, promise: promise)
  }

  func handlerRemoved(context: ChannelHandlerContext) { watch?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    watch?.cancel()
    context.fireChannelInactive()
  }

  private func pause() {
    if let since = waitingSince { waited += (NIODeadline.now() - since).nanoseconds }
    waitingSince = nil
  }

  /// Looks again a second later, for as long as the body has not ended.
  private func look(_ context: ChannelHandlerContext) {
    watch?.cancel()
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    watch = context.eventLoop.scheduleTask(in: .seconds(1)) {
      let (handler, context) = bound.value
      guard handler.isReadingBody, context.channel.isActive else { return }
      if handler.isTooSlow { handler.cut(context) } else { handler.look(context) }
    }
  }

  private var isTooSlow: Bool {
    let waiting = waited + (waitingSince.map { (NIODeadline.now() - $0).nanoseconds } ?? 0)
    let counted = waiting - bounds.grace.nanoseconds
    return counted > 0 && Int64(received) * 1_000_000_000 < Int64(bounds.bytesPerSecond) * counted
  }

  private func cut(_ context: ChannelHandlerContext) {
    isReadingBody = false
    guard !hasAnswered else {
      context.close(promise: nil)
      return
    }
    hasAnswered = true
    let words = Phrase.Failing.tooSlow
    let text = ByteBuffer(string: "\(words.zh)\n\(words.en)\n")
    let head = HTTPResponse(
      status: .requestTimeout,
      headerFields: [
        .contentType: "text/plain; charset=utf-8", .contentLength: String(text.readableBytes),
        .connection: "close", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
      ])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(text)), promise: nil)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      bound.value.close(promise: nil)
    }
  }
}
