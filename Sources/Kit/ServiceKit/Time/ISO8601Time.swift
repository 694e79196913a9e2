/// An instant as ISO 8601 writes it: `2026-11-20T09:00:00.1230000+01:00`, or with `Z` for UTC.
///
/// - SeeAlso: [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6)
package struct ISO8601Time: Hashable, Sendable {
    /// Whole seconds since the beginning of 1970, UTC.
    package let secondsSince1970: Int
    /// What comes on top: 0 to 999,999,999.
    package let nanoseconds: Int
    /// The distance of the writer's clock from UTC, in seconds. Whole minutes of it are written.
    package let offsetSeconds: Int

    /// An instant as a clock shows that is so far from UTC.
    package init(secondsSince1970: Int, nanoseconds: Int = 0, offsetSeconds: Int = 0) {
        self.secondsSince1970 = secondsSince1970
        self.nanoseconds = min(max(nanoseconds, 0), 999_999_999)
        self.offsetSeconds = offsetSeconds
    }

    /// The instant so many milliseconds after the beginning of 1970.
    package init(millisecondsSince1970 milliseconds: Int, offsetSeconds: Int = 0) {
        let (seconds, rest) = milliseconds.flooredQuotientAndRemainder(by: 1000)
        self.init(secondsSince1970: seconds, nanoseconds: rest * 1_000_000, offsetSeconds: offsetSeconds)
    }

    /// Whole milliseconds since the beginning of 1970; as near as a number can come for an instant beyond.
    package var millisecondsSince1970: Int {
        // Towards zero first: -1.5 s are -1 s and -500 ms, not -2 s, which may be too many for a number.
        let isEarly = secondsSince1970 < 0
        let (product, isFar) = (secondsSince1970 + (isEarly ? 1 : 0)).multipliedReportingOverflow(by: 1000)
        let (sum, isFarther) = product.addingReportingOverflow(nanoseconds / 1_000_000 - (isEarly ? 1000 : 0))
        return isFar || isFarther ? (isEarly ? .min : .max) : sum
    }

    /// The instant with so many digits after the second, 0 to 9; what they cannot say is left out. A year beyond four
    /// digits is written as it is, one before 0 with a minus.
    package func text(fractionDigits: Int) -> String {
        let (shown, isFar) = secondsSince1970.addingReportingOverflow(offsetSeconds)
        let time = CivilTime(secondsSince1970: isFar ? secondsSince1970 : shown)
        let date = time.date
        var text = date.year < 0 ? "-" : ""
        text += "\(padded(Int(clamping: date.year.magnitude), 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
        text += "T\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))"
        let digits = min(max(fractionDigits, 0), 9)
        if digits > 0 { text += ".\(padded(nanoseconds, 9).prefix(digits))" }
        guard offsetSeconds != 0 else { return text + "Z" }
        let minutes = Int(clamping: offsetSeconds.magnitude / 60)
        return text + "\(offsetSeconds < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    }

    /// Reads `yyyy-mm-ddThh:mm:ss[.fraction](Z|±hh:mm)`. The `T` may be small or a space, the point a comma; digits
    /// beyond a nanosecond are left out; the second may be 60.
    package init?(_ text: some StringProtocol) {
        var digits = DigitScanner(text)
        guard let year = digits.take(4), digits.skip("-"), let month = digits.take(2), digits.skip("-"),
            let day = digits.take(2), digits.skip("T") || digits.skip("t") || digits.skip(" "),
            let hour = digits.take(2), digits.skip(":"), let minute = digits.take(2), digits.skip(":"),
            let second = digits.take(2), let nanoseconds = digits.fraction(), let offset = digits.offset(),
            digits.isAtEnd,
            let time = CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        self.init(
            secondsSince1970: time.secondsSince1970 - offset, nanoseconds: nanoseconds, offsetSeconds: offset)
    }
}

/// Takes pieces off the front of a text.
private struct DigitScanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: some StringProtocol) {
        rest = Array(text.utf8)[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// The next digit.
    private mutating func digit() -> Int? {
        guard let byte = rest.first, (0x30...0x39).contains(byte) else { return nil }
        rest.removeFirst()
        return Int(byte - 0x30)
    }

    /// A number of `count` digits.
    mutating func take(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// What stands behind a point, in nanoseconds; 0 without one, nil when nothing stands behind it.
    mutating func fraction() -> Int? {
        guard skip(".") || skip(",") else { return 0 }
        guard var value = digit() else { return nil }
        var scale = 100_000_000
        value *= scale
        while let digit = digit() {
            scale /= 10
            value += digit * scale
        }
        return value
    }

    mutating func offset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let isNegative = rest.first == UInt8(ascii: "-")
        guard skip("+") || skip("-"), let hours = take(2), skip(":"), let minutes = take(2), hours < 24, minutes < 60
        else { return nil }
        return (hours * 3600 + minutes * 60) * (isNegative ? -1 : 1)
    }
}
