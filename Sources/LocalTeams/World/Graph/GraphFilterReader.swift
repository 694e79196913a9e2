internal import JSONKit

/// Reads the words of a `$filter`, from left to right.
struct GraphFilterReader {
    private var rest: ArraySlice<GraphFilterToken>
    /// The paths that can be asked for, by their names in small letters.
    private let properties: [String: String]
    private var terms = 0

    init(_ tokens: [GraphFilterToken], properties: [String]) {
        rest = tokens[...]
        self.properties = Dictionary(properties.map { ($0.lowercased(), $0) }) { first, _ in first }
    }

    mutating func alternatives() throws(Refusal) -> [[GraphFilter.Condition]] {
        var alternatives = [[try condition()]]
        while let joint = rest.popFirst() {
            switch joint {
            case .word("and"): alternatives[alternatives.count - 1].append(try condition())
            case .word("or"): alternatives.append([try condition()])
            default: throw GraphFilter.invalid("\(joint.shown) stands where 'and' or 'or' was expected.")
            }
        }
        return alternatives
    }

    private mutating func condition() throws(Refusal) -> GraphFilter.Condition {
        let first = try word("a property")
        if first.lowercased() == "startswith", rest.first == .open {
            try expect(.open)
            let path = try path(try word("a property"))
            try expect(.comma)
            guard case .string(let start) = try value() else {
                throw GraphFilter.invalid("startswith takes a text in quotes.")
            }
            try expect(.close)
            return GraphFilter.Condition(path: path, test: .startsWith(start))
        }
        let path = try path(first)
        let comparison = try word("a comparison")
        switch comparison {
        case "eq": return GraphFilter.Condition(path: path, test: .isOneOf([try value()]))
        case "ne": return GraphFilter.Condition(path: path, test: .isNot(try value()))
        case "in": return GraphFilter.Condition(path: path, test: .isOneOf(try list()))
        default:
            throw GraphFilter.invalid(
                "'\(comparison.prefix(60))' is not supported here; what is: eq, ne, in and startswith(property,'text')."
            )
        }
    }

    private func path(_ name: String) throws(Refusal) -> [String] {
        guard let path = properties[name.lowercased()] else {
            let known = properties.values.sorted().joined(separator: ", ")
            throw GraphFilter.invalid("'\(name.prefix(60))' cannot be filtered by; what can: \(known).")
        }
        return path.split(separator: "/").map(String.init)
    }

    private mutating func list() throws(Refusal) -> [JSONValue] {
        try expect(.open)
        var values = [try value()]
        while rest.first == .comma {
            rest.removeFirst()
            values.append(try value())
        }
        try expect(.close)
        return values
    }

    /// A literal, as conditions compare it.
    private mutating func value() throws(Refusal) -> JSONValue {
        terms += 1
        guard terms <= GraphFilter.maxTerms else {
            throw GraphFilter.invalid("It holds more than \(GraphFilter.maxTerms) values.")
        }
        switch rest.popFirst() {
        case .text(let text)?: return .string(text.lowercased())
        case .word("true")?: return true
        case .word("false")?: return false
        case .word("null")?: return .null
        case let other:
            throw GraphFilter.invalid(
                "\(other?.shown ?? "The end") stands where a value was expected; a text stands in quotes: 'text'.")
        }
    }

    private mutating func word(_ what: String) throws(Refusal) -> String {
        let token = rest.popFirst()
        guard case .word(let word)? = token else {
            throw GraphFilter.invalid("\(token?.shown ?? "The end") stands where \(what) was expected.")
        }
        return word
    }

    private mutating func expect(_ wanted: GraphFilterToken) throws(Refusal) {
        let token = rest.popFirst()
        guard token == wanted else {
            throw GraphFilter.invalid("\(token?.shown ?? "The end") stands where \(wanted.shown) was expected.")
        }
    }
}
