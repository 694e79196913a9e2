/// A value, and where it stands in what is read.
package struct StrictPlace {
    /// What stands here. Of an item of a query: a string.
    package let json: JSONValue
    /// Whether this is an item of a query, where numbers and flags are written as texts.
    package let isQueryItem: Bool
    /// The object or list around it, and its name or number there. Made into a pointer only where something is wrong:
    /// most values are right.
    private let outer: JSONPointer
    private let step: Step?

    private enum Step {
        case name(String)
        case place(Int)
    }

    /// The whole of what is read, itself at `pointer` of something larger.
    package init(_ json: JSONValue, at pointer: JSONPointer = .root) {
        self.init(json, outer: pointer, step: nil, isQueryItem: false)
    }

    private init(_ json: JSONValue, outer: JSONPointer, step: Step?, isQueryItem: Bool) {
        self.json = json
        self.outer = outer
        self.step = step
        self.isQueryItem = isQueryItem
    }

    static func member(_ name: String, _ json: JSONValue, of outer: JSONPointer, isQueryItem: Bool) -> StrictPlace {
        StrictPlace(json, outer: outer, step: .name(name), isQueryItem: isQueryItem)
    }

    static func element(_ place: Int, _ json: JSONValue, of outer: JSONPointer) -> StrictPlace {
        StrictPlace(json, outer: outer, step: .place(place), isQueryItem: false)
    }

    package var pointer: JSONPointer {
        switch step {
        case nil: outer
        case .name(let name): outer.appending(name)
        case .place(let place): outer.appending(place)
        }
    }

    /// What is wrong here: `must be later than the start`.
    package func error(_ problem: String) -> StrictError { StrictError(pointer, problem) }

    /// `expectation` (`a text`) was wanted. What stands here is named by its kind only: it may be a secret.
    package func mismatch(_ expectation: String) -> StrictError {
        error("must be \(expectation), but is \(isQueryItem ? "another text" : json.kind)")
    }

    /// Reads an object by `body`; a member that `body` does not ask for is an error.
    package func object<Value>(
        _ body: (inout StrictReader) throws(StrictError) -> Value
    ) throws(StrictError) -> Value {
        guard case .object(let members) = json else { throw mismatch("an object") }
        return try StrictReader.read(members, at: pointer, isQuery: false, body)
    }

    /// Reads each element of a list by `body`.
    package func list<Value>(
        _ body: (StrictPlace) throws(StrictError) -> Value
    ) throws(StrictError) -> [Value] {
        guard case .array(let elements) = json else { throw mismatch("a list") }
        let pointer = pointer
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for (place, element) in elements.enumerated() {
            values.append(try body(.element(place, element, of: pointer)))
        }
        return values
    }
}

extension JSONValue {
    /// What it is, for people: `a list`.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
