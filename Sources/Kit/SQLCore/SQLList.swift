extension SQLDialect {
    /// A condition that a column of whole numbers has one of the values of a list, which ``list(_:)`` makes of them:
    /// one value, so that the statement is the same however long it is.
    package func isNumber(_ column: String) -> String {
        switch self {
        case .sqlite: "\(column) IN (SELECT value FROM json_each(?))"
        case .postgres: "\(column) = ANY(?::bigint[])"
        }
    }

    /// The same for a column of texts.
    package func isText(_ column: String) -> String {
        switch self {
        case .sqlite: "\(column) IN (SELECT value FROM json_each(?))"
        case .postgres: "\(column) = ANY(?::text[])"
        }
    }

    /// Whole numbers as one value.
    package func list(_ numbers: [Int64]) -> SQLValue {
        joined(numbers.map(String.init))
    }

    /// Texts as one value.
    package func list(_ texts: [String]) -> SQLValue {
        joined(texts.map(quoted))
    }

    private func joined(_ items: [String]) -> SQLValue {
        let items = items.joined(separator: ",")
        return .text(self == .sqlite ? "[\(items)]" : "{\(items)}")
    }

    /// JSON and PostgreSQL's arrays quote alike, but for controls, which JSON does not take as they are.
    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20 && self == .sqlite:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
