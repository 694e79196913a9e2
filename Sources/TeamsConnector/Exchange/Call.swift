package import HTTPKit
package import JSONKit

/// One request to the service, before it has a token.
package struct Call: Sendable, Hashable {
    /// What is asked, for errors and logs: `send`.
    package let operation: String
    /// `GET`, `POST`, `PUT` or `DELETE`.
    package let method: String
    /// The service, as an activity or a stored conversation gave it.
    package private(set) var base: HTTP.Address
    /// The path's segments below the base address, not encoded.
    package let path: [String]
    /// What follows the path, not encoded.
    package var query: [QueryItem] = []
    /// JSON, written; nil for none.
    package let body: [UInt8]?
    /// Whether doing it twice is the same as doing it once.
    package let isRepeatable: Bool
    /// Whether it is sent again when the service asks to; false for a caller that decides so itself.
    package var isRetried = true

    /// A name and a value.
    package struct QueryItem: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    package init(
        _ operation: String, _ method: String, at base: HTTP.Address, path: [String], body: JSONValue? = nil,
        isRepeatable: Bool = true
    ) {
        self.operation = operation
        self.method = method
        self.base = base
        self.path = path
        self.body = body?.serialized()
        self.isRepeatable = isRepeatable
    }

    /// The same with a body that is written already.
    package init(
        _ operation: String, _ method: String, at base: HTTP.Address, path: [String], bytes: [UInt8],
        isRepeatable: Bool
    ) {
        self.operation = operation
        self.method = method
        self.base = base
        self.path = path
        body = bytes
        self.isRepeatable = isRepeatable
    }

    /// Where it goes.
    package var address: HTTP.Address { base.appending(path, query: query.map { ($0.name, $0.value) }) }

    /// The same at another service, below that one's own path.
    package func moved(to other: HTTP.Address) -> Call {
        var call = self
        call.base = base.moved(to: other)
        return call
    }
}
