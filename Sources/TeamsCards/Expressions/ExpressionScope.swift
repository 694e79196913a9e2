public import JSONKit

/// What the names of an expression mean.
public struct ExpressionScope: Sendable {
    /// The data: a name is a member of it.
    public var data: JSONValue
    /// Names whose values JSON lacks: bytes, instants, time expressions. They come before ``data``.
    public var values: [String: ExpressionValue]
    /// In a template: what `$root`, `$data`, `$index` and `$host` mean.
    var template: TemplateNames?

    /// A scope of data and of values that JSON lacks.
    public init(_ data: JSONValue, values: [String: ExpressionValue] = [:]) {
        self.data = data
        self.values = values
    }

    /// The names that a template adds.
    struct TemplateNames: Sendable {
        var root: Value
        var data: Value
        var index: Int?
        var host: Value

        /// The version of the template language that this is: the first with `$host`.
        static let version: JSONValue = ["major": 2, "minor": 3, "patch": 0]

        func value(_ name: String) -> Value? {
            switch name {
            case "$data": data
            case "$root": root
            case "$index": index.map(Value.int) ?? .undefined
            case "$host": host
            case "$_acTemplateVersion": .json(Self.version)
            default: nil
            }
        }
    }
}

extension JSONObject {
    /// The member of that name, else one whose name differs in case alone.
    func member(_ name: String) -> JSONValue? {
        if let value = self[name] { return value }
        let folded = name.lowercased()
        return first { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == folded }?.value
    }

    /// The name of that member as it stands in the object.
    func name(of name: String) -> String {
        if self[name] != nil { return name }
        let folded = name.lowercased()
        return first { $0.name.lowercased() == folded }?.name ?? name
    }
}
