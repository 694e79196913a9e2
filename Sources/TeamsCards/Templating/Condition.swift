import ExpressionKit
import JSONKit

/// What is said of a `$when` that is neither true nor false.
enum Condition {
    /// Of one that is no binding.
    static func message(for value: JSONValue) -> String {
        let kind = ExpressionValue.json(value).kind
        let advice =
            if case .string(let text) = value {
                switch text.lowercased() {
                case "true", "false": "write \(text.lowercased()) without quotes"
                case _ where text.contains("${"): "let nothing stand around the ${…}"
                default: "write \"${…}\" around an expression"
                }
            } else {
                "write true, false or \"${…}\""
            }
        return "$when must be true, false or one ${…}, not \(kind), so the element is dropped: \(advice)"
    }

    /// Of a binding with another value.
    static func message(for binding: Binding, value: ExpressionValue) -> String {
        let isShort = binding.inner.utf8.count <= 100
        let inner = isShort ? String(binding.inner) : "…"
        let advice =
            switch value {
            case .json(.string(let text)) where ["true", "false"].contains(text.lowercased()): "${bool(\(inner))}"
            case .json(.string): "${\(inner) != ''}"
            case .json(.number): "${\(inner) != 0}"
            case .json(.array): "${count(\(inner)) > 0}"
            default: "${exists(\(inner))}"
            }
        let source = isShort ? binding.source : "${…}"
        return "\(source) is \(value.kind), not true or false, so the element is dropped: write \(advice)"
    }
}
