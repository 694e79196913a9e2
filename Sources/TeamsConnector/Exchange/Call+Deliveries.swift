package import HTTPKit
internal import JSONKit
package import TeamsModels

// The requests of whoever sends beside the app: the body is written once for many.
extension Call {
    /// A new message.
    /// - Parameters:
    ///   - body: what ``body(of:isNew:)`` wrote.
    ///   - reference: where it goes, with the thread when it goes into one.
    ///   - isTargeted: whether the body names the one person who sees it.
    package static func send(
        _ body: [UInt8], to reference: ConversationReference, isTargeted: Bool
    ) throws(ConnectorError) -> Call {
        let place = try Place(reference, for: "send")
        if isTargeted, place.isPersonal {
            throw ConnectorError(
                .targetedInPersonalChat,
                message: "send: Targeted messages are not supported in 1:1 (personal) chats.")
        }
        var call = Call(
            "send", "POST", at: place.service, path: place.postingPath(under: place.threadRoot), bytes: body,
            isRepeatable: false)
        call.query = query(isTargeted)
        return call
    }

    /// Another content for a message.
    package static func update(
        _ id: ActivityID, _ body: [UInt8], in reference: ConversationReference, isTargeted: Bool
    ) throws(ConnectorError) -> Call {
        let place = try Place(reference, for: "update")
        var call = Call(
            "update", "PUT", at: place.service, path: place.path("activities", id.rawValue), bytes: body,
            isRepeatable: true)
        call.query = query(isTargeted)
        return call
    }

    /// A message taken back.
    package static func delete(
        _ id: ActivityID, in reference: ConversationReference, isTargeted: Bool
    ) throws(ConnectorError) -> Call {
        let place = try Place(reference, for: "delete")
        var call = Call("delete", "DELETE", at: place.service, path: place.path("activities", id.rawValue))
        call.query = query(isTargeted)
        return call
    }

    /// The chat with a person.
    /// - Parameters:
    ///   - member: by the id in conversations, or by the one in Microsoft Entra.
    ///   - service: what is asked.
    package static func create(
        with member: AccountID, in tenant: TenantID, at service: String
    ) throws(ConnectorError) -> Call {
        Call(
            "create conversation", "POST", at: try .service(service, for: "create conversation"),
            path: ["v3", "conversations"],
            body: ConversationParameters.personal(with: member, tenantId: tenant).json)
    }

    /// The body of a message, for everybody who gets the same.
    /// - Throws: ``ConnectorError/Code/invalidRequest`` when it is not clear who may see it.
    package static func body(of activity: Activity, isNew: Bool) throws(ConnectorError) -> [UInt8] {
        try Connector.checkAudience(of: activity, isNew ? "send" : "update")
        return activity.body(isNew ? .new : .replacement).serialized()
    }

    private static func query(_ isTargeted: Bool) -> [QueryItem] {
        isTargeted ? [QueryItem(name: "isTargetedActivity", value: "true")] : []
    }
}

extension Answer {
    /// The id of the message that was made; nil when the service gave none.
    package var activityID: ActivityID? {
        json["id"]?.stringValue.flatMap { $0.isEmpty ? nil : ActivityID(rawValue: $0) }
    }

    /// The chat that was made, with the service that serves it; nil when the answer holds none.
    /// - Parameter home: what was asked.
    package func chat(
        in tenant: TenantID, askedAt home: HTTP.Address, _ cloud: Cloud
    ) -> ConversationReference? {
        guard let resource = try? ConversationResource(json: json), let id = resource.id, !id.isEmpty else {
            return nil
        }
        return ConversationReference(
            id, type: .personal, tenantId: tenant,
            serviceUrl: resource.serviceURL(answeredBy: base, askedAt: home, cloud))
    }
}
