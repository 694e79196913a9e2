internal import JSONKit

/// A value that the store keeps. One table of members reads and writes it: leniently from the store, where what a later
/// version put beside them survives, and strictly from a file that a person wrote.
protocol StoredRow: WireObject, StrictlyDecodable {
    static var shape: RowShape<Self> { get }
    /// Whether what was read makes a value.
    var isWhole: Bool { get }
}

extension StoredRow {
    static var members: WireMembers<Self> { shape.members }

    var isWhole: Bool { true }

    /// Reads a row. A member that must be there and is not, or that is something else, is an error.
    init(json: JSONValue) throws(WireError) {
        guard case .object(let object) = json else { throw WireError(expected: "an object", found: json) }
        for name in Self.shape.required where object[name]?.isNull ?? true {
            throw WireError(expected: "a value", found: .null).inside(name)
        }
        self.init(lenient: object)
        // What the table names and could not read was left over; `null` says no more than nothing.
        for (name, value) in extras where Self.members.names.contains(name) {
            guard value.isNull else { throw WireError(expected: "another value", found: value).inside(name) }
            extras[name] = nil
        }
        guard isWhole else { throw WireError(expected: "a whole row", found: json) }
    }

    /// The members of this row.
    var object: JSONObject { json.objectValue ?? [:] }

    /// Reads the members of a file's object.
    init(members reader: inout StrictReader) throws(StrictError) {
        self.init()
        for read in Self.shape.strict { try read(&self, &reader) }
    }

    init(from reader: inout StrictReader) throws(StrictError) { try self.init(members: &reader) }
}
