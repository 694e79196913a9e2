internal import JSONKit

extension Workspace {
    struct Team: Sendable, Hashable {
        /// The same as the id of its General channel.
        var id: ConversationID
        var name: String
        var aadGroupId: String
        var archived = false
        var deleted = false
        var members: [Handle] = []
        var bots: [AppID] = []
        /// General comes first.
        var channels: [Channel]
        var extras = JSONObject()
    }
}

extension Workspace.Team: StoredRow {
    init() { self.init(id: "", name: "", aadGroupId: "", channels: []) }

    static let shape: RowShape<Self> = [
        .required("id", \.id), .required("name", \.name), .written("aadGroupId", \.aadGroupId),
        .written("archived", \.archived), .written("deleted", \.deleted), .written("members", \.members),
        .written("bots", \.bots), .written("channels", \.channels),
    ]

    init(from reader: inout StrictReader) throws(StrictError) {
        try self.init(members: &reader)
        if aadGroupId.isEmpty { aadGroupId = StableID.guid("group", id.rawValue) }
        if let place = channels.firstIndex(where: { $0.id == id }) {
            channels.insert(channels.remove(at: place), at: 0)
        } else {
            channels.insert(Workspace.Channel(id: id, name: "General"), at: 0)
        }
    }
}
