// What a byte may be, by the grammar of RFC 9110 and RFC 9112.

extension UInt8 {
    var lowercasedASCII: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
    /// A control character other than the tab.
    var isControl: Bool { (self < 0x20 && self != 0x09) || self == 0x7F }
    /// The value of a hexadecimal digit, or `nil`.
    var hexDigit: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLetter: Bool { lowercasedASCII >= UInt8(ascii: "a") && lowercasedASCII <= UInt8(ascii: "z") }
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    /// What may stand in a target: visible ASCII but for what a URI never holds unencoded at its end, the fragment.
    var isTargetByte: Bool { self > 0x20 && self < 0x7F && self != UInt8(ascii: "#") }
    /// A letter, a digit, or one of ``!#$%&'*+-.^_`|~``.
    var isTokenByte: Bool {
        let (low, high): (UInt64, UInt64) = (0x03FF_6CFA_0000_0000, 0x57FF_FFFF_C7FF_FFFE)
        return self < 64 ? low >> UInt64(self) & 1 == 1 : self < 128 && high >> UInt64(self - 64) & 1 == 1
    }
}

extension Span<UInt8> {
    /// Whether the bytes can be a host and a port: what a URI allows there, and nothing that separates.
    func isAuthority(in range: Range<Int>) -> Bool {
        for index in range {
            switch self[index] {
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "\\"),
                UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "`"),
                UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), 0x00...0x20, 0x7F...0xFF:
                return false
            default: continue
            }
        }
        return true
    }
}
