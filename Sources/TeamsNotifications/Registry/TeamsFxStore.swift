internal import HTTPKit
internal import JSONKit
package import TeamsApp
internal import TeamsConnector
package import TeamsModels

/// What a file `.notification.localstore.json` of TeamsFx tells: where that bot was installed. Pure.
///
/// Both of its programs write one object of references by keys `_<tenant>_<conversation>`: that for JavaScript with
/// members as on the wire, that for C# with capitals. A reference tells nothing of teams: one of a channel without a
/// name is the channel General, whose id is the team's.
package struct TeamsFxStore: Sendable, Hashable {
    /// What is not taken, and why.
    package struct Omission: Sendable, Hashable {
        /// The key in the file.
        package let key: String
        package let reason: String
    }

    /// What is taken, each conversation once, in the order of the file.
    package private(set) var conversations: [KnownConversation] = []
    package private(set) var omissions: [Omission] = []

    /// - Parameters:
    ///   - bytes: the file; nothing at all is a store without any installation.
    ///   - bot: the bot whose conversations are taken; nil for those of any.
    /// - Throws: ``TeamsFxStoreError`` with the place of what is none of this.
    package init(parsing bytes: [UInt8], of bot: AppID? = nil) throws(TeamsFxStoreError) {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard text.contains(where: { !Self.space.contains($0) }) else { return }
        let json: JSONValue
        do throws(JSONError) { json = try JSONValue(parsing: text) } catch {
            throw TeamsFxStoreError(
                place: "\(error.line):\(error.column)", message: "this is no JSON: \(error.message)")
        }
        guard case .object(let entries) = json else {
            throw TeamsFxStoreError(place: "", message: "the file must hold one object of conversation references")
        }
        var places: [ConversationID: Int] = [:]
        for (key, value) in entries {
            let pointer = JSONPointer.root.appending(key)
            guard case .object(let members) = value else {
                throw TeamsFxStoreError(
                    place: pointer.description, message: "a conversation reference must be an object")
            }
            let reference: ConversationReference
            do throws(WireError) {
                reference = try ConversationReference(json: .object(Self.asOnTheWire(members)))
            } catch {
                throw TeamsFxStoreError(place: pointer.description, message: "\(error)")
            }
            switch Self.known(reference, tenant: Self.tenant(in: key), bot: bot) {
            case .failure(let refusal): omissions.append(Omission(key: key, reason: refusal.reason))
            case .success(let known):
                if let place = places[known.id] {
                    conversations[place] = known.united(with: conversations[place])
                } else {
                    places[known.id] = conversations.count
                    conversations.append(known)
                }
            }
        }
    }

    private static let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

    private struct Refusal: Error { let reason: String }

    /// The reference as a conversation, or why it is of no use.
    private static func known(
        _ given: ConversationReference, tenant: TenantID?, bot: AppID?
    ) -> Result<KnownConversation, Refusal> {
        var reference = given
        guard let id = reference.conversation?.id?.base, !id.isEmpty else {
            return .failure(Refusal(reason: "it names no conversation"))
        }
        guard let service = reference.serviceUrl, (try? HTTP.Address(base: service)) != nil else {
            return .failure(Refusal(reason: "it has no service URL, so nothing could ever be sent there"))
        }
        if let bot, let owner = reference.bot?.id, owner != bot.accountID {
            return .failure(Refusal(reason: "it belongs to another bot, \(owner)"))
        }
        guard let type = reference.conversation?.conversationType ?? type(of: id) else {
            return .failure(Refusal(reason: "it does not say whether it is a person's chat, a group chat or a channel"))
        }
        reference.conversation?.conversationType = type
        if reference.conversation?.tenantId?.isEmpty != false { reference.conversation?.tenantId = tenant }
        if reference.user?.id != nil, reference.user?.id == reference.bot?.id { reference.user = nil }
        var known = KnownConversation(reference)
        if type == .channel {
            if let name = reference.conversation?.name, !name.isEmpty {
                known.channel = ChannelInfo(ChannelID(rawValue: id.rawValue), name: name)
            } else {
                known.team = TeamInfo(TeamID(rawValue: id.rawValue))
            }
        }
        return .success(known)
    }

    /// What the id of a conversation says about its type.
    private static func type(of id: ConversationID) -> ConversationType? {
        if id.rawValue.hasPrefix("a:") || id.rawValue.hasSuffix("@unq.gbl.spaces") { return .personal }
        if id.rawValue.hasSuffix("@thread.tacv2") || id.rawValue.hasSuffix("@thread.skype") { return .channel }
        return id.rawValue.hasSuffix("@thread.v2") ? .groupChat : nil
    }

    /// The organisation in a key, `_<tenant>_<conversation>`; nil where JavaScript wrote that it had none.
    private static func tenant(in key: String) -> TenantID? {
        guard key.hasPrefix("_"), let end = key.dropFirst().firstIndex(of: "_") else { return nil }
        let tenant = key[key.index(after: key.startIndex)..<end]
        return ["", "undefined", "null"].contains(tenant) ? nil : TenantID(rawValue: String(tenant))
    }

    /// The members with their names on the wire: C# begins them with a capital. What is null was not said, and
    /// `Properties` is that program's own.
    private static func asOnTheWire(_ members: JSONObject) -> JSONObject {
        var result = JSONObject()
        for (name, value) in members where value != .null && name.lowercased() != "properties" {
            let wire = name.prefix(1).lowercased() + name.dropFirst()
            guard result[wire] == nil || name == wire else { continue }
            result[wire] = if case .object(let inner) = value { .object(asOnTheWire(inner)) } else { value }
        }
        return result
    }
}
