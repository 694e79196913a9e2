package import HTTPKit
package import JSONKit

/// What the service answered to a request that it did.
package struct Answer: Sendable, Hashable {
    /// 200 to 299.
    package let status: Int
    /// The body; null when it was empty or no JSON.
    package let json: JSONValue
    /// The base address that answered.
    package let base: HTTP.Address

    package init(_ response: HTTP.Response, at base: HTTP.Address) {
        status = response.status
        json = (try? JSONValue(parsing: response.body)) ?? .null
        self.base = base
    }
}
