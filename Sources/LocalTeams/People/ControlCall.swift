internal import HTTPKit
internal import JSONKit

/// One call of the control plane: its path, query and body, read strictly.
struct ControlCall: Sendable {
    let request: HTTP.Request
    let parameters: PathParameters

    /// The parameter of the path that the route's pattern names.
    subscript(_ parameter: String) -> String { parameters[parameter] }

    /// The body, which must be a JSON object without members other than `names`.
    func body(_ names: String...) throws(Refusal) -> ControlFields {
        guard !request.body.isEmpty else { return ControlFields(source: "body", values: [:]) }
        let json = try JSONValue(body: request.body)
        guard case .object(let object) = json else { throw .badRequest("The body must be a JSON object.") }
        return try fields(object, "body", names)
    }

    /// The query, without items other than `names`. A token for the whole plane may stand there too.
    func query(_ names: String...) throws(Refusal) -> ControlFields {
        var object = JSONObject()
        for (name, value) in request.queryItems where name != "token" {
            guard object[name] == nil else { throw .badRequest("\"\(name.prefix(64))\" stands twice in the query.") }
            object[name] = .string(value)
        }
        return try fields(object, "query", names)
    }

    private func fields(_ object: JSONObject, _ source: String, _ names: [String]) throws(Refusal) -> ControlFields {
        for (name, _) in object where !names.contains(name) {
            throw .badRequest(
                "The \(source) has an unknown member \"\(name.prefix(64))\"; known: \(names.joined(separator: ", ")).")
        }
        return ControlFields(source: source, values: object)
    }
}

/// The members of a body or the items of a query, read by name and type. Null counts as absent, and so does an item of a
/// query without text.
struct ControlFields: Sendable {
    let source: String
    let values: JSONObject

    func value(_ name: String) -> JSONValue? {
        guard let value = values[name], !value.isNull else { return nil }
        if source == "query", value == "" { return nil }
        return value
    }

    func text(_ name: String) throws(Refusal) -> String? {
        guard let value = value(name) else { return nil }
        guard case .string(let text) = value else { throw wrong(name, "a string") }
        return text
    }

    func requiredText(_ name: String) throws(Refusal) -> String {
        guard let text = try text(name) else { throw missing(name) }
        return text
    }

    func flag(_ name: String) throws(Refusal) -> Bool? {
        switch value(name) {
        case nil: return nil
        case .bool(let flag): return flag
        case .string("true") where source == "query": return true
        case .string("false") where source == "query": return false
        default: throw wrong(name, "true or false")
        }
    }

    func integer(_ name: String) throws(Refusal) -> Int? {
        switch value(name) {
        case nil: return nil
        case .number(let number):
            guard let integer = number.int else { throw wrong(name, "a whole number") }
            return integer
        case .string(let text) where source == "query":
            guard let integer = Int(text) else { throw wrong(name, "a whole number") }
            return integer
        default: throw wrong(name, "a whole number")
        }
    }

    func number(_ name: String) throws(Refusal) -> Double? {
        guard let value = value(name) else { return nil }
        guard case .number(let number) = value, number.double.isFinite else { throw wrong(name, "a number") }
        return number.double
    }

    func texts(_ name: String) throws(Refusal) -> [String]? {
        guard let value = value(name) else { return nil }
        guard case .array(let elements) = value else { throw wrong(name, "an array of strings") }
        var texts: [String] = []
        for element in elements {
            guard case .string(let text) = element else { throw wrong(name, "an array of strings") }
            texts.append(text)
        }
        return texts
    }

    func objects(_ name: String) throws(Refusal) -> [JSONObject]? {
        guard let value = value(name) else { return nil }
        guard case .array(let elements) = value else { throw wrong(name, "an array of objects") }
        var objects: [JSONObject] = []
        for element in elements {
            guard case .object(let object) = element else { throw wrong(name, "an array of objects") }
            objects.append(object)
        }
        return objects
    }

    func missing(_ name: String) -> Refusal { .badRequest("The \(source) lacks \"\(name)\".") }

    private func wrong(_ name: String, _ expected: String) -> Refusal {
        .badRequest("\"\(name)\" in the \(source) must be \(expected).")
    }
}
