internal import JSONKit

/// Who and what there is: the shape of `GET /_local/workspace` and of a workspace file.
struct Workspace: Sendable, Hashable {
    var tenant: Tenant
    var clock = Clock()
    var users: [Person] = []
    var bots: [Bot] = []
    var chats: [Chat] = []
    var teams: [Team] = []
    var webhooks: [Webhook] = []
    /// Where bots are installed, beyond what `bots` of chats and teams says: in which channel, and what was removed.
    var installations: [Installation] = []
    var extras = JSONObject()
}

extension Workspace: StoredRow {
    init() { self.init(tenant: Workspace.standard.tenant) }

    private static let botsName = "bots"

    static let shape: RowShape<Workspace> = [
        .written("tenant", \.tenant), .written("clock", \.clock), .written("users", \.users),
        .written(botsName, \.bots), .written("chats", \.chats), .written("teams", \.teams),
        .written("webhooks", \.webhooks), .written("installations", \.installations),
    ]

    init(from reader: inout StrictReader) throws(StrictError) {
        try self.init(members: &reader)
        for place in users.indices { users[place].complete(tenant: tenant.id) }
    }

    /// Reads a workspace file. A member that is not known, a wrong value, or a reference to nobody is an error that
    /// names its place.
    init(file json: JSONValue) throws(StrictError) {
        self = try StrictReader.read(from: json)
        try check()
    }

    /// As `GET /_local/workspace` shows it: without the bots' secrets.
    var shown: JSONObject {
        var object = object
        object[Self.botsName] = bots.map { $0.object(secret: false) }.json
        return object
    }
}
