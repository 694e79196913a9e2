/// A finite number as sign, digits and the place of its point: `0.0123` is the digits `123` and the exponent -1, since
/// its value is 0.123 × 10^-1. The digits are the fewest that name the number.
struct DecimalDigits {
    private(set) var isNegative: Bool
    private(set) var digits: [UInt8]
    private(set) var exponent: Int

    init(_ value: Double) {
        isNegative = value.sign == .minus
        digits = []
        exponent = 0
        var seenPoint = false
        let text = value.magnitude.description.utf8
        digits.reserveCapacity(text.count)
        for (place, byte) in text.enumerated() {
            if byte == UInt8(ascii: "e") {
                exponent += Int(Substring(text.dropFirst(place + 1))) ?? 0
                break
            } else if byte == UInt8(ascii: ".") {
                seenPoint = true
            } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                digits.append(byte - UInt8(ascii: "0"))
                if !seenPoint { exponent += 1 }
            }
        }
        trim()
    }

    init(_ value: Int) {
        isNegative = value < 0
        digits = String(value.magnitude).utf8.map { $0 - UInt8(ascii: "0") }
        exponent = digits.count
        trim()
    }

    init(_ number: ExpressionNumber) {
        switch number {
        case .int(let value): self.init(value)
        case .double(let value): self.init(value)
        }
    }

    private mutating func trim() {
        while digits.last == 0 { digits.removeLast() }
        let zeros = digits.prefix { $0 == 0 }.count
        if zeros > 0 { digits.removeFirst(zeros) }
        exponent = digits.isEmpty ? 0 : exponent - zeros
    }

    /// Rounds to so many places after the point, halves away from zero.
    mutating func round(places: Int) {
        let (kept, overflow) = exponent.addingReportingOverflow(places)
        guard !overflow, kept < digits.count else { return }
        guard kept >= 0 else {
            digits = []
            exponent = 0
            return
        }
        let up = digits[kept] >= 5
        digits.removeSubrange(kept...)
        if up {
            var place = kept - 1
            while place >= 0, digits[place] == 9 {
                digits[place] = 0
                place -= 1
            }
            if place >= 0 {
                digits[place] += 1
            } else {
                digits.insert(1, at: 0)
                exponent += 1
            }
        }
        trim()
    }

    /// The digits before the point, at least one, and exactly `places` after it; with as few as needed when `nil`.
    func text(places: Int?, marks: NumberMarks = .plain) -> String {
        func digit(_ place: Int) -> UInt8 { UInt8(ascii: "0") + (digits.indices.contains(place) ? digits[place] : 0) }
        var text: [UInt8] = []
        let before = max(exponent, 1)
        let after = places ?? max(0, digits.count - exponent)
        text.reserveCapacity(before * 2 + after + 2)
        if isNegative, !digits.isEmpty { text += marks.minus.utf8 }
        for place in 0..<before {
            if place > 0, marks.isBoundary(digitsLeft: before - place) { text += marks.group.utf8 }
            text.append(exponent < 1 ? UInt8(ascii: "0") : digit(place))
        }
        if after > 0 { text += marks.point.utf8 }
        for place in 0..<after { text.append(digit(exponent + place)) }
        return String(decoding: text, as: UTF8.self)
    }

    /// With an exponent, as JavaScript writes it: `1.5e+21`.
    var scientific: String {
        let head = String(digits.first ?? 0)
        let tail = digits.dropFirst().map(String.init).joined()
        let power = exponent - 1
        return (isNegative ? "-" : "") + head + (tail.isEmpty ? "" : "." + tail) + "e" + (power < 0 ? "" : "+")
            + String(power)
    }
}
