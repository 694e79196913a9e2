internal import JSONKit
public import TeamsModels

extension Connector {
    /// Sends a message, or another activity, to a conversation.
    ///
    /// A conversation id with a thread posts into that thread. `from`, `conversation`, `serviceUrl` and `channelId` of
    /// the activity are left out: the reference says where it goes.
    /// - Parameters:
    ///   - activity: what to send.
    ///   - reference: the conversation.
    ///   - reader: the one person who sees it, in a group chat or a channel; nil for everyone. An activity whose
    ///     recipient is targeted is never sent to everyone either.
    /// - Throws: ``ConnectorError``. Before anything is sent: ``ConnectorError/Code/targetedInPersonalChat`` and
    ///   ``ConnectorError/Code/invalidRequest``.
    public func send(
        _ activity: Activity, in reference: ConversationReference, visibleTo reader: Account? = nil
    ) async throws(ConnectorError) -> SentActivity {
        try await send(activity, in: reference, visibleTo: reader, isRetried: true)
    }

    /// As `send(_:in:visibleTo:)`, for a caller that may decide itself what is sent again.
    package func send(
        _ activity: Activity, in reference: ConversationReference, visibleTo reader: Account?, isRetried: Bool
    ) async throws(ConnectorError) -> SentActivity {
        let place = try Place(reference, for: "send")
        return try await post(
            activity, at: place, under: place.threadRoot, reader: reader, operation: "send", isRetried: isRetried)
    }

    /// Sends an activity below another one: a message of a channel and its thread, or an event.
    /// - Throws: ``ConnectorError``, as `send(_:in:visibleTo:)` does.
    public func reply(
        _ activity: Activity, to parent: ActivityID, in reference: ConversationReference,
        visibleTo reader: Account? = nil
    ) async throws(ConnectorError) -> SentActivity {
        guard !parent.isEmpty else { throw .invalid("reply: the id of the activity to answer is empty") }
        let place = try Place(reference, for: "reply")
        return try await post(activity, at: place, under: parent, reader: reader, operation: "reply")
    }

    /// Shows that the bot is writing.
    /// - Parameters:
    ///   - reference: the conversation.
    ///   - reader: the one person who sees it; nil for everyone.
    @discardableResult
    public func sendTyping(
        in reference: ConversationReference, visibleTo reader: Account? = nil
    ) async throws(ConnectorError) -> SentActivity {
        try await send(Activity(.typing), in: reference, visibleTo: reader)
    }

    /// Replaces a message that the bot sent. Any shape may replace any other.
    /// - Parameters:
    ///   - id: the message.
    ///   - activity: what to send.
    ///   - reference: the conversation.
    ///   - isTargeted: whether one person alone sees the message. Whom it is for cannot be changed. An activity whose
    ///     recipient is targeted never replaces a message for everyone.
    @discardableResult
    public func update(
        _ id: ActivityID, to activity: Activity, in reference: ConversationReference, isTargeted: Bool = false
    ) async throws(ConnectorError) -> SentActivity {
        try Self.checkAudience(of: activity, "update")
        let isTargeted = isTargeted || activity.isTargeted
        let place = try existing(id, reference, isTargeted: isTargeted, "update")
        var call = Call(
            "update", "PUT", at: place.service, path: place.path("activities", id.rawValue),
            body: activity.body(.replacement))
        call.query = Self.query(isTargeted)
        return SentActivity(try await perform(call, in: place.sending))
    }

    /// Deletes a message that the bot sent.
    /// - Parameters:
    ///   - id: the message.
    ///   - reference: the conversation.
    ///   - isTargeted: whether one person alone sees the message.
    public func delete(
        _ id: ActivityID, in reference: ConversationReference, isTargeted: Bool = false
    ) async throws(ConnectorError) {
        let place = try existing(id, reference, isTargeted: isTargeted, "delete")
        var call = Call("delete", "DELETE", at: place.service, path: place.path("activities", id.rawValue))
        call.query = Self.query(isTargeted)
        _ = try await perform(call, in: place.sending)
    }

    /// Adds the bot's reaction to a message.
    public func addReaction(
        _ type: ReactionType, to id: ActivityID, in reference: ConversationReference
    ) async throws(ConnectorError) {
        try await react("PUT", type, id, reference, "add reaction")
    }

    /// Takes the bot's reaction to a message back.
    public func removeReaction(
        _ type: ReactionType, from id: ActivityID, in reference: ConversationReference
    ) async throws(ConnectorError) {
        try await react("DELETE", type, id, reference, "remove reaction")
    }

    private func post(
        _ activity: Activity, at place: Place, under parent: ActivityID?, reader: Account?, operation: String,
        isRetried: Bool = true
    ) async throws(ConnectorError) -> SentActivity {
        try Self.checkAudience(of: activity, operation)
        var activity = activity
        if let reader {
            guard let id = reader.id, !id.isEmpty else {
                throw .invalid("\(operation): a message for one person needs the id of that person")
            }
            guard !activity.isTargeted || activity.recipient?.isKnown(as: id) == true else {
                throw .invalid("\(operation): the activity is marked for one person and is to be sent to another")
            }
            activity.recipient = reader
        }
        let isTargeted = reader != nil || activity.isTargeted
        if isTargeted { try Self.refuseTargeted(in: place, operation) }
        activity.recipient?.isTargeted = isTargeted ? true : nil
        var call = Call(
            operation, "POST", at: place.service, path: place.postingPath(under: parent), body: activity.body(.new),
            isRepeatable: false)
        call.isRetried = isRetried
        call.query = Self.query(isTargeted)
        var lane = place.sending
        lane.weight = activity.sendingWeight
        return SentActivity(try await perform(call, in: lane))
    }

    private func react(
        _ method: String, _ type: ReactionType, _ id: ActivityID, _ reference: ConversationReference,
        _ operation: String
    ) async throws(ConnectorError) {
        guard !type.rawValue.isEmpty else { throw .invalid("\(operation): the reaction is empty") }
        let place = try existing(id, reference, isTargeted: false, operation)
        let call = Call(
            operation, method, at: place.service,
            path: place.path("activities", id.rawValue, "reactions", type.rawValue))
        _ = try await perform(call, in: place.sending)
    }

    private func existing(
        _ id: ActivityID, _ reference: ConversationReference, isTargeted: Bool, _ operation: String
    ) throws(ConnectorError) -> Place {
        let place = try Place(reference, for: operation)
        guard !id.isEmpty else { throw .invalid("\(operation): the id of the activity is empty") }
        if isTargeted { try Self.refuseTargeted(in: place, operation) }
        return place
    }

    /// Refuses an activity of which it is not clear who may see it.
    static func checkAudience(of activity: Activity, _ operation: String) throws(ConnectorError) {
        if let problem = activity.audienceProblem { throw .invalid("\(operation): \(problem)") }
    }

    private static func refuseTargeted(in place: Place, _ operation: String) throws(ConnectorError) {
        guard place.isPersonal else { return }
        throw ConnectorError(
            .targetedInPersonalChat,
            message: "\(operation): Targeted messages are not supported in 1:1 (personal) chats.")
    }

    private static func query(_ isTargeted: Bool) -> [Call.QueryItem] {
        isTargeted ? [Call.QueryItem(name: "isTargetedActivity", value: "true")] : []
    }
}
