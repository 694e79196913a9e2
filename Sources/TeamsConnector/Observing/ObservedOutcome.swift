/// How a piece of work ended.
public struct ObservedOutcome: Sendable, Hashable {
    /// Whether it did what it was for. A turn whose handler threw did not.
    public let succeeded: Bool
    /// The HTTP status, or the code or type of the error: one of few.
    public let label: String
    /// How long it took.
    public let duration: Duration
}
