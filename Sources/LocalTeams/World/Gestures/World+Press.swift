internal import JSONKit

// Buttons of messages, and what bots hear of them (E7–E9, E49, E50, E52).

extension World {
    /// A person presses a button: by its id, its title or a JSON pointer. Each button sends its own data.
    /// - Parameter signIn: the `state` or the `authentication` that a press has which is repeated after a sign-in.
    mutating func press(
        _ name: String, inputs: JSONObject, on id: String, in conversation: ConversationID, as handle: Handle,
        signIn: JSONObject = [:]
    ) throws(Refusal) -> Gesture {
        let (place, message, bot) = try used(id, in: conversation, by: handle)
        let parts = CardParts(message.attachments(for: handle))
        let button = try parts.button(name)
        if button.action["isEnabled"] == false { throw .conflict("the button \"\(button.name.excerpt)\" is disabled") }
        let press = Press(button: button, message: message, place: place, bot: bot, person: handle)
        switch button.type.lowercased() {
        case "action.execute": return try execute(press, parts, inputs, signIn)
        case "action.submit": return try submit(press, parts, inputs)
        case "action.openurl":
            return Gesture(opens: button.action["url"]?.stringValue)
        case "openurl", "signin", "playaudio", "playvideo", "showimage", "downloadfile", "call":
            return Gesture(opens: button.action["value"]?.stringValue)
        case "imback":
            return writeBack(Self.text(of: button.action["value"]) ?? button.title ?? "", press)
        case "messageback", "postback": return sendBack(button.action, button.action["value"], press)
        case "invoke": return invoke(button.action["value"] ?? .null, press)
        case "httppost": return try post(press, parts, inputs)
        case "openuri", "viewaction":
            return Gesture(opens: Self.target(of: button.action))
        default: return Gesture(nothing: "\(button.type.excerpt) changes the card, and sends nothing")
        }
    }

    /// A press, with everything around it.
    struct Press {
        var button: CardButton
        var message: Message
        var place: Place
        var bot: AppID
        var person: Handle

        /// Whether one person alone sees the message.
        var isPrivate: Bool { message.audience != .everyone }
    }

    private static let stringData = "the data of the button is a text, and the card has inputs: Teams sends nothing"

    /// The `data` of a button with what was typed in; nil when Teams drops the press.
    private func data(
        _ press: Press, _ parts: CardParts, _ typed: JSONObject
    ) throws(Refusal) -> JSONValue? {
        let values = try parts.values(of: press.button, typed: typed)
        switch press.button.action["data"] {
        case .object(var data)?:
            for (name, value) in values { data[name] = value }
            return .object(data)
        case nil, .null?: return .object(values)
        case let text?:
            guard parts.inputs(of: press.button).isEmpty, values.isEmpty else { return .none }
            return text
        }
    }

    /// E49.
    private mutating func execute(
        _ press: Press, _ parts: CardParts, _ typed: JSONObject, _ signIn: JSONObject
    ) throws(Refusal) -> Gesture {
        guard let data = try data(press, parts, typed) else { return Gesture(nothing: Self.stringData) }
        return execute(press.button.action, data, trigger: "manual", signIn, press)
    }

    mutating func execute(
        _ action: JSONObject, _ data: JSONValue, trigger: String, _ signIn: JSONObject, _ press: Press
    ) -> Gesture {
        let sent = JSONObject(present: [
            "type": "Action.Execute", "id": action["id"], "title": action["title"], "verb": action["verb"],
            "data": data,
        ])
        var value: JSONObject = ["action": .object(sent), "trigger": .string(trigger)]
        for (name, part) in signIn { value[name] = part }
        ask("adaptiveCard/action", .object(value), replyTo: true, press)
        return Gesture(asked: asked(.card(attachment: press.button.attachment), press))
    }

    /// E9, or what `data.msteams` makes of it.
    private mutating func submit(_ press: Press, _ parts: CardParts, _ typed: JSONObject) throws(Refusal) -> Gesture {
        guard let data = try data(press, parts, typed) else { return Gesture(nothing: Self.stringData) }
        let teams = data["msteams"]?.objectValue ?? [:]
        switch teams["type"]?.stringValue?.lowercased() {
        case "imback": return writeBack(Self.text(of: teams["value"]) ?? press.button.title ?? "", press)
        case "messageback":
            var rest = data.objectValue ?? [:]
            rest["msteams"] = nil
            var value = JSONValue.object(rest)
            if let own = teams["value"] {
                value = own
                if case .object(var members) = own {
                    for (name, typed) in try parts.values(of: press.button, typed: typed) { members[name] = typed }
                    value = .object(members)
                }
            }
            return sendBack(teams, value, press)
        case "signin": return Gesture(opens: teams["value"]?.stringValue)
        case "task/fetch": return fetchTask(data, press)
        case "invoke": return invoke(teams["value"] ?? .null, press)
        default:
            let (bot, place, id) = (press.bot, press.place, press.message.id)
            deliver(press, id: nil, ["value": data, "replyToId": .string(id)], from: (bot, place))
            return Gesture()
        }
    }

