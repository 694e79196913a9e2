/// Turns the bytes of a client into whole messages and control frames, however they are cut. Knows no socket.
/// - SeeAlso: [RFC 6455 §5](https://www.rfc-editor.org/rfc/rfc6455#section-5)
struct WebSocketParser {
    enum Event: Hashable {
        case message(WebSocket.Message)
        case ping([UInt8])
        case pong
        /// The peer closes; without a code of its own it is 1005.
        case close(WebSocketClosing)
        /// The peer broke the protocol or a limit: close with this.
        case failed(WebSocketClosing)
    }
    private enum State {
        case header
        case payload(Frame, remaining: Int)
        case failed
    }
    private struct Frame {
        var opcode: WebSocketFrame.Opcode
        var isFinal: Bool
        /// The four bytes of the mask; the lowest belongs to the payload's first byte.
        var mask: UInt32
        var position = 0
    }

    private let maxMessageBytes: Int
    private var state = State.header
    private var header: [UInt8] = []
    private var control: [UInt8] = []
    private var message: [UInt8] = []
    /// The first frame's opcode while a message is incomplete.
    private var fragmented: WebSocketFrame.Opcode?

    init(maxMessageBytes: Int) { self.maxMessageBytes = maxMessageBytes }

    /// How much memory a message takes that is arriving.
    var heldBytes: Int { message.capacity }

    /// Reads nothing more, and forgets what has come of a message.
    mutating func giveUp() {
        self = WebSocketParser(maxMessageBytes: maxMessageBytes)
        state = .failed
    }

    /// Reads on from `start`, up to the next event or the end of `input`. After a failure or a close frame there is
    /// nothing more to read.
    mutating func consume(_ input: Span<UInt8>, from start: Int) -> (next: Int, event: Event?) {
        var index = start
        do throws(WebSocketClosing) {
            while true {
                switch state {
                case .failed: return (input.count, nil)
                case .header:
                    guard index < input.count else { return (index, nil) }
                    header.append(input[index])
                    index += 1
                    guard let (frame, length) = try readHeader() else { continue }
                    header.removeAll(keepingCapacity: true)
                    state = .payload(frame, remaining: length)
                case .payload(var frame, let remaining):
                    let count = min(remaining, input.count - index)
                    unmask(input, index..<index + count, &frame, remaining)
                    index += count
                    guard count == remaining else {
                        state = .payload(frame, remaining: remaining - count)
                        return (index, nil)
                    }
                    state = .header
                    if let event = try finish(frame) { return (index, event) }
                }
            }
        } catch {
            giveUp()
            return (input.count, .failed(error))
        }
    }

    // MARK: How

    /// The frame that begins, once its header is whole.
    private func readHeader() throws(WebSocketClosing) -> (Frame, Int)? {
        guard header.count >= 2 else { return nil }
        guard header[0] & 0x70 == 0 else { throw Self.broken("a reserved bit is set") }
        guard let opcode = WebSocketFrame.Opcode(rawValue: header[0] & 0x0F) else {
            throw Self.broken("an unknown opcode")
        }
        guard header[1] & 0x80 != 0 else { throw Self.broken("a frame is not masked") }
        let isFinal = header[0] & 0x80 != 0
        let short = Int(header[1] & 0x7F)
        if opcode.isControl, !isFinal || short > WebSocketFrame.maxControlBytes {
            throw Self.broken("a control frame is fragmented or too long")
        }
        let extra = short == 126 ? 2 : short == 127 ? 8 : 0
        guard header.count == 2 + extra + 4 else { return nil }
        let wide = header[2..<2 + extra].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard extra == 0 || (wide > (extra == 2 ? 125 : 0xFFFF) && wide <= UInt64(Int.max)) else {
            throw Self.broken("a length is not written in the shortest way")
        }
        let length = extra == 0 ? short : Int(wide)
        if !opcode.isControl { try checkData(opcode, length) }
        let mask = header[(2 + extra)...].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return (Frame(opcode: opcode, isFinal: isFinal, mask: mask), length)
    }

    private func checkData(_ opcode: WebSocketFrame.Opcode, _ length: Int) throws(WebSocketClosing) {
        guard (opcode == .continuation) == (fragmented != nil) else {
            throw Self.broken("a message begins within another, or goes on without having begun")
        }
        guard length <= maxMessageBytes - message.count else {
            throw WebSocketClosing(WebSocketClosing.tooBig, "a message may have \(maxMessageBytes) bytes")
        }
    }

    private mutating func unmask(_ input: Span<UInt8>, _ range: Range<Int>, _ frame: inout Frame, _ remaining: Int) {
        if frame.opcode.isControl {
            control.append(input, range, mask: frame.mask, position: frame.position)
        } else {
            // How long the whole message is, only a message of one frame says.
            let isAlone = frame.isFinal && fragmented == nil
            message.makeRoom(for: range.count, most: isAlone ? remaining + message.count : maxMessageBytes)
            message.append(input, range, mask: frame.mask, position: frame.position)
        }
        frame.position += range.count
    }

    /// What a frame means whose payload is whole.
    private mutating func finish(_ frame: Frame) throws(WebSocketClosing) -> Event? {
        if frame.opcode.isControl {
            defer { control = [] }
            switch frame.opcode {
            case .ping: return .ping(control)
            case .pong: return .pong
            default:
                let closing = try readClose()
                state = .failed
                return .close(closing)
            }
        }
        let first = frame.opcode == .continuation ? fragmented : frame.opcode
        guard frame.isFinal else {
            fragmented = first
            return nil
        }
        fragmented = nil
        defer { message = [] }
        if first == .binary { return .message(.binary(message)) }
        guard let text = String(validating: message, as: UTF8.self) else {
            throw WebSocketClosing(WebSocketClosing.badText, "a text message is not UTF-8")
        }
        return .message(.text(text))
    }

    private func readClose() throws(WebSocketClosing) -> WebSocketClosing {
        if control.isEmpty { return WebSocketClosing(WebSocketClosing.noCode) }
        guard control.count >= 2 else { throw Self.broken("a close frame has half a code") }
        let code = UInt16(control[0]) << 8 | UInt16(control[1])
        guard WebSocketClosing.isValid(code) else { throw Self.broken("a close frame has an invalid code") }
        guard let reason = String(validating: control[2...], as: UTF8.self) else {
            throw WebSocketClosing(WebSocketClosing.badText, "the reason of a close frame is not UTF-8")
        }
        return WebSocketClosing(code, reason)
    }

    private static func broken(_ reason: String) -> WebSocketClosing {
        WebSocketClosing(WebSocketClosing.protocolError, reason)
    }
}
