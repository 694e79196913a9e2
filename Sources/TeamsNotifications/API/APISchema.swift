internal import JSONKit

/// Builds JSON Schemas (draft 2020-12, as OpenAPI 3.1 has them). An object has the members that are listed and no
/// other, so that a field nobody described is found out.
enum APISchema {
    typealias Members = [(name: String, schema: JSONValue)]

    static func object(_ required: Members, optional: Members = []) -> JSONValue {
        var schema: JSONObject = ["type": "object"]
        schema["properties"] = .object(JSONObject((required + optional).map { ($0.name, $0.schema) }))
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0.name) }) }
        schema["additionalProperties"] = false
        return .object(schema)
    }

    static func object(_ description: String, _ required: Members, optional: Members = []) -> JSONValue {
        described(description, object(required, optional: optional))
    }

    private static func described(_ description: String, _ schema: JSONValue) -> JSONValue {
        var schema = schema
        schema["description"] = .string(description)
        return schema
    }

    /// Values of one kind under whatever names.
    static func map(_ description: String, of value: JSONValue) -> JSONValue {
        ["type": "object", "description": .string(description), "additionalProperties": value]
    }

    static func list(_ description: String? = nil, of items: JSONValue, minItems: Int? = nil) -> JSONValue {
        var schema: JSONObject = ["type": "array", "items": items]
        if let description { schema["description"] = .string(description) }
        if let minItems { schema["minItems"] = .number(JSONNumber(minItems)) }
        return .object(schema)
    }

    static func text(_ description: String? = nil, minLength: Int? = nil) -> JSONValue {
        var schema: JSONObject = ["type": "string"]
        if let description { schema["description"] = .string(description) }
        if let minLength { schema["minLength"] = .number(JSONNumber(minLength)) }
        return .object(schema)
    }

    static func instant(_ description: String) -> JSONValue {
        ["type": "string", "format": "date-time", "description": .string(description)]
    }

    static func whole(_ description: String, from minimum: Int = 0, to maximum: Int? = nil) -> JSONValue {
        var schema: JSONObject = [
            "type": "integer", "description": .string(description), "minimum": .number(JSONNumber(minimum)),
        ]
        if let maximum { schema["maximum"] = .number(JSONNumber(maximum)) }
        return .object(schema)
    }

    static func number(_ description: String) -> JSONValue {
        ["type": "number", "minimum": 0, "description": .string(description)]
    }

    static func flag(_ description: String) -> JSONValue { ["type": "boolean", "description": .string(description)] }

    static let onlyTrue: JSONValue = ["const": true]

    static func choice(_ names: [String]) -> JSONValue {
        ["type": "string", "enum": .array(names.map(JSONValue.string))]
    }

    static func choice(_ description: String, _ names: [String]) -> JSONValue { described(description, choice(names)) }

    static func oneOf(_ schemas: [JSONValue]) -> JSONValue { ["oneOf": .array(schemas)] }

    static func oneOf(_ description: String, _ schemas: [JSONValue]) -> JSONValue {
        described(description, oneOf(schemas))
    }

    static func orNull(_ type: String, _ description: String) -> JSONValue {
        ["type": [.string(type), "null"], "description": .string(description)]
    }

    static func ref(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    /// A page of a list.
    static func page(of items: JSONValue) -> JSONValue {
        object(
            [("items", list(of: items))],
            optional: [("next", text("What goes into `after` for the page that follows; absent on the last one"))])
    }
}
