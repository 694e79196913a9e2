internal import JSONKit

// How each part of the world is written into a row of the store. `World+Restore.swift` reads it back.

extension World {
    var worldRow: JSONObject {
        [
            "tenant": ["id": .string(tenant.id), "name": .string(tenant.name)],
            "clock": .string(clockMode.rawValue), "now": JSONValue(now.milliseconds),
            "serial": JSONValue(counters.serial), "stream": JSONValue(counters.stream),
            "ledger": JSONValue(counters.ledger), "message": JSONValue(counters.message),
            "ids": .string(String(ids.state, radix: 16)),
        ]
    }

    /// The present state of a row that changed.
    func change(of key: DirtyRows.Key) -> RecordChange {
        let (kind, name) = key.address
        guard let json = row(key) else { return .delete(kind: kind, key: name) }
        return .put(Record(kind: kind, key: name, json: json))
    }

    private func row(_ key: DirtyRows.Key) -> JSONObject? {
        switch key {
        case .initial: initial.json(secrets: true)
        case .person(let handle): people[handle].map { row($0.serial, $0.value.json) }
        case .bot(let appId): bots[appId].map { row($0.serial, $0.value.json(secret: true)) }
        case .chat(let id): chats[id]?.row
        case .team(let id): teams[id]?.row
        case .installation(let id): installations[id].map { row($0.serial, $0.value.json) }
        case .block(let block):
            blocks.contains(block) ? ["handle": .string(block.handle), "bot": .string(block.bot)] : nil
        case .webhook(let id): webhooks[id].map { row($0.serial, $0.value.json) }
        case .file(let id): files[id]?.row
        case .message(let conversation, let number): logs[conversation]?[number]?.row(conversation)
        case .read(let conversation, let handle):
            reads[conversation]?[handle].map {
                ["conversation": .string(conversation), "handle": .string(handle), "upTo": JSONValue($0)]
            }
        case .ledger(let place): ledger.indices.contains(place) ? ledger[place].json : nil
        }
    }

    private func row(_ serial: Int, _ value: JSONObject) -> JSONObject {
        ["serial": JSONValue(serial), "value": .object(value)]
    }
}

extension DirtyRows.Key {
    var address: (kind: Record.Kind, key: String) {
        switch self {
        case .initial: (.initial, "initial")
        case .person(let handle): (.person, handle)
        case .bot(let appId): (.bot, appId)
        case .chat(let id): (.chat, id)
        case .team(let id): (.team, id)
        case .installation(let id): (.installation, id)
        case .block(let block): (.block, block.key)
        case .webhook(let id): (.webhook, id)
        case .file(let id): (.file, id)
        case .message(let conversation, let number): (.message, "\(conversation) \(number)")
        case .read(let conversation, let handle): (.read, "\(conversation) \(handle)")
        case .ledger(let place): (.ledger, String(place))
        }
    }
}

extension ChatState {
    fileprivate var row: JSONObject {
        JSONObject(present: [
            "id": .string(id), "kind": .string(kind.rawValue), "name": name.map(JSONValue.string),
            "roster": roster.row, "bot": bot.map(JSONValue.string), "serial": JSONValue(serial),
            "uninstalled": uninstalled ? .bool(true) : nil,
        ])
    }
}

extension TeamState {
    fileprivate var row: JSONObject {
        [
            "id": .string(id), "name": .string(name), "aadGroupId": .string(aadGroupId),
            "archived": .bool(archived), "deleted": .bool(deleted), "roster": roster.row,
            "channels": JSONValue(channels.map(\.json)), "serial": JSONValue(serial),
        ]
    }
}

extension Roster {
    fileprivate var row: JSONValue {
        .array(handles.map { ["handle": .string($0), "joined": JSONValue(joined[$0, default: 0])] })
    }
}

extension StoredFile {
    fileprivate var row: JSONObject {
        [
            "id": .string(id), "name": .string(name), "contentType": .string(contentType), "base64": .string(base64),
        ]
    }
}

extension Message {
    fileprivate func row(_ conversation: String) -> JSONObject {
        JSONObject(present: [
            "conversation": .string(conversation), "number": JSONValue(number),
            "author": author.row, "audience": audience.row, "root": root.map { JSONValue($0) },
            "sentAt": JSONValue(sentAt.milliseconds), "content": .object(content.row),
            "reactions": reactions.isEmpty
                ? nil : .array(reactions.map { ["type": .string($0.type), "by": JSONValue($0.by)] }),
            "state": .string(state.rawValue), "edited": edited ? .bool(true) : nil,
            "expires": expires.map { JSONValue($0.milliseconds) },
            "seenBy": seenBy.isEmpty ? nil : JSONValue(seenBy),
        ])
    }
}

extension Message.Author {
    fileprivate var row: JSONValue {
        switch self {
        case .person(let handle): ["person": .string(handle)]
        case .bot(let appId): ["bot": .string(appId)]
        }
    }
}

extension Message.Audience {
    fileprivate var row: JSONValue? {
        switch self {
        case .everyone: nil
        case .person(let handle): ["person": .string(handle)]
        case .bot(let appId): ["bot": .string(appId)]
        }
    }
}

extension MessageContent {
    fileprivate var row: JSONObject {
        JSONObject(present: [
            "text": .string(text), "textFormat": textFormat.map(JSONValue.string),
            "attachments": attachments.isEmpty ? nil : .array(attachments),
            "attachmentLayout": attachmentLayout.map(JSONValue.string), "suggestedActions": suggestedActions,
            "mentions": mentions.isEmpty
                ? nil : .array(mentions.map { ["who": .string($0.who), "name": .string($0.name)] }),
            "entities": entities.isEmpty ? nil : .array(entities), "quote": quote.map { JSONValue($0) },
            "alert": alert ? .bool(true) : nil, "summary": summary.map(JSONValue.string),
            "warnings": warnings.isEmpty ? nil : JSONValue(warnings),
        ])
    }
}
