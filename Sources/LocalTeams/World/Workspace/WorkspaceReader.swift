internal import JSONKit

/// What is wrong with a workspace: one line for people, which names the place.
struct WorkspaceError: Error, Hashable {
    /// `teams[0].channels[1].kind`
    let path: String
    let message: String

    init(_ path: String, _ message: String) {
        self.path = path
        self.message = path.isEmpty ? message : "\(path): \(message)"
    }
}

/// Reads an object member by member, and notices the members that nobody asked for.
struct WorkspaceReader {
    let path: String
    private let object: JSONObject
    private var known: Set<String> = []

    init(_ json: JSONValue, path: String) throws(WorkspaceError) {
        guard let object = json.objectValue else {
            throw WorkspaceError(path, "must be an object, but is \(json.kind)")
        }
        self.path = path
        self.object = object
    }

    func place(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private mutating func member<Value>(
        _ name: String, _ expected: String, _ read: (JSONValue) -> Value?
    ) throws(WorkspaceError) -> Value? {
        known.insert(name)
        guard let json = object[name], !json.isNull else { return nil }
        guard let value = read(json) else {
            throw WorkspaceError(place(name), "must be \(expected), but is \(json.kind)")
        }
        return value
    }

    mutating func text(_ name: String) throws(WorkspaceError) -> String? {
        try member(name, "a text", \.stringValue)
    }

    /// A text that must be there and hold something.
    mutating func required(_ name: String) throws(WorkspaceError) -> String {
        guard let text = try text(name) else { throw WorkspaceError(place(name), "is missing") }
        guard text.contains(where: { !$0.isWhitespace }) else { throw WorkspaceError(place(name), "is empty") }
        return text
    }

    mutating func flag(_ name: String) throws(WorkspaceError) -> Bool? {
        try member(name, "true or false", \.boolValue)
    }

    mutating func texts(_ name: String) throws(WorkspaceError) -> [String]? {
        guard let list = try member(name, "a list", \.arrayValue) else { return nil }
        var texts: [String] = []
        for (place, json) in list.enumerated() {
            guard let text = json.stringValue else {
                throw WorkspaceError("\(self.place(name))[\(place)]", "must be a text, but is \(json.kind)")
            }
            texts.append(text)
        }
        return texts
    }

    /// One of the raw values of an enumeration.
    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Value.Type
    ) throws(WorkspaceError) -> Value? where Value.RawValue == String {
        guard let text = try text(name) else { return nil }
        guard let value = Value(rawValue: text) else {
            let allowed = Value.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            throw WorkspaceError(place(name), "must be one of \(allowed), but is \"\(text)\"")
        }
        return value
    }

    mutating func instant(_ name: String) throws(WorkspaceError) -> Instant? {
        guard let text = try text(name) else { return nil }
        guard let instant = Instant(text: text) else {
            throw WorkspaceError(place(name), "must be an instant such as 2026-11-20T08:00:00Z, but is \"\(text)\"")
        }
        return instant
    }

    /// An object within this one, read by `read`.
    mutating func object<Value>(
        _ name: String, _ read: (inout WorkspaceReader) throws(WorkspaceError) -> Value
    ) throws(WorkspaceError) -> Value? {
        guard let json = try member(name, "an object", { $0 }) else { return nil }
        return try Self.read(json, path: place(name), read)
    }

    /// A list of objects within this one, each read by `read`.
    mutating func list<Value>(
        _ name: String, _ read: (inout WorkspaceReader) throws(WorkspaceError) -> Value
    ) throws(WorkspaceError) -> [Value]? {
        guard let list = try member(name, "a list", \.arrayValue) else { return nil }
        var values: [Value] = []
        for (place, json) in list.enumerated() {
            values.append(try Self.read(json, path: "\(self.place(name))[\(place)]", read))
        }
        return values
    }

    static func read<Value>(
        _ json: JSONValue, path: String, _ read: (inout WorkspaceReader) throws(WorkspaceError) -> Value
    ) throws(WorkspaceError) -> Value {
        var reader = try WorkspaceReader(json, path: path)
        let value = try read(&reader)
        try reader.refuseUnknown()
        return value
    }

    private func refuseUnknown() throws(WorkspaceError) {
        guard let name = object.names.first(where: { !known.contains($0) }) else { return }
        throw WorkspaceError(
            place(name), "is not known here; what is known: \(known.sorted().joined(separator: ", "))")
    }
}

extension JSONValue {
    /// What it is, for people.
    var kind: String {
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
