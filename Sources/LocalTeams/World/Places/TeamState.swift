internal import JSONKit

/// A team with its channels.
struct TeamState: Sendable, Hashable, Ranked {
    /// The same as the id of its General channel.
    fileprivate(set) var id: ConversationID
    var name: String
    fileprivate(set) var aadGroupId: String
    var archived = false
    var deleted = false
    var roster = Roster()
    /// General comes first.
    var channels: [Workspace.Channel]
    /// Of the channels that have people of their own. ``channels`` leaves them out.
    var people: [ChannelPeople] = []
    /// The order of creation.
    fileprivate(set) var serial: Int
    var extras = JSONObject()

    init(
        id: ConversationID, name: String, aadGroupId: String, archived: Bool = false, deleted: Bool = false,
        channels: [Workspace.Channel], serial: Int
    ) {
        self.id = id
        self.name = name
        self.aadGroupId = aadGroupId
        self.archived = archived
        self.deleted = deleted
        self.channels = channels
        self.serial = serial
    }
}

extension TeamState: StoredRow, TableRow {
    var rowID: ConversationID { id }

    init() { self.init(id: "", name: "", aadGroupId: "", channels: [], serial: 0) }

    static let shape: RowShape<TeamState> = [
        .required("id", \.id), .required("name", \.name), .required("aadGroupId", \.aadGroupId),
        .written("archived", \.archived), .written("deleted", \.deleted), .written("roster", \.roster),
        .written("channels", \.channels), .unless([], "people", \.people), .count("serial", \.serial),
    ]
}
