/// Where a notification stands as a whole.
public enum NotificationState: String, Sendable, Hashable, CaseIterable, Codable {
    /// It waits for its time; a recurring one between its times.
    case scheduled
    /// Its audience is being turned into deliveries.
    case planning
    /// Deliveries are under way, or wait for their turn.
    case sending
    /// It stands still until it is resumed.
    case paused
    /// Nothing is left to do.
    case done
    /// It was cancelled, or recalled before it was sent.
    case cancelled

    /// Whether nothing more will happen by itself.
    public var isOver: Bool { self == .done || self == .cancelled }
}
