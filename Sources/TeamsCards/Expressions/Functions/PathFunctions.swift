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
        let text = try arguments.string(0)
        let path = try arguments.string(1)
        try evaluation.spend(text.utf8.count)
        var reader = XMLReader(text)
        let root = try reader.document()
        var query = try XPathQuery(path)
        return try query.value(in: root, &evaluation)
    }

    private static func xml(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let value =
            if case .json(.string(let text)) = arguments[0] { try evaluation.parseJSON(text) } else {
                arguments[0].asJSON
            }
        guard case .object(let object) = value, !object.isEmpty else {
            throw arguments.failure(0, "an object, or a JSON text of one")
        }
        try evaluation.check(.json(value))
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        var elements: [XMLElement] = []
        for (name, member) in object { elements += try self.elements(name, member) }
        return .string(head + elements.map { $0.pretty() }.joined(separator: "\n"))
    }

    /// The elements that a member becomes: one, or one for each value of an array.
    private static func elements(_ name: String, _ value: JSONValue) throws(Failure) -> [XMLElement] {
        guard XMLElement.isName(name) else { throw .value("'\(name.prefix(40))' cannot be the name of an XML element") }
        if case .array(let values) = value {
            var all: [XMLElement] = []
            for value in values { all += try elements(name, value) }
            return all
        }
        var element = XMLElement(name: name)
        if case .object(let object) = value {
            for (name, member) in object {
                if name.hasPrefix("@"), XMLElement.isName(String(name.dropFirst())) {
                    element.attributes.append((String(name.dropFirst()), Value.json(member).text))
                } else if name == "#text" {
                    element.children.append(.text(Value.json(member).text))
                } else {
                    element.children += try elements(name, member).map(XMLNode.element)
                }
            }
        } else if !value.isNull {
            element.children = [.text(Value.json(value).text)]
        }
        return [element]
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
