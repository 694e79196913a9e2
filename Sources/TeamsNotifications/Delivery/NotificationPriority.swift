/// What comes first when the service's limits do not let everything go at once.
public enum NotificationPriority: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
    /// Overtakes everything else.
    case urgent
    /// Between the two.
    case normal
    /// Goes when nothing else wants to.
    case bulk

    /// Whether `left` goes first.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    /// 0 goes first.
    package var rank: Int {
        switch self {
        case .urgent: 0
        case .normal: 1
        case .bulk: 2
        }
    }
}
