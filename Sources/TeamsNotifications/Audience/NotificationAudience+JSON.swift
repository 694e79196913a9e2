package import JSONKit
internal import TeamsModels

extension NotificationAudience: StrictlyDecodableValue {
    /// How deep parts may nest, and how many there may be: each is asked about every recipient.
    package static let maxDepth = 16
    package static let maxParts = 100

    package init(at place: StrictPlace) throws(StrictError) {
        var partsLeft = Self.maxParts
        self = try Self.read(place, depth: 0, partsLeft: &partsLeft)
    }

    private static func read(
        _ place: StrictPlace, depth: Int, partsLeft: inout Int
    ) throws(StrictError) -> NotificationAudience {
        guard depth < maxDepth else { throw place.error("nests deeper than \(maxDepth) audiences") }
        guard partsLeft > 0 else { throw place.error("is one part too many: an audience has \(maxParts) at the most") }
        partsLeft -= 1
        guard case .object = place.json else { throw place.mismatch("an object") }
        var left = partsLeft
        defer { partsLeft = left }
        return try place.object { (reader) throws(StrictError) in
            try read(from: &reader, depth: depth, partsLeft: &left)
        }
    }

    /// Kinds of which each audience has exactly one.
    private static let kinds = [
        "everyone", "scope", "users", "conversations", "teams", "membersOf", "person", "unreadOf", "withoutActionOn",
        "webhook", "activityFeed", "any", "all", "not",
    ]

    private static func read(
        from reader: inout StrictReader, depth: Int, partsLeft: inout Int
    ) throws(StrictError) -> NotificationAudience {
        let present = kinds.filter { reader.has($0) }
        for (part, kind) in [("visibleIn", "person"), ("channels", "teams")] where present.isEmpty && reader.has(part) {
            throw reader.error(at: kind, "is missing")
        }
        guard let kind = present.first else { throw reader.error("must have one of \(kinds.joined(separator: ", "))") }
        guard present.count == 1 else {
            throw reader.error("must have only one kind, but has \(present.joined(separator: " and "))")
        }
        return NotificationAudience(try Self.kind(kind, from: &reader, depth: depth, partsLeft: &partsLeft))
    }

    private static func kind(
        _ name: String, from reader: inout StrictReader, depth: Int, partsLeft: inout Int
    ) throws(StrictError) -> Kind {
        switch name {
        case "everyone":
            guard try reader.required(name) == true else { throw reader.error(at: name, "can only be true") }
            return .everyone
        case "scope": return .scope(try reader.required(name))
        case "users": return .users(try ids(name, from: &reader, person))
        case "conversations": return .conversations(try ids(name, from: &reader, id).map { ConversationID($0) })
        case "teams":
            return .teams(
                try ids(name, from: &reader, id).map { TeamID($0) }, try reader.optional("channels") ?? .general)
        case "membersOf": return .members(ConversationID(try reader.required(name, id)))
        case "person":
            let conversation = ConversationID(try reader.required("visibleIn", id))
            return .visible(person: try reader.required(name, person), in: conversation)
        case "unreadOf": return .unread(NotificationID(rawValue: try reader.required(name, id)))
        case "withoutActionOn": return .withoutAction(NotificationID(rawValue: try reader.required(name, id)))
        case "any": return .any(try parts(name, from: &reader, depth: depth, partsLeft: &partsLeft))
        case "webhook":
            return .webhook(WebhookName(try reader.required(name, StrictRule(WebhookName.problem))))
        case "activityFeed":
            guard let place = reader.place(name) else { throw reader.error(at: name, "is missing") }
            return .activityFeed(
                try place.object { (reader) throws(StrictError) in try ids("users", from: &reader, directoryID) })
        case "all":
            let parts = try parts(name, from: &reader, depth: depth, partsLeft: &partsLeft)
            guard !parts.contains(where: \.goesBeyondChats) else { throw reader.error(at: name, combinedProblem) }
            return .all(parts)
        default:
            guard let place = reader.place(name) else { throw reader.error(at: name, "is missing") }
            let part = try read(place, depth: depth + 1, partsLeft: &partsLeft)
            guard !part.goesBeyondChats else { throw reader.error(at: name, combinedProblem) }
            return .not(part)
        }
    }

    private static func parts(
        _ name: String, from reader: inout StrictReader, depth: Int, partsLeft: inout Int
    ) throws(StrictError) -> [NotificationAudience] {
        guard let place = reader.place(name) else { throw reader.error(at: name, "is missing") }
        var left = partsLeft
        defer { partsLeft = left }
        let parts = try place.list { (element) throws(StrictError) in
            try read(element, depth: depth + 1, partsLeft: &left)
        }
        guard !parts.isEmpty else { throw place.error("is empty: nobody is meant") }
        return parts
    }

    private static func ids(
        _ name: String, from reader: inout StrictReader, _ rule: StrictRule<String>
    ) throws(StrictError) -> [String] {
        guard let place = reader.place(name) else { throw reader.error(at: name, "is missing") }
        let ids = try place.list { (element) throws(StrictError) in
            let id = try String(at: element)
            if let problem = rule.problem(id) { throw element.error(problem) }
            return id
        }
        guard !ids.isEmpty else { throw place.error("is empty: nobody is meant") }
        return ids
    }

    /// Ids of the service are opaque; they have no white space and no end.
    private static var id: StrictRule<String> { StrictRule(idProblem) }

    private static func idProblem(_ text: String) -> String? {
        if text.isEmpty { return "is empty" }
        guard text.utf8.count <= 1024 else { return "is longer than any id" }
        return text.unicodeScalars.contains { $0.properties.isWhitespace || $0.value < 0x20 }
            ? "must be an id, but has white space" : nil
    }

    private static var person: StrictRule<String> { StrictRule(personProblem) }

    private static let combinedProblem = "cannot hold a webhook or an activity feed: they stand alone, or in `any`"

    private static var directoryID: StrictRule<String> {
        StrictRule { id in
            id.utf8.contains(UInt8(ascii: ":")) ? "must be a person's id in Microsoft Entra" : personProblem(id)
        }
    }

    private static func personProblem(_ text: String) -> String? {
        if let problem = idProblem(text) { return problem }
        guard text.utf8.contains(UInt8(ascii: "@")) else { return nil }
        return "must be a person's id in Microsoft Entra: bots cannot write to mail addresses or sign-in names"
    }
}

extension NotificationAudience {
    /// As the API writes it.
    package var json: JSONValue {
        switch kind {
        case .everyone: ["everyone": true]
        case .scope(let scope): ["scope": .string(scope.rawValue)]
        case .users(let ids): ["users": .array(ids.map(JSONValue.string))]
        case .conversations(let ids): ["conversations": .array(ids.map(\.json))]
        case .teams(let ids, let channels): ["teams": .array(ids.map(\.json)), "channels": channels.json]
        case .members(let conversation): ["membersOf": conversation.json]
        case .visible(let person, let conversation): ["person": .string(person), "visibleIn": conversation.json]
        case .unread(let id): ["unreadOf": .string(id.rawValue)]
        case .withoutAction(let id): ["withoutActionOn": .string(id.rawValue)]
        case .webhook(let name): ["webhook": .string(name.text)]
        case .activityFeed(let ids): ["activityFeed": ["users": .array(ids.map(JSONValue.string))]]
        case .any(let parts): ["any": .array(parts.map(\.json))]
        case .all(let parts): ["all": .array(parts.map(\.json))]
        case .not(let part): ["not": part.json]
        }
    }
}

extension InstallationScope: StrictChoice {}
