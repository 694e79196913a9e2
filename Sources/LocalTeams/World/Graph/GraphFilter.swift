internal import JSONKit

/// The `$filter` of a request: conditions joined by `and`, and those by `or`. Of OData's language the part that Graph
/// has for people and apps: `eq`, `ne`, `in` and `startswith`.
/// - SeeAlso: [OData URL conventions,
///   $filter](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html)
struct GraphFilter: Sendable, Equatable {
    /// What is asked of one property.
    struct Condition: Sendable, Equatable {
        enum Test: Sendable, Equatable {
            case isOneOf([JSONValue])
            case isNot(JSONValue)
            case startsWith(String)
        }

        /// The names that lead to the property: `teamsApp/id`.
        let path: [String]
        let test: Test

        func holds(of resource: JSONObject) -> Bool {
            var value = JSONValue.object(resource)
            for name in path { value = value[name] ?? .null }
            let folded = Self.folded(value)
            return switch test {
            case .isOneOf(let values): values.contains(folded)
            case .isNot(let other): folded != other
            case .startsWith(let start): folded.stringValue?.hasPrefix(start) ?? false
            }
        }

        /// Graph compares text without regard to case.
        static func folded(_ value: JSONValue) -> JSONValue {
            if case .string(let text) = value { .string(text.lowercased()) } else { value }
        }
    }

    /// One of them must hold, all its conditions.
    private(set) var alternatives: [[Condition]]

    /// The longest filter that is read, in bytes of UTF-8.
    static let maxBytes = 4_096
    /// Conditions and values that it may hold.
    static let maxTerms = 100

    /// Whether a resource passes.
    func includes(_ resource: JSONObject) -> Bool {
        alternatives.contains { $0.allSatisfy { $0.holds(of: resource) } }
    }

    /// - Parameter properties: the paths of the properties that can be asked for.
    init(_ text: String, properties: [String]) throws(Refusal) {
        guard text.utf8.count <= Self.maxBytes else {
            throw Self.invalid("It is longer than \(Self.maxBytes) bytes.")
        }
        var reader = GraphFilterReader(try GraphFilterToken.tokens(of: text), properties: properties)
        alternatives = try reader.alternatives()
    }

    static func invalid(_ problem: String) -> Refusal { .badGraphRequest("Invalid filter clause: \(problem)") }
}
