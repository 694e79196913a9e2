/// Base64 with padding, as in the handshake of WebSocket.
/// - SeeAlso: [RFC 4648 §4](https://www.rfc-editor.org/rfc/rfc4648#section-4)
package enum Base64 {
    /// The letters, in the order of their values.
    package static let alphabet = letters(then: "+", "/")

    /// The bytes as text, filled up with `=` to a multiple of four letters.
    package static func encode(_ bytes: [UInt8]) -> String {
        var text = encode(bytes, with: alphabet)
        while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The alphabet of base64 with its last two letters, in which the variants differ.
    static func letters(then last: Unicode.Scalar...) -> [UInt8] {
        Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
            + last.map { UInt8(ascii: $0) }
    }

    /// Six bits a letter, without padding.
    static func encode(_ bytes: [UInt8], with alphabet: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(bits >> count & 63)])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << (6 - count) & 63)]) }
        return text
    }
}
