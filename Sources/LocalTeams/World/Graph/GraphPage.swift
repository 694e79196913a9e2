internal import JSONKit

/// A part of a collection of Microsoft Graph.
struct GraphPage: Sendable, Equatable {
    var value: [JSONObject] = []
    /// Where the next page goes on; nil at the end.
    var next: Int?
    /// How many there are in all, when that was asked for.
    var count: Int?

    /// - Parameter link: the address of the next page, when there is one.
    func json(context: String, link: String?) -> JSONObject {
        JSONObject(present: [
            "@odata.context": .string(context), "@odata.count": count.map { JSONValue($0) },
            "@odata.nextLink": link.map(JSONValue.string), "value": JSONValue(value),
        ])
    }
}
