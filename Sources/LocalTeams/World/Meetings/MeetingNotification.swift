internal import JSONKit

/// What a bot shows to people who are in a meeting (M3), read from the body.
struct MeetingNotification: Sendable {
    /// As the bot named them, each once, in order.
    let recipients: [String]
    /// What is shown, a line for each surface.
    let lines: [String]
    /// What the bot should know, though it was accepted.
    let notes: [String]

    /// The tab's icon shows a badge to this many people at most (Microsoft, App icon badging).
    static let maxBadges = 50

    init(_ body: JSONObject) throws(Refusal) {
        let members = FoldedObject(body)
        guard members["type"]?.stringValue?.lowercased() == "targetedmeetingnotification" else {
            throw .badArgument("The type of the notification must be targetedMeetingNotification.")
        }
        guard let value = FoldedObject(members["value"]) else {
            throw .badArgument("The notification needs a \"value\" with \"recipients\" and \"surfaces\".")
        }
        recipients = try Self.recipients(value["recipients"])
        guard let surfaces = value["surfaces"]?.arrayValue, !surfaces.isEmpty else {
            throw .badArgument("The notification needs \"surfaces\", a list with at least one.")
        }
        var lines: [String] = []
        var notes: [String] = []
        for (place, surface) in surfaces.prefix(Self.maxSurfaces).enumerated() {
            guard let surface = FoldedObject(surface) else {
                throw .badArgument("The notification's surfaces[\(place)] is no object.")
            }
            let kind = surface["surface"]?.stringValue ?? ""
            switch kind.lowercased() {
            case "meetingstage":
                let (line, note) = try Self.stage(surface, at: place)
                lines.append(line)
                if let note { notes.append(note) }
            case "meetingtabicon":
                lines.append("Meeting notification: a badge on the app's icon")
                if recipients.count > Self.maxBadges {
                    notes.append("Teams shows the badge to \(Self.maxBadges) people at most (App icon badging).")
                }
            default:
                throw .badArgument(
                    "The notification's surfaces[\(place)] must be on meetingStage or meetingTabIcon, and not on "
                        + "\"\(kind.prefix(64))\".")
            }
        }
        guard surfaces.count <= Self.maxSurfaces else {
            throw .badArgument("The notification has \(surfaces.count) surfaces; \(Self.maxSurfaces) are the most.")
        }
        self.lines = lines
        self.notes = notes
    }

    /// As many people as a meeting has at most (Microsoft, Limits and specifications: 1,000 who can interact).
    private static let maxRecipients = 1_000
    /// There are two kinds; more than a few of them is a mistake.
    private static let maxSurfaces = 8

    private static func recipients(_ json: JSONValue?) throws(Refusal) -> [String] {
        guard let entries = json?.arrayValue, !entries.isEmpty else {
            throw .badArgument("The notification needs \"recipients\", a list with at least one id.")
        }
        guard entries.count <= maxRecipients else {
            throw .badArgument("The notification has \(entries.count) recipients; \(maxRecipients) are the most.")
        }
        var recipients: [String] = []
        var seen: Set<String> = []
        for (place, entry) in entries.enumerated() {
            guard let id = entry.stringValue, !id.isEmpty else {
                throw .badArgument("The notification's recipients[\(place)] is no id.")
            }
            if seen.insert(id).inserted { recipients.append(id) }
        }
        return recipients
    }

    private static func stage(_ surface: FoldedObject, at place: Int) throws(Refusal) -> (String, note: String?) {
        let type = surface["contentType"]?.stringValue ?? ""
        guard type.lowercased() == "task" else {
            throw .badArgument(
                "The notification's surfaces[\(place)] must have the contentType task, and not \"\(type.prefix(64))\".")
        }
        guard let content = FoldedObject(surface["content"]) else {
            throw .badArgument("The notification's surfaces[\(place)] has no \"content\".")
        }
        let value = FoldedObject(content["value"])
        let title = value?["title"]?.stringValue ?? ""
        let url = value?["url"]?.stringValue ?? ""
        let words = [title, url].filter { !$0.isEmpty }.joined(separator: " · ")
        let line = words.isEmpty ? "Meeting notification" : "Meeting notification: \(words)"
        return (line, url.isEmpty ? "Teams shows nothing of a notification without a url (Meeting apps APIs)." : nil)
    }
}
