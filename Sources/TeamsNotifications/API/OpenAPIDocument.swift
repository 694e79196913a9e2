internal import JSONKit

/// The description of the API, made of its routes.
/// - SeeAlso: [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.0)
enum OpenAPIDocument {
    /// As it is served.
    static let bytes = json.serialized()

    static let json: JSONValue = [
        "openapi": "3.1.0",
        "info": [
            "title": "teams notifier", "version": "1",
            "description": "Tells people in Microsoft Teams: anyone, at the pace that Teams allows.",
        ],
        "security": [["key": []]],
        "paths": .object(paths),
        "components": [
            "securitySchemes": [
                "key": [
                    "type": "http", "scheme": "bearer",
                    "description": "A key of the service, or a Microsoft Entra access token where that is configured",
                ]
            ],
            "schemas": .object(JSONObject(APIComponents.all.map { ($0.name, $0.schema) })),
        ],
    ]

    private static var paths: JSONObject {
        var paths = JSONObject()
        for route in APIRoute.all {
            var path = paths[route.pattern]?.objectValue ?? [:]
            path[route.method.lowercased()] = operation(route)
            paths[route.pattern] = .object(path)
        }
        return paths
    }

    private static func operation(_ route: APIRoute) -> JSONValue {
        var operation: JSONObject = ["operationId": .string(route.operationID), "summary": .string(route.summary)]
        if let scope = route.scope {
            operation["description"] = .string("Needs the scope `\(scope.rawValue)`.")
        } else {
            operation["security"] = .array([])
        }
        let parameters = parameters(of: route)
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if let body = route.body {
            operation["requestBody"] = ["required": true, "content": ["application/json": ["schema": body]]]
        }
        var responses = JSONObject()
        for answer in route.answers {
            responses["\(answer.status)"] = [
                "description": .string(answer.description),
                "content": .object([answer.contentType: ["schema": answer.schema]]),
            ]
        }
        for status in route.allErrors where responses["\(status)"] == nil {
            responses["\(status)"] = [
                "description": .string(description(of: status)),
                "content": ["application/json": ["schema": APISchema.ref("Error")]],
            ]
        }
        operation["responses"] = .object(responses)
        return .object(operation)
    }

    private static func parameters(of route: APIRoute) -> [JSONValue] {
        let path = route.pattern.split(separator: "/").filter { $0.hasPrefix("{") }.map { segment -> JSONValue in
            [
                "name": .string(String(segment.dropFirst().dropLast())), "in": "path", "required": true,
                "schema": ["type": "string"],
            ]
        }
        let query = route.items.map { item -> JSONValue in
            ["name": .string(item.name), "in": "query", "schema": item.schema]
        }
        guard route.takesIdempotencyKey else { return path + query }
        return path + query + [
            [
                "name": "Idempotency-Key", "in": "header",
                "description": "The same key with the same body again: the same answer, nothing new",
                "schema": [
                    "type": "string", "minLength": 1, "maxLength": .number(JSONNumber(APICall.maxIdempotencyKey)),
                ],
            ]
        ]
    }

    private static func description(of status: Int) -> String {
        switch status {
        case 400: "Something in the request is wrong; nothing has changed"
        case 401: "No key, or none that is known"
        case 403: "The key's scope is too little"
        case 404: "There is no such thing"
        case 409: "It cannot be done in that state"
        case 413: "The body is too long"
        case 422: "The Idempotency-Key came with another body before"
        case 429: "Too many calls wait; see Retry-After"
        default: "The store cannot be written or read for now; nothing was accepted. See Retry-After"
        }
    }
}

extension APIRoute {
    /// Every error that it may answer.
    var allErrors: [Int] {
        let common = scope == nil ? [400, 503] : [400, 401, 403, 429, 503]
        return (common + errors).sorted()
    }

    /// `postNotificationsPause`: unique, and a name in every language.
    fileprivate var operationID: String {
        let words = pattern.split { "/.".contains($0) }.filter { $0 != "v1" }.map { word -> String in
            let name = word.hasPrefix("{") ? "by-" + word.dropFirst().dropLast() : String(word)
            return name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        }
        return method.lowercased() + words.joined()
    }
}
