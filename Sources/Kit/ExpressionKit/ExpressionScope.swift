public import JSONKit

/// What the names of an expression mean.
public struct ExpressionScope: Sendable {
    /// The data: a name is a member of it.
    public var data: JSONValue
    /// Names whose values JSON lacks: bytes, instants, time expressions. They come before ``data``.
    public var values: [String: ExpressionValue]

    /// A scope of data and of values that JSON lacks.
    public init(_ data: JSONValue, values: [String: ExpressionValue] = [:]) {
        self.data = data
        self.values = values
    }
}

extension JSONObject {
    /// The member of that name, else one whose name differs in case alone.
    func member(_ name: String) -> JSONValue? {
        if let value = self[name] { return value }
        let length = name.utf8.count
        guard contains(where: { $0.name.utf8.count == length }) else { return nil }
        let folded = name.lowercased()
        return first { $0.name.utf8.count == length && $0.name.lowercased().hasSameBytes(as: folded) }?.value
    }

    /// The name of that member as it stands in the object.
    func name(of name: String) -> String {
        if self[name] != nil { return name }
        let folded = name.lowercased()
        return first { $0.name.lowercased().hasSameBytes(as: folded) }?.name ?? name
    }
}