    /// The button's text appears as the person's own message, and goes to the card's bot whatever it mentions.
    private mutating func writeBack(_ text: String, _ press: Press) -> Gesture {
        let written = write(text, press)
        let rendering = written.content.rendering(isPost: press.place.team != nil)
        let place = press.place
        let name = conversation(of: written, in: place)
        let readers = mayRead(written, in: place)
        if let reason = obstacle(for: press.bot, in: place) {
            skip(press.bot, reason, name, written.id, readers)
        } else {
            change(written.number, in: place) { $0.seenBy.append(press.bot) }
            deliver(to: press.bot, conversation: name, message: written.id, readers: readers) { world, bot, _ in
                world.activity(of: written, rendering, as: "message", in: place, for: bot)
            }
        }
        return Gesture(message: written.id)
    }

    /// E8: the chat shows one text, or nothing, and the bot gets another.
    private mutating func sendBack(_ action: JSONObject, _ value: JSONValue?, _ press: Press) -> Gesture {
        let shown = action["displayText"]?.stringValue ?? ""
        let written = shown.isEmpty ? nil : write(shown, press)
        let members: KeyValuePairs<String, JSONValue?> = [
            "text": action["text"]?.stringValue.map(JSONValue.string), "value": value,
            "replyToId": .string(press.message.id),
        ]
        let id = written?.id ?? counters.nextMessage(at: now).id
        deliver(press, id: id, members, from: (press.bot, press.place))
        return Gesture(message: written?.id)
    }

    /// A message of the person, by a button: below the card, and as private as the card.
    private mutating func write(_ text: String, _ press: Press) -> Message {
        let root =
            press.place.team == nil || press.isPrivate ? press.message.root : press.message.root ?? press.message.number
        return add(
            MessageContent(text: text), to: press.place, root: root, author: .person(press.person),
            audience: press.isPrivate ? .bot(press.bot) : .everyone)
    }

    /// A message that only the bot gets.
    /// - Parameter id: its id; that of an event when nil.
    private mutating func deliver(
        _ press: Press, id: String?, _ members: KeyValuePairs<String, JSONValue?>,
        from source: (bot: AppID, place: Place)
    ) {
        let (bot, place) = source
        let name = conversation(of: press.message, in: place)
        let readers = Readers.people([press.person])
        if let reason = obstacle(for: bot, in: place) { return skip(bot, reason, name, press.message.id, readers) }
        deliver(to: bot, conversation: name, message: press.message.id, readers: readers) { world, bot, event in
            var data = world.channelData(of: place, isMessage: true)
            if id == nil { data["source"] = ["name": "message"] }
            var activity = world.activity(
                "message", id: id ?? event, by: press.person, for: bot, in: world.conversation(place, named: name),
                channelData: data, extra: members)
            if press.isPrivate { activity["recipient"] = Self.privately(bot) }
            return activity
        }
    }

    /// E76: a button of a connector card.
    private mutating func post(_ press: Press, _ parts: CardParts, _ typed: JSONObject) throws(Refusal) -> Gesture {
        let values = try parts.values(of: press.button, typed: typed)
        let body = press.button.action["body"]?.stringValue ?? ""
        let isJSON = press.button.action["bodyContentType"].map { $0.stringValue?.contains("json") ?? false } ?? true
        let value = JSONObject(present: [
            "actionId": (press.button.id ?? press.button.title).map(JSONValue.string),
            "body": .string(ConnectorTemplate.fill(body, with: values, isJSON: isJSON)),
        ])
        ask("actionableMessage/executeAction", .object(value), replyTo: true, press)
        return Gesture(asked: asked(.nothing, press))
    }

    /// Where a link of a connector card leads: its first target, and the one for all systems before the others.
    private static func target(of action: JSONObject) -> String? {
        let targets = action["targets"]?.arrayValue ?? []
        let target = targets.first { $0["os"]?.stringValue?.lowercased() == "default" } ?? targets.first
        return target?["uri"]?.stringValue ?? action["target"]?.arrayValue?.first?.stringValue
    }

    /// E52 for `task/fetch`, else an invoke that is named by its value.
    private mutating func invoke(_ value: JSONValue, _ press: Press) -> Gesture {
        let type = value["type"]?.stringValue
        if type == "task/fetch" { return fetchTask(value, press) }
        let name = conversation(of: press.message, in: press.place)
        ask(
            press.bot, type, value, replyTo: press.message.id, about: press.message.id, in: press.place,
            named: name, by: press.person)
        return Gesture(asked: asked(.nothing, press))
    }

    private mutating func fetchTask(_ data: JSONValue, _ press: Press) -> Gesture {
        ask("task/fetch", ["data": data, "context": Self.theme], replyTo: false, press)
        return Gesture(asked: asked(.dialog, press))
    }

    private mutating func ask(_ name: String, _ value: JSONValue, replyTo: Bool, _ press: Press) {
        ask(
            press.bot, name, value, replyTo: replyTo ? press.message.id : nil, about: press.message.id,
            in: press.place, named: conversation(of: press.message, in: press.place), by: press.person)
    }

    private func asked(_ topic: Asked.Topic, _ press: Press) -> Asked {
        Asked(
            topic: topic, bot: press.bot, person: press.person, conversation: press.place.id,
            message: press.message.id)
    }

    /// `context` of dialogs.
    static let theme: JSONValue = ["theme": "default"]

    private static func text(of value: JSONValue?) -> String? {
        switch value {
        case nil, .null?: nil
        case .string(let text)?: text
        case let other?: other.text()
        }
    }
}
