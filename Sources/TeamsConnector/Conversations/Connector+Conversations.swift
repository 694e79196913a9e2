internal import HTTPKit
internal import JSONKit
public import TeamsModels

extension Connector {
    /// Creates a conversation: a chat with one person, or a thread in a channel.
    ///
    /// A chat with one person is the same each time: create it once, and keep its reference.
    /// - Parameters:
    ///   - parameters: what to create.
    ///   - serviceUrl: where the request goes, best the one of an activity of the same organisation; the
    ///     cloud's global one when nil.
    /// - Returns: what can be written to from now on.
    public func createConversation(
        _ parameters: ConversationParameters, serviceUrl: String? = nil
    ) async throws(ConnectorError) -> CreatedConversation {
        let tenant = parameters.tenantId ?? parameters.channelData?.tenant?.id
        let channel = parameters.channelData?.channel?.id ?? parameters.channelData?.teamsChannelId
        let isThread = parameters.isGroup == true
        let lane: String
        if isThread {
            guard let channel, !channel.isEmpty else {
                throw .invalid("create conversation: a bot cannot create group chats; name a channel for a thread")
            }
            guard parameters.activity != nil else {
                throw .invalid("create conversation: a thread of a channel needs its first message")
            }
            lane = channel.rawValue
        } else {
            guard let members = parameters.members, members.count == 1, let member = members[0].id, !member.isEmpty
            else { throw .invalid("create conversation: a chat needs the id of exactly one person") }
            guard let tenant, !tenant.isEmpty else {
                throw .invalid("create conversation: a chat needs the tenant of the person (tenantId)")
            }
            lane = "\(tenant) \(member)"
        }
        var outbound = parameters
        guard outbound.extras["activity"].map(\.isNull) ?? true else {
            throw .invalid("create conversation: a second first message stands among the extras; set `activity` alone")
        }
        outbound.activity = try parameters.activity.map(Self.bare)
        var service = cloud.serviceURL
        if let serviceUrl { service = try .service(serviceUrl, for: "create conversation") }
        let call = Call(
            "create conversation", "POST", at: service, path: ["v3", "conversations"],
            body: outbound.json, isRepeatable: !isThread)
        let subject = channel?.rawValue ?? tenant?.rawValue ?? ""
        let answer = try await perform(call, in: Lane(.sends(lane), tenant: tenant, subject: subject))
        guard let resource = try? ConversationResource(json: answer.json), let id = resource.id, !id.isEmpty else {
            throw ConnectorError(
                .unreadableAnswer, message: "create conversation: the answer holds no id", isAmbiguous: true)
        }
        let type: ConversationType = isThread ? .channel : .personal
        return CreatedConversation(
            reference: ConversationReference(
                id, type: type, tenantId: tenant, serviceUrl: resource.serviceUrl ?? answer.base.description),
            activityID: resource.activityId)
    }

    /// A first message as it goes over the wire. It is for everyone: in a chat of two one person reads it anyway.
    private static func bare(_ activity: Activity) throws(ConnectorError) -> Activity {
        try checkAudience(of: activity, "create conversation")
        guard !activity.isTargeted else {
            throw ConnectorError(
                .targetedInPersonalChat, message: "create conversation: the first message cannot be targeted")
        }
        do { return try Activity(json: activity.body(.new)) } catch {
            throw .invalid("create conversation: the first message cannot be written: \(error)")
        }
    }
}
