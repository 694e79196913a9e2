import TestSupport
import Testing

@testable import HTTPKit

/// A frame as a client sends it.
func clientFrame(_ first: UInt8, _ payload: [UInt8], mask: [UInt8] = [1, 2, 3, 4], isMasked: Bool = true) -> [UInt8] {
    let flag: UInt8 = isMasked ? 0x80 : 0
    var bytes = [first]
    switch payload.count {
    case ...125: bytes.append(flag | UInt8(payload.count))
    case ...0xFFFF: bytes += [flag | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    default: bytes += [flag | 127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
    }
    guard isMasked else { return bytes + payload }
    if mask == [0, 0, 0, 0] { return bytes + mask + payload }
    return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
}

private func events(of pieces: [[UInt8]]) -> [WebSocketParser.Event] {
    var parser = WebSocketParser(maxMessageBytes: 1000)
    var events: [WebSocketParser.Event] = []
    for piece in pieces {
        var next = 0
        while next < piece.count {
            let event: WebSocketParser.Event?
            (next, event) = parser.consume(piece.span, from: next)
            if case .failed(let closing) = event {
                events.append(.failed(WebSocketClosing(closing.code)))
            } else if let event {
                events.append(event)
            }
        }
    }
    return events
}

private func failed(_ code: UInt16) -> [WebSocketParser.Event] { [.failed(WebSocketClosing(code))] }
private let hello = Array("hello".utf8)

private let cases: [(name: String, bytes: [UInt8], events: [WebSocketParser.Event])] = [
    ("text", clientFrame(0x81, hello), [.message(.text("hello"))]),
    ("binary", clientFrame(0x82, [0, 255]), [.message(.binary([0, 255]))]),
    ("empty text", clientFrame(0x81, []), [.message(.text(""))]),
    (
        "length of two bytes", clientFrame(0x82, .init(repeating: 7, count: 126)),
        [.message(.binary(.init(repeating: 7, count: 126)))]
    ),
    (
        "fragments with a ping between",
        clientFrame(0x01, Array("hel".utf8)) + clientFrame(0x89, [1]) + clientFrame(0x80, Array("lo".utf8)),
        [.ping([1]), .message(.text("hello"))]
    ),
    (
        "character cut by fragments", clientFrame(0x01, [0xC3]) + clientFrame(0x00, []) + clientFrame(0x80, [0xA9]),
        [.message(.text("é"))]
    ),
    ("pong", clientFrame(0x8A, []), [.pong]),
    ("close without code", clientFrame(0x88, []), [.close(WebSocketClosing(1005))]),
    ("close", clientFrame(0x88, [0x03, 0xE8] + hello), [.close(WebSocketClosing(1000, "hello"))]),
    ("nothing after close", clientFrame(0x88, []) + clientFrame(0x81, hello), [.close(WebSocketClosing(1005))]),
    ("not masked", clientFrame(0x81, hello, isMasked: false), failed(1002)),
    ("reserved bit", clientFrame(0xC1, hello), failed(1002)),
    ("unknown opcode", clientFrame(0x83, hello), failed(1002)),
    ("unknown control opcode", clientFrame(0x8B, []), failed(1002)),
    ("fragmented ping", clientFrame(0x09, []), failed(1002)),
    ("long ping", clientFrame(0x89, .init(repeating: 0, count: 126)), failed(1002)),
    ("continuation of nothing", clientFrame(0x80, hello), failed(1002)),
    ("message within a message", clientFrame(0x01, hello) + clientFrame(0x81, hello), failed(1002)),
    ("text that is not UTF-8", clientFrame(0x81, [0xFF]), failed(1007)),
    ("long message", clientFrame(0x82, .init(repeating: 0, count: 1001)), failed(1009)),
    (
        "long message in fragments",
        clientFrame(0x02, .init(repeating: 0, count: 600)) + clientFrame(0x80, .init(repeating: 0, count: 401)),
        failed(1009)
    ),
    ("length not in the shortest way", [0x81, 0xFE, 0, 5, 1, 2, 3, 4], failed(1002)),
    ("length of 2^63", [0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4], failed(1002)),
    ("half a close code", clientFrame(0x88, [3]), failed(1002)),
    ("close code 999", clientFrame(0x88, [0x03, 0xE7]), failed(1002)),
    ("close code 1005", clientFrame(0x88, [0x03, 0xED]), failed(1002)),
    ("close reason that is not UTF-8", clientFrame(0x88, [0x03, 0xE8, 0xFF]), failed(1007)),
]

@Test(arguments: cases.indices)
func webSocketParserReadsOrRefuses(index: Int) {
    let (name, bytes, expected) = cases[index]
    #expect(events(of: [bytes]) == expected, "\(name), in one piece")
    #expect(events(of: bytes.map { [$0] }) == expected, "\(name), byte by byte")
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed)
    for _ in 0..<5 { #expect(events(of: random.pieces(of: bytes)) == expected, "\(name), seed \(seed)") }
}

@Test func handshakeProofIsThatOfTheStandard() {
    // RFC 6455 §1.3
    #expect(WebSocketHandshake.accept(key: "dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
}

private func output(_ session: inout WebSocketSession, now: Instant) -> [UInt8] {
    var bytes: [UInt8] = []
    while !session.output.isEmpty {
        let next = session.output.withNext { $0.bytes(0..<$0.count) }
        bytes += next
        _ = session.written(next.count, now: now)
    }
    return bytes
}

@Test func silentPeerIsPingedAndThenClosed() {
    let start = Instant.now
    var session = WebSocketSession(limits: .init(), now: start)
    let first = session.tick(now: start + .seconds(30))
    #expect(first == .none)
    let ping = output(&session, now: start + .seconds(30))
    #expect(ping == [0x89, 0])
    let second = session.tick(now: start + .seconds(60))
    #expect(second == .close)
    #expect(session.closing?.code == 1006)
}

@Test func peerThatIsTooSlowIsClosedWith1013() {
    let now = Instant.now
    var session = WebSocketSession(limits: .init(maxQueuedBytes: 100), now: now)
    let frame = WebSocketFrame.write(.binary, [UInt8](repeating: 0, count: 90))
    let taken = [session.send(frame, now: now), session.send(frame, now: now)]
    #expect(taken == [true, false])
    #expect(session.closing?.code == 1013)
    let action = session.tick(now: now + .seconds(5))
    #expect(action == .close)
}

@Test func closeIsAnsweredWithItsCode() {
    let now = Instant.now
    var session = WebSocketSession(limits: .init(), now: now)
    _ = session.receive(clientFrame(0x88, [0x03, 0xE9]).span, now: now)
    #expect(session.closing?.code == 1001)
    let answer = output(&session, now: now)
    #expect(answer == [0x88, 2, 0x03, 0xE9])
    let action = session.receiveEnd(now: now)
    #expect(action == .close)
}

@Test func longReasonOfACloseIsCutAtACharacter() {
    let frame = WebSocketFrame.close(1000, String(repeating: "é", count: 100))
    #expect(frame.count == 2 + 2 + 122)
}
