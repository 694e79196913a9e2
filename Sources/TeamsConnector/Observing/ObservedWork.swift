/// A piece of work that takes time.
public struct ObservedWork: Sendable, Hashable {
    /// What kinds there are. A minor release may add some.
    public struct Kind: RawRepresentable, Hashable, Sendable {
        /// Its name: of the span, and of the metrics.
        public let rawValue: String
        /// A kind by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A handler at work on one activity, with what runs around it. Its `labels` have the `activity`, such as
        /// `message` or `invoke/task/fetch`.
        public static let turn = Kind(rawValue: "teams.turn")
        /// A request to the service: from when it wants to leave, with waits for the pace and all attempts. Its
        /// `labels` have the `operation`, such as `send`.
        public static let request = Kind(rawValue: "teams.request")
        /// A token got from the identity platform. Those that are kept cost nothing.
        public static let token = Kind(rawValue: "teams.token")
    }
    /// What kind of work.
    public let kind: Kind
    /// What has few different values, by its name: fit for the dimensions of a metric.
    public let labels: [String: String]
    /// What has as many values as there are activities and chats: `conversation`, `activity`, `tenant`. For spans.
    public let ids: [String: String]
    /// The trace that it belongs to: of a turn, what the delivery brought.
    public let parent: TraceContext?

    package init(_ kind: Kind, labels: [String: String] = [:], ids: [String: String?] = [:]) {
        self.kind = kind
        self.labels = labels
        self.ids = ids.compactMapValues { $0 }
        parent = TraceContext.current
    }
}
