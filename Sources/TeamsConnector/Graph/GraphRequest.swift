package import JSONKit
internal import TeamsModels

/// One request to Microsoft Graph, before it has a token.
package struct GraphRequest: Sendable, Hashable {
    /// What is asked, for errors: `install the app for a person`.
    package let operation: String
    package let method: String
    /// The path's segments below the version, not encoded.
    package let path: [String]
    /// What follows the path, not encoded.
    package var query: [Item] = []
    package let body: JSONValue?
    /// One of these is enough.
    package let permissions: GraphPermissions
    /// What it counts against.
    package var allowances: [GraphAllowance] = []
    /// Whether doing it twice is the same as doing it once.
    package let isRepeatable: Bool

    /// A name and a value.
    package struct Item: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// - Parameter isRepeatable: unless it is said, questions alone are.
    package init(
        _ operation: String, _ method: String = "GET", path: [String], query: [Item] = [], body: JSONValue? = nil,
        needs permissions: GraphPermissions, counting allowances: [GraphAllowance] = [], isRepeatable: Bool? = nil
    ) {
        self.operation = operation
        self.method = method
        self.path = path
        self.query = query
        self.body = body
        self.permissions = permissions
        self.allowances = allowances
        self.isRepeatable = isRepeatable ?? (method == "GET")
    }
}
