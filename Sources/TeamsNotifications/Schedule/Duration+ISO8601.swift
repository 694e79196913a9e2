extension Duration {
    /// Reads a duration of weeks, days, hours, minutes and seconds: `PT30S`, `P1DT12H`, `P2W`, `PT1.5S`. Years and
    /// months are of no certain length, and not taken.
    ///
    /// - SeeAlso: [ISO 8601-1](https://www.iso.org/standard/70907.html), 5.5.2; [RFC 3339, appendix
    ///   A](https://www.rfc-editor.org/rfc/rfc3339#appendix-A)
    package init?(iso8601 text: String) {
        guard text.utf8.count <= 64, text.utf8.first == UInt8(ascii: "P") else { return nil }
        var units = Self.dateUnits
        var whole = 0
        var nanoseconds = 0
        var hasParts = false
        var rest = text.utf8.dropFirst()
        while let byte = rest.first {
            if byte == UInt8(ascii: "T") {
                guard units.first?.letter != UInt8(ascii: "H"), units.last?.letter != UInt8(ascii: "S"),
                    rest.count > 1
                else { return nil }
                units = Self.timeUnits
                rest = rest.dropFirst()
                continue
            }
            let digits = rest.prefix {
                (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
            }
            rest = rest.dropFirst(digits.count)
            guard let letter = rest.popFirst(), let place = units.firstIndex(where: { $0.letter == letter }),
                let number = Self.number(digits, mayBeFraction: letter == UInt8(ascii: "S"))
            else { return nil }
            let (product, isFar) = number.whole.multipliedReportingOverflow(by: units[place].seconds)
            let (sum, isFarther) = whole.addingReportingOverflow(product)
            guard !isFar, !isFarther else { return nil }
            whole = sum
            nanoseconds = number.nanoseconds
            units.removeSubrange(...place)
            hasParts = true
        }
        guard hasParts else { return nil }
        self = .seconds(whole) + .nanoseconds(nanoseconds)
    }

    /// As it is written with seconds alone: `PT90S`.
    package var iso8601: String {
        let (seconds, attoseconds) = components
        guard attoseconds != 0 else { return "PT\(seconds)S" }
        var fraction = String(attoseconds / 1_000_000_000 + 1_000_000_000).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        return "PT\(seconds)\(fraction.isEmpty ? "" : ".\(fraction)")S"
    }

    private typealias Unit = (letter: UInt8, seconds: Int)
    private static let dateUnits: [Unit] = [(UInt8(ascii: "W"), 604_800), (UInt8(ascii: "D"), 86_400)]
    private static let timeUnits: [Unit] = [
        (UInt8(ascii: "H"), 3600), (UInt8(ascii: "M"), 60), (UInt8(ascii: "S"), 1),
    ]

    /// A number of at most 15 digits, with up to nine more behind a point where that may be.
    private static func number(
        _ digits: Substring.UTF8View, mayBeFraction: Bool
    ) -> (whole: Int, nanoseconds: Int)? {
        let parts = digits.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") })
        guard let first = parts.first, (1...15).contains(first.count), let whole = Int(String(Substring(first))) else {
            return nil
        }
        guard parts.count > 1 else { return (whole, 0) }
        guard mayBeFraction, parts.count == 2, (1...9).contains(parts[1].count),
            let nanoseconds = Int(String(Substring(parts[1])) + String(repeating: "0", count: 9 - parts[1].count))
        else { return nil }
        return (whole, nanoseconds)
    }
}
