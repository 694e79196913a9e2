/// The numbers of batch operations. Microsoft's SDKs have the routes, but no page of Microsoft's has numbers for them:
/// these are our choice, by the documented ones for single calls ("Rate limiting for agents").
enum BatchRules {
    /// Recipients of one operation at most.
    static let maxEntries = 10_000
    /// Operations of one app that are not over yet, at most.
    static let maxUnfinished = 20
    /// How often one app may start an operation: as often as it may send to one conversation.
    static let starts = [
        RateLimit(count: 7, seconds: 1), RateLimit(count: 8, seconds: 2), RateLimit(count: 60, seconds: 30),
        RateLimit(count: 1_800, seconds: 3_600),
    ]
    /// An app's operations are worked off one after the other, 50 entries a second: what one app may do in one tenant.
    static let interval = Duration.milliseconds(100)
    static let entriesPerStep = 5
    /// How long one can ask for an operation that is over.
    static let memory = Duration.seconds(7 * 24 * 3_600)
    /// Operations of one app that are over and still known, at most.
    static let maxFinished = 100
    /// Failed entries on one page.
    static let failuresPerPage = 200

    /// How long `entries` take.
    static func time(for entries: Int) -> Duration {
        interval * ((entries + entriesPerStep - 1) / entriesPerStep)
    }
}
