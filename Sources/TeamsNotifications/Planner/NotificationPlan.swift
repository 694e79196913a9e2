/// What a notification would do: made from the store alone, without a request to the service.
public struct NotificationPlan: Sendable, Hashable {
    /// How many would get it.
    public var recipients = 0
    /// How many would not, by reason.
    public var skipped: [DeliveryCode: Int] = [:]
    /// How many requests it takes: a person whose chat is not known takes two.
    public var requests = 0
    /// How long it takes at the service's limits, from its first to its last request.
    public var estimatedSeconds = 0.0
    /// The largest message, as the service counts it.
    public var largestBytes = 0
    /// What is worth a look before it is sent.
    public var warnings: [String] = []

    /// An empty one.
    public init() {}
}
