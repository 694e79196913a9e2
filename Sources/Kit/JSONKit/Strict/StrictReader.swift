internal import ServiceKit

/// Reads an object member by member, and refuses the members that nobody asked for. `null` counts as absent.
///
/// ```swift
/// struct Channel: StrictlyDecodable {
///     enum Kind: String, StrictChoice { case standard, shared }
///     var id: String
///     var kind: Kind
///     init(from reader: inout StrictReader) throws(StrictError) {
///         id = try reader.required("id", .filled)
///         kind = try reader.optional("kind") ?? .standard
///     }
/// }
/// ```
package struct StrictReader {
    /// Where the object stands.
    package let pointer: JSONPointer
    private let members: JSONObject
    private let isQuery: Bool
    /// What was asked for, in that order.
    private var known: [String] = []

    private init(_ members: JSONObject, at pointer: JSONPointer, isQuery: Bool) {
        self.members = members
        self.pointer = pointer
        self.isQuery = isQuery
    }

    // MARK: - Members

    /// A member that must be there.
    package mutating func required<Value: StrictlyDecodableValue>(
        _ name: String, _ rule: StrictRule<Value>? = nil
    ) throws(StrictError) -> Value {
        guard let value: Value = try optional(name, rule) else { throw error(at: name, "is missing") }
        return value
    }

    /// A member that may be absent.
    package mutating func optional<Value: StrictlyDecodableValue>(
        _ name: String, _ rule: StrictRule<Value>? = nil
    ) throws(StrictError) -> Value? {
        guard let place = place(name) else { return nil }
        let value = try Value(at: place)
        if let problem = rule?.problem(value) { throw place.error(problem) }
        return value
    }

    /// A member that is an object, which `body` reads with what else it knows; `nil` when it is absent.
    package mutating func object<Value>(
        _ name: String, _ body: (inout StrictReader) throws(StrictError) -> Value
    ) throws(StrictError) -> Value? {
        guard let place = place(name) else { return nil }
        return try place.object(body)
    }

    /// A member that is a list of objects, each of which `body` reads with what else it knows; `nil` when it is absent.
    package mutating func objects<Value>(
        _ name: String, _ body: (inout StrictReader) throws(StrictError) -> Value
    ) throws(StrictError) -> [Value]? {
        guard let place = place(name) else { return nil }
        return try place.list { (element) throws(StrictError) in try element.object(body) }
    }

    /// The one member of `alternatives` that is there. None, or more than one, is an error of the object.
    package mutating func exactlyOne<Result>(
        of alternatives: StrictAlternative<Result>...
    ) throws(StrictError) -> Result {
        let present = alternatives.filter { place($0.name) != nil }
        let names = alternatives.map(\.name).joined(separator: ", ")
        guard let only = present.first else { throw error("must have one of \(names)") }
        guard present.count == 1 else {
            let found = present.map(\.name).joined(separator: " and ")
            throw error("must have only one of \(names), but has \(found)")
        }
        return try only.read(&self)
    }

    /// Whether a member is there. It counts as asked for.
    package mutating func has(_ name: String) -> Bool { place(name) != nil }

    /// The member's value and place; `nil` when it is absent. For a value whose kind decides how it is read.
    package mutating func place(_ name: String) -> StrictPlace? {
        if !known.contains(where: { $0.hasSameBytes(as: name) }) { known.append(name) }
        guard let json = members[name], !json.isNull, !(isQuery && json == "") else { return nil }
        return .member(name, json, of: pointer, isQueryItem: isQuery)
    }

    // MARK: - Errors

    /// What is wrong with the object as a whole: `must end after it starts`.
    package func error(_ problem: String) -> StrictError { StrictError(pointer, problem) }

    /// What is wrong with a member.
    package func error(at name: String, _ problem: String) -> StrictError {
        StrictError(pointer.appending(name), problem)
    }

    /// Object names are unique, so this looks at no more members than were asked for, and one.
    private func refuseUnknown() throws(StrictError) {
        for (name, _) in members where !known.contains(where: { $0.hasSameBytes(as: name) }) {
            guard !known.isEmpty else { throw error(at: name, "is not known here, and nothing else is") }
            let hint = nearestName(to: name, among: known).map { " (did you mean \"\($0)\"?)" } ?? ""
            throw error(at: name, "is not known here\(hint); what is known: \(known.joined(separator: ", "))")
        }
    }
}

extension StrictReader {
    /// Reads a value of one type.
    /// - Parameter pointer: where `json` stands in something larger, for messages.
    package static func read<Value: StrictlyDecodableValue>(
        _ type: Value.Type = Value.self, from json: JSONValue, at pointer: JSONPointer = .root
    ) throws(StrictError) -> Value {
        try Value(at: StrictPlace(json, at: pointer))
    }

    /// Reads an object by `body`, which knows more than the object says.
    package static func read<Value>(
        from json: JSONValue, at pointer: JSONPointer = .root,
        _ body: (inout StrictReader) throws(StrictError) -> Value
    ) throws(StrictError) -> Value {
        try StrictPlace(json, at: pointer).object(body)
    }

    /// Reads the items of a query, each of which may stand there once. Texts such as `true` and `12` are flags and
    /// whole numbers where those are wanted; an item without text counts as absent.
    package static func read<Value: StrictlyDecodable>(
        _ type: Value.Type = Value.self, fromQuery items: [(name: String, value: String)]
    ) throws(StrictError) -> Value {
        var members = JSONObject()
        for (name, value) in items {
            guard members[name] == nil else { throw StrictError(.root.appending(name), "stands twice in the query") }
            members[name] = .string(value)
        }
        return try read(members, at: .root, isQuery: true) { (reader) throws(StrictError) in
            try Value(from: &reader)
        }
    }

    static func read<Value>(
        _ members: JSONObject, at pointer: JSONPointer, isQuery: Bool,
        _ body: (inout StrictReader) throws(StrictError) -> Value
    ) throws(StrictError) -> Value {
        var reader = StrictReader(members, at: pointer, isQuery: isQuery)
        let value = try body(&reader)
        try reader.refuseUnknown()
        return value
    }
}
