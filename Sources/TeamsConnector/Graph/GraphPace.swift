internal import TeamsModels

/// When the next request to Microsoft Graph may leave. Knows no clock.
///
/// It counts from the sending, not from the answer: Graph takes a second or more to install an app, and places that are
/// taken until then would leave most of the allowance unused. A few milliseconds are added for what differs on the way;
/// a refusal that comes all the same costs a pause, and nothing else.
struct GraphPace: Sendable {
    private struct Key: Hashable {
        let tenant: TenantID
        let allowance: GraphAllowance
    }
    private struct Window {
        /// When the last ones left, or will leave, the oldest first: as many as are allowed at the most.
        var taken: ArraySlice<Duration> = []
        var pausedUntil: Duration = .zero
    }

    /// How much later than allowed a request leaves, for every second of the window.
    static let margin: Duration = .milliseconds(30)
    private static let maxWindows = 1_000

    private var windows: [Key: Window] = [:]

    /// How many are remembered.
    var windowCount: Int { windows.count }

    /// Takes a place in each window. Time begins with this value.
    /// - Returns: when the request leaves, not before `now`.
    mutating func take(_ allowances: [GraphAllowance], of tenant: TenantID, now: Duration) -> Duration {
        forget(now: now)
        let keys = allowances.map { Key(tenant: tenant, allowance: $0) }
        var leaves = now
        for key in keys {
            let length = (.seconds(1) + Self.margin) * key.allowance.seconds
            // Nobody knows what a process before this one has just asked.
            guard let window = windows[key] else {
                leaves = max(leaves, length)
                continue
            }
            leaves = max(leaves, window.pausedUntil, window.taken.last ?? length)
            guard window.taken.count >= key.allowance.count, let oldest = window.taken.first else { continue }
            leaves = max(leaves, oldest + length)
        }
        for key in keys {
            windows[key, default: Window()].taken.append(leaves)
            if windows[key]!.taken.count > key.allowance.count { windows[key]!.taken.removeFirst() }
        }
        return leaves
    }

    /// Graph asked to wait.
    mutating func pause(_ allowances: [GraphAllowance], of tenant: TenantID, until instant: Duration) {
        for allowance in allowances {
            let key = Key(tenant: tenant, allowance: allowance)
            windows[key, default: Window()].pausedUntil = max(windows[key]?.pausedUntil ?? .zero, instant)
        }
    }

    /// Whether a request that has its place must take another one: Graph has asked to wait since.
    func isPaused(_ allowances: [GraphAllowance], of tenant: TenantID, now: Duration) -> Bool {
        allowances.contains { (windows[Key(tenant: tenant, allowance: $0)]?.pausedUntil ?? .zero) > now }
    }

    /// Teams come and go; what is long over says nothing.
    private mutating func forget(now: Duration) {
        guard windows.count > Self.maxWindows else { return }
        windows = windows.filter { key, window in
            let end = (window.taken.last ?? .zero) + .seconds(2) * key.allowance.seconds
            return max(end, window.pausedUntil) > now
        }
    }
}
