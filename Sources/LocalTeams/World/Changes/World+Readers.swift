internal import JSONKit

extension World {
    /// Who may read of a call of a bot: those in the conversation, and of them only the one whom the call is for.
    func readers(of call: CallAddress) -> Readers {
        guard call.topic != .identity else { return call.hasUnreadBody ? .nobody : .everyone }
        guard !call.hasUnreadBody else { return .nobody }
        // Whom a private activity names; a creation holds one.
        let activities = [call.body, call.body["activity"]?.objectValue].compactMap { $0 }
        let named = Set(activities.compactMap { $0["recipient"]?["id"]?.stringValue }.compactMap(handle(named:)))
        var readers = self.readers(of: call.topic, call.body, named: named)
        var isForOne = false
        for number in privateMessages(in: call) {
            readers = readers.only(messages.onlyReader(of: number).map { [$0] } ?? [])
            isForOne = true
        }
        if call.isTargeted || activities.contains(where: Self.looksTargeted) {
            if !named.isEmpty { return readers.only(named) }
            // Nobody is named: it belongs to whoever reads the message that it is about.
            if !isForOne { return .nobody }
        }
        return readers
    }

    private func readers(of topic: CallAddress.Topic, _ body: JSONObject, named: Set<Handle>) -> Readers {
        switch topic {
        case .identity: return .everyone
        case .unknown: return .nobody
        case .conversation(let id):
            // A conversation that is not there has nobody; who is named may know what was meant for them.
            return place(id).map { .roster(roster($0)) } ?? .people(named)
        case .message(let id, let conversation):
            // Of a message that is not there nobody knows whose it was.
            let id = id.isEmpty ? body["id"]?.stringValue ?? "" : id
            guard let place = place(conversation), message(id, in: place) != nil else { return .nobody }
            return .roster(roster(place))
        case .team(let id): return places.team(ConversationAddress(id).base).map { .roster($0.roster) } ?? .nobody
        case .creation:
            var readers = Self.channel(ofCreation: body).flatMap { place($0) }.map { Readers.roster(roster($0)) }
            if let members = body["members"]?.arrayValue, !members.isEmpty {
                let handles = Set(members.compactMap { $0["id"]?.stringValue }.compactMap(handle(named:)))
                readers = (readers ?? .everyone).only(handles)
            }
            return readers ?? .nobody
        }
    }

    /// The person whom an account id or a directory id names, whichever bot it was made for.
    func handle(named id: String) -> Handle? {
        directory.account(id)?.handle ?? directory.handle(named: id)
    }

    /// Whether somebody meant an activity for one person, however it is spelt.
    static func looksTargeted(_ activity: JSONObject) -> Bool {
        guard let recipient = activity["recipient"]?.objectValue else { return false }
        return recipient.contains { name, value in
            name.lowercased() == "istargeted" && value != .bool(false) && !value.isNull
        }
    }

    /// The private messages whose ids stand anywhere in a call, whatever else stands there.
    func privateMessages(in call: CallAddress) -> [MessageNumber] {
        guard messages.holdsSecrets else { return [] }
        var found: [MessageNumber] = []
        for word in call.words { collectPrivateMessages(in: word, &found) }
        collectPrivateMessages(in: .object(call.body), &found)
        return found
    }

    private func collectPrivateMessages(in json: JSONValue, _ found: inout [MessageNumber]) {
        switch json {
        case .null, .bool: break
        case .number(let number):
            if let id = number.int64.map(MessageNumber.init(rawValue:)), messages.isSecluded(id) { found.append(id) }
        case .string(let text): collectPrivateMessages(in: text, &found)
        case .array(let elements): for element in elements { collectPrivateMessages(in: element, &found) }
        case .object(let members):
            for (name, value) in members {
                collectPrivateMessages(in: name, &found)
                collectPrivateMessages(in: value, &found)
            }
        }
    }

    /// One pass over the digits of a text.
    private func collectPrivateMessages(in text: String, _ found: inout [MessageNumber]) {
        var number: Int64 = 0
        var isNumber = false
        func end() {
            let id = MessageNumber(rawValue: number)
            if isNumber, messages.isSecluded(id) { found.append(id) }
        }
        for byte in text.utf8 {
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                // What is too long for an id wraps around, and is none.
                number = number &* 10 &+ Int64(byte - UInt8(ascii: "0"))
                isNumber = true
            } else if isNumber {
                end()
                number = 0
                isNumber = false
            }
        }
        end()
    }
}
