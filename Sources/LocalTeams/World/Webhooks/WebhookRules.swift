/// The numbers of webhooks (Microsoft, Create Incoming Webhooks; limits.md sections 5 and 7).
enum WebhookRules {
    static let maxBytes = 28 << 10
    static let limits = [
        RateLimit(count: 4, seconds: 1), RateLimit(count: 60, seconds: 30), RateLimit(count: 100, seconds: 3_600),
        RateLimit(count: 150, seconds: 7_200), RateLimit(count: 1_800, seconds: 86_400),
    ]
    /// What of a connector card is shown.
    static let maxSections = 10
    static let maxActions = 5
    static let maxImages = 5
}
