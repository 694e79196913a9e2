internal import JSONKit

extension Workspace {
    struct Tenant: Sendable, Hashable {
        /// A GUID.
        var id: String
        var name: String
        var extras = JSONObject()
    }
}

extension Workspace.Tenant: StoredRow {
    init() { self.init(id: "", name: "") }

    static let shape: RowShape<Self> = [.required("id", \.id), .required("name", \.name)]
}
