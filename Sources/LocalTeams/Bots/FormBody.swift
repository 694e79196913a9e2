internal import HTTPKit

/// The items of an `application/x-www-form-urlencoded` body, decoded.
struct FormBody: Sendable {
    let items: [(name: String, value: String)]

    /// A body that is not UTF-8 has no items.
    init(_ body: [UInt8]) {
        let text = String(validating: body, as: UTF8.self) ?? ""
        // A form is written like a query, and a request knows how to read one.
        items = HTTP.Request(method: "GET", target: "/?" + text).queryItems
    }

    /// The first value of `name`.
    subscript(_ name: String) -> String? { items.first { $0.name == name }?.value }
}
