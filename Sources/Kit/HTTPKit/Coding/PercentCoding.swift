extension StringProtocol {
    /// For a path segment, a query value or a form: all but letters, digits and `-._~` as `%XX` of its UTF-8.
    /// - SeeAlso: [RFC 3986 §2.3](https://www.rfc-editor.org/rfc/rfc3986#section-2.3)
    package var percentEncoded: String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(utf8.count + 16)
        for unit in utf8 {
            switch unit {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.append(unit)
            default:
                encoded.append(UInt8(ascii: "%"))
                encoded.append(hexDigits[Int(unit >> 4)])
                encoded.append(hexDigits[Int(unit & 15)])
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// With its percent escapes replaced; `nil` when an escape is broken or the result is not UTF-8.
    package func percentDecoded(plusIsSpace: Bool = false) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        var rest = utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next()?.hexDigit, let low = rest.next()?.hexDigit else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

private let hexDigits = Array("0123456789ABCDEF".utf8)
