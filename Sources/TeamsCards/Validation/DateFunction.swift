internal import ServiceKit

/// `{{DATE(…)}}` and `{{TIME(…)}}` in a text, which clients write in the reader's language and zone, or as they stand
/// when anything about them is not exact.
/// - SeeAlso: [Text features](https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features)
struct DateFunction: Sendable, Hashable {
    /// As it stands in the text.
    let text: String
    /// Why clients do not read it, and what to do about it. `nil` when they do.
    let flaw: String?

    /// Longer than any that is right.
    private static let maxBytes = 120

    /// The functions of a text, right or wrong, in order.
    static func all(in text: String) -> [DateFunction] {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return [] }
        let bytes = Array(text.utf8)
        var found: [DateFunction] = []
        var place = 0
        while place + 1 < bytes.count {
            if bytes[place] == UInt8(ascii: "{"), bytes[place + 1] == UInt8(ascii: "{"),
                let function = DateFunction(bytes[place...].prefix(maxBytes))
            {
                found.append(function)
                place += 2
            } else {
                place += 1
            }
        }
        return found
    }

    /// `nil` when what follows the braces is neither function, or a template is to make it.
    private init?(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes.dropFirst(2)
        let isSpaced = Self.dropSpaces(&rest)
        let name = String(decoding: rest.prefix(4), as: UTF8.self)
        guard ["DATE", "TIME"].contains(name.uppercased()) else { return nil }
        rest = rest.dropFirst(4)
        let isSpacedBehind = Self.dropSpaces(&rest)
        guard rest.first == UInt8(ascii: "(") else { return nil }
        rest = rest.dropFirst()
        guard let end = rest.firstIndex(of: UInt8(ascii: ")")) else {
            text = String(decoding: bytes.prefix(40), as: UTF8.self)
            flaw = "its end is missing: )}}"
            return
        }
        let arguments = String(decoding: rest[..<end], as: UTF8.self)
        guard !arguments.contains("${") else { return nil }
        let tail = rest[end...].dropFirst()
        let isClosed = tail.starts(with: Array("}}".utf8))
        text = String(decoding: bytes[..<(isClosed ? end + 3 : end + 1)], as: UTF8.self)
        let right = name.uppercased()
        flaw =
            if name != right {
                "write \(right) in capitals"
            } else if isSpaced || isSpacedBehind {
                "leave out the spaces around \(name)"
            } else if !isClosed {
                "it has to end in )}} without spaces"
            } else {
                Self.flaw(of: arguments, takesStyle: name == "DATE")
            }
    }

    private static func dropSpaces(_ bytes: inout ArraySlice<UInt8>) -> Bool {
        let count = bytes.count
        bytes = bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return bytes.count < count
    }

    private static func flaw(of arguments: String, takesStyle: Bool) -> String? {
        let parts = arguments.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        guard let stamp = parts.first, hasShape(stamp) else {
            return "the instant is a date, a T, a time with seconds, and a zone, such as 2026-02-14T06:00:00Z"
        }
        guard ISO8601Time(stamp) != nil else { return "there is no such day or time" }
        guard parts.count == 2 else { return nil }
        guard takesStyle else { return "TIME takes an instant and nothing else" }
        let style = parts[1].first == " " ? parts[1].dropFirst() : parts[1]
        return ["COMPACT", "SHORT", "LONG"].contains(style) ? nil : "behind the comma stands COMPACT, SHORT or LONG"
    }

    /// Exactly `yyyy-mm-ddThh:mm:ssZ`, or with `±hh:mm` for the `Z`.
    private static func hasShape(_ text: Substring) -> Bool {
        let shape = text.utf8.map { (48...57).contains($0) ? UInt8(ascii: "0") : $0 }
        return ["0000-00-00T00:00:00Z", "0000-00-00T00:00:00+00:00", "0000-00-00T00:00:00-00:00"].contains {
            shape.elementsEqual($0.utf8)
        }
    }
}
