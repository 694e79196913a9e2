@testable import HTTPKit

/// The same bytes in one piece, byte by byte and in pieces of a length that they choose must mean the same messages,
/// and no message may be longer than its limit.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWebSocket(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let whole = read(bytes, step: max(bytes.count, 1))
    precondition(read(bytes, step: 1) == whole, "byte by byte it means something else")
    precondition(read(bytes, step: Int(bytes.first ?? 0) % 13 + 2) == whole, "in pieces it means something else")
    converse(bytes)
    return 0
}

private let maxMessageBytes = 300

private func read(_ bytes: [UInt8], step: Int) -> [WebSocketParser.Event] {
    var parser = WebSocketParser(maxMessageBytes: maxMessageBytes)
    var events: [WebSocketParser.Event] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
        let piece = Array(bytes[start..<min(start + step, bytes.count)])
        var next = 0
        while next < piece.count {
            let event: WebSocketParser.Event?
            let before = next
            (next, event) = parser.consume(piece.span, from: next)
            precondition(next > before && next <= piece.count, "the parser does not move on")
            if case .message(.binary(let message)) = event {
                precondition(message.count <= maxMessageBytes, "a message over its limit")
            }
            if let event { events.append(event) }
        }
    }
    return events
}

/// A whole session: what waits for the peer stays within its bound, and the end closes it.
private func converse(_ bytes: [UInt8]) {
    let now = Instant.now
    var limits = WebSocketSession.Limits()
    (limits.maxMessageBytes, limits.maxQueuedBytes) = (maxMessageBytes, 1000)
    var session = WebSocketSession(limits: limits, now: now)
    _ = session.receive(bytes.span, now: now)
    precondition(session.output.count <= 1000 + 2 * 129, "too much waits for the peer")
    _ = session.settle()
    precondition(session.receiveEnd(now: now) == .close, "the session does not end")
}
