/// Writes frames as a server sends them: not masked, not fragmented.
/// - SeeAlso: [RFC 6455 §5.2](https://www.rfc-editor.org/rfc/rfc6455#section-5.2)
enum WebSocketFrame {
    enum Opcode: UInt8 {
        case continuation = 0x0
        case text = 0x1
        case binary = 0x2
        case close = 0x8
        case ping = 0x9
        case pong = 0xA

        var isControl: Bool { rawValue & 0x8 != 0 }
    }
    static let maxControlBytes = 125

    static func write(_ opcode: Opcode, _ payload: some Collection<UInt8>) -> [UInt8] {
        let length = payload.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(10 + length)
        bytes.append(0x80 | opcode.rawValue)
        switch length {
        case ...125: bytes.append(UInt8(length))
        case ...0xFFFF:
            bytes.append(126)
            bytes.appendBigEndian(length, bytes: 2)
        default:
            bytes.append(127)
            bytes.appendBigEndian(length, bytes: 8)
        }
        bytes.append(contentsOf: payload)
        return bytes
    }

    /// A close frame; a reason that is too long for it is cut at a character.
    static func close(_ code: UInt16, _ reason: String) -> [UInt8] {
        var payload: [UInt8] = []
        payload.appendBigEndian(Int(code), bytes: 2)
        for character in reason.unicodeScalars {
            let encoded = String(character).utf8
            guard payload.count + encoded.count <= maxControlBytes else { break }
            payload.append(contentsOf: encoded)
        }
        return write(.close, payload)
    }
}

extension [UInt8] {
    fileprivate mutating func appendBigEndian(_ number: Int, bytes: Int) {
        for index in (0..<bytes).reversed() { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
    }
}

/// Why a WebSocket closes.
/// - SeeAlso: [RFC 6455 §7.4](https://www.rfc-editor.org/rfc/rfc6455#section-7.4)
struct WebSocketClosing: Error, Hashable {
    var code: UInt16
    var reason: String

    init(_ code: UInt16, _ reason: String = "") {
        self.code = code
        self.reason = reason
    }
    static let normal: UInt16 = 1000
    static let goingAway: UInt16 = 1001
    static let protocolError: UInt16 = 1002
    /// The peer closed without saying why; never on the wire.
    static let noCode: UInt16 = 1005
    /// The connection broke; never on the wire.
    static let abnormal: UInt16 = 1006
    static let badText: UInt16 = 1007
    static let tooBig: UInt16 = 1009
    static let tryLater: UInt16 = 1013

    /// Whether a peer may send `code`.
    static func isValid(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
