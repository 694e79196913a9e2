/// `text` for a path segment, a query value or a form: all but letters, digits and `-._~` as `%XX` of its UTF-8.
/// - SeeAlso: [RFC 3986 §2.3](https://www.rfc-editor.org/rfc/rfc3986#section-2.3)
func percentEncoded(_ text: String) -> String {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(text.utf8.count + 16)
    for unit in text.utf8 {
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

private let hexDigits = Array("0123456789ABCDEF".utf8)
