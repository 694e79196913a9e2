internal import JSONKit

extension Workspace {
    /// The shape of `GET /_local/workspace`. Secrets are left out.
    var json: JSONObject { json(secrets: false) }

    /// With the bots' secrets, for the store.
    func json(secrets: Bool) -> JSONObject {
        JSONObject(present: [
            "tenant": ["id": .string(tenant.id), "name": .string(tenant.name)],
            "clock": .object(clock.json),
            "users": JSONValue(users.map(\.json)),
            "bots": JSONValue(bots.map { $0.json(secret: secrets) }),
            "chats": JSONValue(chats.map(\.json)),
            "teams": JSONValue(teams.map(\.json)),
            "webhooks": JSONValue(webhooks.map(\.json)),
            "installations": JSONValue(installations.map(\.json)),
        ])
    }

    /// Reads a workspace. A member that is not known, a wrong value, or a reference to nobody is an error that names it.
    init(json: JSONValue) throws(WorkspaceError) {
        self = try WorkspaceReader.read(json, path: "") { (reader) throws(WorkspaceError) in
            try Workspace(&reader)
        }
        try check()
    }

    private init(_ reader: inout WorkspaceReader) throws(WorkspaceError) {
        let tenant = try reader.object("tenant") { (reader) throws(WorkspaceError) in
            Tenant(id: try reader.required("id"), name: try reader.required("name"))
        }
        self.tenant = tenant ?? Workspace.standard.tenant
        clock =
            try reader.object("clock") { (reader) throws(WorkspaceError) in
                Clock(mode: try reader.choice("mode", Clock.Mode.self) ?? .real, now: try reader.instant("now"))
            } ?? Clock()
        let tenantID = self.tenant.id
        users =
            try reader.list("users") { (reader) throws(WorkspaceError) in
                try Person(&reader, tenant: tenantID)
            } ?? []
        bots = try reader.list("bots") { (reader) throws(WorkspaceError) in try Bot(&reader) } ?? []
        chats =
            try reader.list("chats") { (reader) throws(WorkspaceError) in
                Chat(
                    id: try reader.required("id"),
                    kind: try reader.choice("kind", Chat.Kind.self) ?? .group,
                    name: try reader.text("name"),
                    members: try reader.texts("members") ?? [],
                    bots: try reader.texts("bots") ?? [])
            } ?? []
        teams = try reader.list("teams") { (reader) throws(WorkspaceError) in try Team(&reader) } ?? []
        webhooks = try reader.list("webhooks") { (reader) throws(WorkspaceError) in try Webhook(&reader) } ?? []
        installations =
            try reader.list("installations") { (reader) throws(WorkspaceError) in try Installation(&reader) } ?? []
    }
}

extension Workspace.Clock {
    var json: JSONObject {
        JSONObject(present: ["mode": .string(mode.rawValue), "now": now.map { .string($0.text) }])
    }
}

extension Workspace.Chat {
    var json: JSONObject {
        JSONObject(present: [
            "id": .string(id), "kind": .string(kind.rawValue), "name": name.map(JSONValue.string),
            "members": JSONValue(members), "bots": JSONValue(bots),
        ])
    }
}

extension Workspace.Team {
    var json: JSONObject {
        JSONObject(present: [
            "id": .string(id), "name": .string(name), "aadGroupId": .string(aadGroupId),
            "archived": .bool(archived), "deleted": .bool(deleted),
            "members": JSONValue(members), "bots": JSONValue(bots),
            "channels": JSONValue(channels.map(\.json)),
        ])
    }

    fileprivate init(_ reader: inout WorkspaceReader) throws(WorkspaceError) {
        id = try reader.required("id")
        name = try reader.required("name")
        aadGroupId = try reader.text("aadGroupId") ?? StableID.guid("group", id)
        archived = try reader.flag("archived") ?? false
        deleted = try reader.flag("deleted") ?? false
        members = try reader.texts("members") ?? []
        bots = try reader.texts("bots") ?? []
        let general = Workspace.Channel(id: id, name: "General")
        channels =
            try reader.list("channels") { (reader) throws(WorkspaceError) in
                Workspace.Channel(
                    id: try reader.required("id"), name: try reader.required("name"),
                    kind: try reader.choice("kind", Workspace.Channel.Kind.self) ?? .standard,
                    deleted: try reader.flag("deleted") ?? false)
            } ?? [general]
        if let place = channels.firstIndex(where: { $0.id == general.id }) {
            channels.insert(channels.remove(at: place), at: 0)
        } else {
            channels.insert(general, at: 0)
        }
    }
}

