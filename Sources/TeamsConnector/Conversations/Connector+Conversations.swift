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
        // The chat itself is the same each time, a message in it is not.
        let call = Call(
            "create conversation", "POST", at: service, path: ["v3", "conversations"],
            body: outbound.json, isRepeatable: !isThread && parameters.activity == nil)
        var sending = Lane(.sends(lane), tenant: tenant?.nonEmpty ?? service.tenant)
        sending.weight = parameters.activity?.sendingWeight ?? 1
        let answer = try await perform(call, in: sending)
        guard let resource = try? ConversationResource(json: answer.json), let id = resource.id, !id.isEmpty else {
            throw ConnectorError(
                .unreadableAnswer, message: "create conversation: the answer holds no id", isAmbiguous: true)
        }
        let type: ConversationType = isThread ? .channel : .personal
        let created = CreatedConversation(
            reference: ConversationReference(
                id, type: type, tenantId: tenant,
                serviceUrl: resource.serviceURL(answeredBy: answer.base, askedAt: service, cloud)),
            activityID: resource.activityId)
        await onCreate?(created.reference, isThread ? nil : parameters.members?.first, service.description)
        return created
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

extension ConversationResource {
    /// Where requests about a new conversation go: where the service says, unless it was another host that made it,
    /// and that one's answer leads away from it.
    func serviceURL(answeredBy base: HTTP.Address, askedAt home: HTTP.Address, _ cloud: Cloud) -> String {
        guard let named = serviceUrl, !named.isEmpty else { return base.description }
        guard base != home else { return named }
        let isThere = (try? HTTP.Address(base: named))?.isBelow(cloud.gccServiceURL) == true
        return isThere ? named : base.description
    }
}
