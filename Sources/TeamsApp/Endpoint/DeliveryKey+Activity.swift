internal import TeamsModels
internal import TokenKit

extension DeliveryKey {
    /// Nil for an activity that cannot be told from others.
    init?(_ activity: Activity, body: [UInt8]) {
        guard let id = activity.id?.rawValue, !id.isEmpty, let conversation = activity.conversation?.id?.rawValue
        else { return nil }
        self.conversation = conversation
        self.activity = id
        type = activity.type?.rawValue ?? ""
        // An edit has the id of the message that it edits.
        let isAboutAnother = activity.type == .messageUpdate || activity.type == .messageDelete
        digest = isAboutAnother ? sha256(body) : []
    }
}
