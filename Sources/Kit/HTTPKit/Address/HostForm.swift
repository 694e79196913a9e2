/// What the text of a host is that stands without brackets: a name, or a number in four decimal parts.
struct HostForm {
    /// IPv4, the first part in the highest bits; `nil` for a name.
    let number: UInt32?
    let hasUpperCase: Bool

    /// Reads the whole range; `nil` for what is neither, or could be read as both.
    init?(_ text: Span<UInt8>, _ range: Range<Int>) {
        var label = HostLabel()
        var labels = 1
        var number: UInt32? = 0
        var hasUpperCase = false
        for index in range {
            let byte = text[index]
            if byte == UInt8(ascii: ".") {
                guard label.count > 0 else { return nil }
                number = Self.joined(number, label)
                label = HostLabel()
                labels += 1
            } else {
                guard byte.isDigit || byte.isLetter || byte == UInt8(ascii: "-") else { return nil }
                hasUpperCase = hasUpperCase || byte != byte.lowercasedASCII
                label.append(byte.lowercasedASCII)
            }
        }
        guard label.count > 0 else { return nil }
        self.hasUpperCase = hasUpperCase
        guard label.isNumber else {
            self.number = nil
            return
        }
        guard labels == 4, let number = Self.joined(number, label) else { return nil }
        self.number = number
    }

    private static func joined(_ number: UInt32?, _ label: HostLabel) -> UInt32? {
        guard let number, let part = label.byte else { return nil }
        return number << 8 | part
    }
}

/// One part of a host, as far as it has been read.
private struct HostLabel {
    private(set) var count = 0
    private var first: UInt8 = 0
    private var isDecimal = true
    /// Whether it reads `0x` and hexadecimal digits, or none.
    private var isHexadecimal = true
    /// Its value, while that fits a byte and it has no leading zero.
    private var value: UInt32?

    mutating func append(_ byte: UInt8) {
        count += 1
        isDecimal = isDecimal && byte.isDigit
        switch count {
        case 1:
            first = byte
            isHexadecimal = byte == UInt8(ascii: "0")
            value = byte.isDigit ? UInt32(byte - UInt8(ascii: "0")) : nil
        default:
            isHexadecimal = isHexadecimal && (count == 2 ? byte == UInt8(ascii: "x") : byte.hexDigit != nil)
            value = byte.isDigit && first != UInt8(ascii: "0") ? value.flatMap { $0.followed(by: byte) } : nil
        }
    }

    /// Whether some program takes it for a number.
    var isNumber: Bool { isDecimal || isHexadecimal && count > 1 }
    /// A number from 0 to 255 that can be read in no other way.
    var byte: UInt32? { isDecimal ? value : nil }
}

extension UInt32 {
    /// The number with one more decimal digit, as long as it fits a byte.
    fileprivate func followed(by digit: UInt8) -> UInt32? {
        let number = self * 10 + UInt32(digit - UInt8(ascii: "0"))
        return number < 256 ? number : nil
    }
}
