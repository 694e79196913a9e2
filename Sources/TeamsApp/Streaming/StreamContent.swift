internal import JSONKit
internal import TeamsModels

/// What was appended to a streamed answer so far: its text, and what goes with it once it is whole.
struct StreamContent: Hashable, Sendable {
    /// The longest text, in characters of UTF-16: 80 KB, which is less than the service takes and leaves room for what
    /// else the message carries.
    /// - SeeAlso: [Format your agent
    ///   messages](https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages)
    static let maxTextUnits = 40_000
    /// The longest informative update, in characters.
    /// - SeeAlso: [Stream bot messages](https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux)
    static let maxInformativeUnits = 1_000

    private(set) var text = ""
    private var textUnits = 0
    /// Everything but the text; nil for a text alone.
    private(set) var rest: Activity?

    /// In bytes of UTF-8.
    var length: Int { text.utf8.count }
    var hasAttachments: Bool { rest?.attachments?.isEmpty == false }
    var isEmpty: Bool { text.isEmpty && !hasAttachments }

    /// Adds the text at the end. Of what else a message can have, what comes later takes the place of what came before;
    /// entities, such as mentions, labels and citations, are collected.
    /// - Throws: ``StreamError`` when the text would be too long: nothing is added then.
    mutating func append(_ activity: Activity) throws(StreamError) {
        let more = activity.text ?? ""
        let units = textUnits + more.utf16.count
        guard units <= Self.maxTextUnits else {
            throw .tooLong("The streamed text", units: units, most: Self.maxTextUnits)
        }
        text += more
        textUnits = units
        var addition = activity
        addition.text = nil
        addition.type = nil
        addition.recipient = nil  // whom it is for was decided before its first word
        guard addition != Activity() else { return }
        rest = rest.map { $0.overlaid(with: addition) } ?? addition
    }

    /// The message with all of it.
    var message: Activity {
        var message = rest ?? Activity()
        message.type = .message
        message.text = text
        return message
    }

    /// The message with the text alone, before what else it will have.
    var textAlone: Activity {
        var message = Activity(text: text)
        message.textFormat = rest?.textFormat
        let mentions = (rest?.entities ?? []).filter { if case .mention = $0 { true } else { false } }
        if !mentions.isEmpty { message.entities = mentions }
        return message
    }
}

extension Activity {
    /// This one with what `later` says besides, or otherwise.
    fileprivate func overlaid(with later: Activity) -> Activity {
        var members = json.objectValue ?? [:]
        for (name, value) in later.json.objectValue ?? [:] { members[name] = value }
        if let before = channelData?.json.objectValue, let after = later.channelData?.json.objectValue {
            var data = before
            for (name, value) in after { data[name] = value }
            members["channelData"] = .object(data)
        }
        // Both were activities, and every member of theirs is read as it was written.
        var merged = (try? Activity(json: .object(members))) ?? later
        merged.entities = Entity.collected(entities ?? [], later.entities ?? [])
        return merged
    }
}

extension Entity {
    /// The entities of both; nil for none. What is said of the message as a whole becomes one entity, as a message has
    /// one.
    fileprivate static func collected(_ before: [Entity], _ after: [Entity]) -> [Entity]? {
        var entities = before
        for entity in after {
            guard case .message(let later) = entity,
                let place = entities.firstIndex(where: { if case .message = $0 { true } else { false } }),
                case .message(var whole) = entities[place]
            else {
                if !entities.contains(entity) { entities.append(entity) }
                continue
            }
            let labels = (later.additionalType ?? []).filter { whole.additionalType?.contains($0) != true }
            if !labels.isEmpty { whole.additionalType = (whole.additionalType ?? []) + labels }
            if let citations = later.citation { whole.citation = (whole.citation ?? []) + citations }
            whole.usageInfo = later.usageInfo ?? whole.usageInfo
            entities[place] = .message(whole)
        }
        return entities.isEmpty ? nil : entities
    }
}
