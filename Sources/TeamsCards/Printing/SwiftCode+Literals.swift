internal import JSONKit

extension SwiftCode {
    /// A JSON value as the literal that makes a `JSONValue` of it.
    init(json: JSONValue) {
        switch json {
        case .null: self = .text("nil")
        case .bool(let value): self = .text(value ? "true" : "false")
        case .number(let number): self = .text(swiftLiteral(number))
        case .string(let text): self = .text(swiftLiteral(text))
        case .array(let elements): self = .list(elements.map(SwiftCode.init(json:)))
        case .object(let object): self = .pairs(object.map { ($0.name, SwiftCode(json: $0.value)) })
        }
    }
}

/// The number as a `JSONValue`. What no literal can hold is the nearest number that one can.
private func swiftLiteral(_ number: JSONNumber) -> String {
    if number.int64 != nil { return number.description }
    if let unsigned = UInt64(number.description) { return ".number(JSONNumber(\(unsigned) as UInt64))" }
    let limit = Double.greatestFiniteMagnitude
    return min(max(number.double, -limit), limit).description
}

/// The literal of a text on one line. What cannot be seen, or turns the direction of writing, is written by its number:
/// code must not look like other code.
func swiftLiteral(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": literal += "\\\\"
        case "\"": literal += "\\\""
        case "\n": literal += "\\n"
        case "\r": literal += "\\r"
        case "\t": literal += "\\t"
        default:
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .nonspacingMark:
                literal += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default: literal.unicodeScalars.append(scalar)
            }
        }
    }
    return literal + "\""
}
