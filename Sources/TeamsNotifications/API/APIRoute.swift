internal import HTTPKit
internal import JSONKit

/// One call of the API: how it is found, what it takes, what it answers, and what it does. The document at
/// `/openapi.json` is made of these, so that there is no second list.
struct APIRoute: Sendable {
    /// An item of the query.
    struct Item: Sendable {
        let name: String
        let schema: JSONValue
    }
    /// An answer that is none of ``APIError``.
    struct Answer: Sendable {
        let status: Int
        let description: String
        var contentType = "application/json"
        let schema: JSONValue
    }

    let method: String
    /// With its parameters in braces.
    let pattern: String
    /// What it does, in one line.
    let summary: String
    /// What a caller needs; nil when anybody may.
    let scope: APIScope?
    var items: [Item] = []
    /// What the body must be; nil when there is none.
    var body: JSONValue?
    /// Whether `Idempotency-Key` means something.
    var takesIdempotencyKey = false
    let answers: [Answer]
    /// Which errors it has beyond those that every call has.
    var errors: [Int] = []
    let answer: @Sendable (APICall) async throws -> HTTPReply

    /// What metrics call it.
    var name: String { "\(method) \(pattern)" }

    /// Every call.
    static let all: [APIRoute] = notifications + closer + registry + installing + sources + operations

    /// All of them, by method and path.
    static let table: RouteTable<APIRoute> = {
        var table = RouteTable<APIRoute>()
        for route in all { table.add(route.method, route.pattern, route) }
        return table
    }()
}

extension APIRoute.Item {
    static let limit = APIRoute.Item(
        name: "limit",
        schema: APISchema.whole("How many at the most; 100 unless said", from: 1, to: PageItems.maxLimit))
    static let after = APIRoute.Item(name: "after", schema: APISchema.text("The `next` of the page before"))
    static let page = [limit, after]

    static func states(_ names: [String]) -> APIRoute.Item {
        APIRoute.Item(
            name: "state",
            schema: [
                "type": "string",
                "description": .string("One of \(names.joined(separator: ", ")), or several, with commas between them"),
            ])
    }
}

extension APIRoute.Answer {
    static func json(_ status: Int, _ description: String, _ component: String) -> APIRoute.Answer {
        APIRoute.Answer(status: status, description: description, schema: APISchema.ref(component))
    }

    static func page(_ description: String, of component: String) -> APIRoute.Answer {
        APIRoute.Answer(
            status: 200, description: description, schema: APISchema.page(of: APISchema.ref(component)))
    }
}
