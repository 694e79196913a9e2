import JSONKit

/// Paths into JSON and XML.
enum PathFunctions {
    static let table = [
        Builtin("jPath", 2, jPath),
        Builtin("xPath", 2, xPath),
        Builtin("xml", 1, xml),
    ]

    /// A path that begins with `$` is JSONPath: one hit is its value, as in .NET. Others are JSPath: hits are an array,
    /// as in JavaScript.
    private static func jPath(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let document: JSONValue
        switch arguments[0] {
        case .json(.string(let text)): document = try evaluation.parseJSON(text)
        case .json(let value) where !value.isScalar: document = value
        default: throw arguments.failure(0, "an object, an array or a JSON text")
        }
        let path = try JSONPath(try arguments.string(1))
        let hits = try path.hits(in: document, &evaluation)
        if path.dialect == .jsonPath, hits.count == 1 { return .json(hits[0]) }
        return try evaluation.built(.array(hits))
    }

    private static func xPath(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let tree = try XMLTree(try arguments.string(0), &evaluation)
        let path = try XPath(try arguments.string(1), in: tree)
        return try path.value(&evaluation)
    }

    private static func xml(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let value =
            if case .json(.string(let text)) = arguments[0] { try evaluation.parseJSON(text) } else {
                try evaluation.json(of: arguments[0])
            }
        guard case .object(let object) = value, !object.isEmpty else {
            throw arguments.failure(0, "an object, or a JSON text of one")
        }
        var size = ValueSize(limits: evaluation.environment.limits)
        try size.add(value)
        try evaluation.spend(size.nodes * 16 + size.textBytes)
        return .string(try XMLWriter.text(object))
    }
}

extension JSONValue {
    /// Whether this is neither an array nor an object.
    var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }
}
