internal import JSONKit

/// What a bot asks for with a batch operation (B1, B2), read from the body.
struct BatchRequest: Sendable {
    let activity: JSONObject
    let tenant: String
    /// The ids in `members`, each once, in order.
    let members: [String]
    let team: ConversationID?

    /// SDKs disagree on the names: BotBuilder for .NET says `Activity`, the one for Python `tenant_id`, and those for
    /// JavaScript `tenandId` when all of a tenant are meant.
    init(_ body: JSONObject, kind: BatchKind) throws(Refusal) {
        let members = FoldedObject(body)
        guard let activity = members["activity"]?.objectValue else {
            throw .badArgument("The batch needs an \"activity\", which is an object.")
        }
        guard let tenant = (members["tenantId"] ?? members["tenandId"])?.stringValue, !tenant.isEmpty else {
            throw .badArgument("The batch needs the \"tenantId\".")
        }
        self.activity = activity
        self.tenant = tenant
        switch kind {
        case .users, .channels:
            self.members = try Self.ids(members["members"])
            team = nil
        case .team:
            guard let team = members["teamId"]?.stringValue, !team.isEmpty else {
                throw .badArgument("The batch needs the \"teamId\".")
            }
            self.members = []
            self.team = ConversationID(rawValue: team)
        case .tenant:
            self.members = []
            team = nil
        }
    }

    private static func ids(_ json: JSONValue?) throws(Refusal) -> [String] {
        guard let entries = json?.arrayValue, !entries.isEmpty else {
            throw .badArgument("The batch needs \"members\", a list with at least one {\"id\"}.")
        }
        guard entries.count <= BatchRules.maxEntries else {
            throw .badArgument("The batch has \(entries.count) members; \(BatchRules.maxEntries) are the most.")
        }
        var ids: [String] = []
        var seen: Set<String> = []
        for (place, entry) in entries.enumerated() {
            guard let id = FoldedObject(entry)?["id"]?.stringValue, !id.isEmpty else {
                throw .badArgument("The batch's members[\(place)] has no \"id\".")
            }
            if seen.insert(id).inserted { ids.append(id) }
        }
        return ids
    }
}
