/// The escapes of `encodeURIComponent`.
///
/// - SeeAlso: [ECMA-262, encodeURIComponent](https://tc39.es/ecma262/#sec-encodeuricomponent-uricomponent)
enum PercentCoding {
    private static let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()".utf8)

    static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if kept.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `nil` when an escape is no escape, or the result is no UTF-8.
    static func decode(_ text: String) -> String? {
        let source = Array(text.utf8)
        var bytes: [UInt8] = []
        var place = 0
        while place < source.count {
            guard source[place] == UInt8(ascii: "%") else {
                bytes.append(source[place])
                place += 1
                continue
            }
            guard place + 2 < source.count, let high = hex(source[place + 1]), let low = hex(source[place + 2]) else {
                return nil
            }
            bytes.append(high << 4 | low)
            place += 3
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