extension Workspace.Channel {
    var json: JSONObject {
        ["id": .string(id), "name": .string(name), "kind": .string(kind.rawValue), "deleted": .bool(deleted)]
    }
}

extension Workspace.Webhook {
    var json: JSONObject {
        JSONObject(present: [
            "id": .string(id), "url": url.map(JSONValue.string), "channel": .string(channel),
        ])
    }

    init(_ reader: inout WorkspaceReader) throws(WorkspaceError) {
        id = try reader.required("id")
        url = try reader.text("url")
        channel = try reader.required("channel")
    }
}

extension Person {
    var json: JSONObject {
        JSONObject(present: [
            "handle": .string(handle), "name": .string(name), "id": id.map(JSONValue.string),
            "aadObjectId": .string(aadObjectId), "userPrincipalName": .string(userPrincipalName),
            "email": .string(email), "locale": .string(locale), "timeZone": .string(timeZone),
            "readReceipts": .bool(readReceipts),
        ])
    }

    init(_ reader: inout WorkspaceReader, tenant: String) throws(WorkspaceError) {
        let handle = try reader.required("handle")
        self.init(handle: handle, name: try reader.text("name") ?? handle, tenant: tenant)
        id = try reader.text("id")
        aadObjectId = try reader.text("aadObjectId") ?? aadObjectId
        email = try reader.text("email") ?? email
        userPrincipalName = try reader.text("userPrincipalName") ?? email
        locale = try reader.text("locale") ?? locale
        timeZone = try reader.text("timeZone") ?? timeZone
        readReceipts = try reader.flag("readReceipts") ?? true
    }
}

extension Bot {
    /// As the workspace shows it, with or without its secret.
    func json(secret: Bool) -> JSONObject {
        JSONObject(present: [
            "appId": .string(appId), "secret": secret ? .string(self.secret) : nil, "name": .string(name),
            "endpoint": endpoint.map(JSONValue.string) ?? .null, "auth": .bool(auth),
            "scopes": JSONValue(scopes), "permissions": JSONValue(permissions), "disabled": .bool(disabled),
            "everyone": everyone ? .bool(true) : nil,
        ])
    }

    init(_ reader: inout WorkspaceReader) throws(WorkspaceError) {
        appId = try reader.required("appId")
        secret = try reader.text("secret") ?? Bot.developmentSecret
        name = try reader.text("name") ?? "Bot"
        endpoint = try reader.text("endpoint")
        auth = try reader.flag("auth") ?? true
        scopes = try reader.texts("scopes") ?? Bot.allScopes
        permissions = try reader.texts("permissions") ?? []
        disabled = try reader.flag("disabled") ?? false
        everyone = try reader.flag("everyone") ?? false
    }
}

extension Installation {
    var json: JSONObject {
        var json: JSONObject = ["id": .string(id), "bot": .string(bot)]
        switch target {
        case .user(let handle): json["user"] = .string(handle)
        case .chat(let chat): json["chat"] = .string(chat)
        case .team(let team, let channel):
            json["team"] = .string(team)
            json["channel"] = .string(channel)
        }
        return json
    }

    init(_ reader: inout WorkspaceReader) throws(WorkspaceError) {
        id = try reader.required("id")
        bot = try reader.required("bot")
        let user = try reader.text("user")
        let chat = try reader.text("chat")
        let team = try reader.text("team")
        let channel = try reader.text("channel")
        switch (user, chat, team) {
        case (let user?, nil, nil): target = .user(user)
        case (nil, let chat?, nil): target = .chat(chat)
        case (nil, nil, let team?): target = .team(team, channel: channel ?? team)
        default: throw WorkspaceError(reader.path, "must name a user, a chat or a team, and only one")
        }
    }
}
