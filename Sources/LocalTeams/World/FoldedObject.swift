internal import JSONKit

/// The members of an object whose senders do not agree on how names are written: `tenantId`, `TenantId`, `tenant_id`.
/// Of two spellings of a name the first counts.
struct FoldedObject: Sendable {
    private var members: [String: JSONValue] = [:]

    init(_ object: JSONObject) {
        for (name, value) in object where !value.isNull {
            let folded = Self.fold(name)
            if members[folded] == nil { members[folded] = value }
        }
    }

    /// Nil for what is no object.
    init?(_ json: JSONValue?) {
        guard case .object(let object)? = json else { return nil }
        self.init(object)
    }

    /// `name` in whatever spelling. `null` counts as absent.
    subscript(name: String) -> JSONValue? { members[Self.fold(name)] }

    private static func fold(_ name: String) -> String { name.lowercased().replacing("_", with: "") }
}
