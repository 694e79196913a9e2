package import JSONKit

/// What Microsoft Graph answered to a request that it did.
package struct GraphReply: Sendable, Hashable {
    /// 200 to 299.
    package let status: Int
    /// The body; null when it was empty or no JSON.
    package let json: JSONValue
    /// Where what was made is, as Graph wrote it.
    package let location: String?
}
