internal import ServiceKit
internal import TeamsApp
internal import TeamsModels

extension NotificationError.Code {
    /// The place is closed to the bot: it was blocked, removed or disabled there. Nothing was sent, and nothing will be
    /// until somebody there interacts or installs the app.
    public static let unreachable: NotificationError.Code = "unreachable"
}

extension NotificationError {
    /// Nobody writes to a place that is closed.
    static func closed(_ known: KnownConversation) -> NotificationError {
        let reason = known.closure?.reason?.rawValue ?? "closed"
        let since = known.closure?.at.map { " since \($0.rawValue)" } ?? ""
        return NotificationError(
            .unreachable,
            "\(known.person?.name ?? known.id.rawValue) cannot be reached\(since) (\(reason)); "
                + "nothing is sent there until somebody there writes to the bot or installs the app"
        )
    }

    /// What an error of the registry means here.
    init(_ error: ConversationStoreError) {
        self.init(error.code == .invalid ? .invalid : .unavailable, error.message)
    }
}
