internal import JSONKit
internal import TeamsConnector
internal import TeamsModels

/// A parcel with what its request says.
struct Letter: Sendable {
    enum Content: Sendable {
        /// Nothing: a chat is opened, or a message taken back.
        case nothing
        /// A body, written.
        case body([UInt8])
        /// Texts that are joined, by the places of their deliveries; those that must not go any more are left out.
        case texts([Int64: RenderedMessage])
        /// A joined message as its deliveries want it now, in place of what is there.
        case rebuilt(Activity)
        /// What activity feeds show.
        case notice(JSONObject)
    }

    var parcel: Parcel
    var content = Content.nothing
    /// Deliveries whose content cannot be made, with what is to be stored of them.
    var failed: [DeliveryTask] = []
    var failures: [DeliveryReceipt] = []
    /// Texts that did not fit: they go with the next request.
    var overflow: [DeliveryTask] = []

    init(parcel: Parcel) { self.parcel = parcel }

    /// The request.
    /// - Parameter service: what is asked for a chat.
    /// - Throws: `ConnectorError` for what can never be sent.
    func call(createAt service: String) throws(ConnectorError) -> Call {
        guard let task = parcel.tasks.first else {
            throw ConnectorError(.invalidRequest, message: "send: there is nothing to send")
        }
        let target = task.delivery.target
        if parcel.step == .create {
            guard let member = task.member else {
                throw ConnectorError(
                    .invalidRequest, message: "send: the delivery names neither conversation nor person")
            }
            return try .create(with: member, in: target.tenant, at: service)
        }
        guard let place = task.place else {
            throw ConnectorError(.conversationNotFound, message: "send: the bot does not know the conversation")
        }
        let message = task.delivery.activityID ?? ""
        switch content {
        case .nothing:
            return try .delete(message, in: place, isTargeted: target.isTargeted)
        case .body(let body):
            return parcel.step == .send
                ? try .send(body, to: place, isTargeted: target.isTargeted)
                : try .update(message, body, in: place, isTargeted: target.isTargeted)
        case .texts(let messages):
            let own = parcel.tasks.compactMap { messages[$0.delivery.place] }
            return try .send(try Call.body(of: Self.joined(own), isNew: true), to: place, isTargeted: false)
        case .rebuilt(let activity):
            return try .update(message, try Call.body(of: activity, isNew: false), in: place, isTargeted: false)
        case .notice:
            throw ConnectorError(.invalidRequest, message: "send: a notice goes into no conversation")
        }
    }

    /// One message of several texts.
    static func joined(_ messages: [RenderedMessage]) -> Activity {
        var activity = messages.first?.activity ?? Activity(.message)
        guard messages.count > 1 else { return activity }
        activity.text = messages.map { $0.text ?? $0.activity.text ?? "" }.joined(separator: Digest.separator)
        return activity
    }
}
