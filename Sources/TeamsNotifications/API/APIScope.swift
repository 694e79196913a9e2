internal import JSONKit

/// What a caller of the API may do. Each scope holds those before it.
package enum APIScope: String, Sendable, Hashable, CaseIterable, Comparable, StrictChoice {
    /// Look at everything.
    case read
    /// Send, and steer, correct and take back what was sent.
    case send
    /// All of it: also to change what people have chosen for themselves.
    case admin

    private var rank: Int {
        switch self {
        case .read: 0
        case .send: 1
        case .admin: 2
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
