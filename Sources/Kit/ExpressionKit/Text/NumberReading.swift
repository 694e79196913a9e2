import Foundation

/// Numbers in texts, whatever the locale of the machine.
enum NumberReading {
    /// A decimal number with nothing but white space around it.
    static func number(_ text: String) -> ExpressionNumber? {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let first = trimmed.utf8.first(where: { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }),
            first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9") || first == UInt8(ascii: "."),
            !trimmed.utf8.contains(UInt8(ascii: "x"))
        else { return nil }
        if let whole = Int(trimmed) { return .int(whole) }
        guard let value = Double(trimmed), value.isFinite else { return nil }
        return .double(value)
    }
}
