/// How many deliveries of a notification are in which state.
public struct DeliveryCounts: Sendable, Hashable {
    public var planned = 0
    public var sending = 0
    public var delivered = 0
    public var failed = 0
    public var skipped = 0
    public var unknown = 0

    /// None at all.
    public init() {}

    /// All of them.
    public var total: Int { planned + sending + delivered + failed + skipped + unknown }

    /// How many are in `state`.
    public subscript(state: DeliveryState) -> Int {
        get {
            switch state {
            case .planned: planned
            case .sending: sending
            case .delivered: delivered
            case .failed: failed
            case .skipped: skipped
            case .unknown: unknown
            }
        }
        set {
            switch state {
            case .planned: planned = newValue
            case .sending: sending = newValue
            case .delivered: delivered = newValue
            case .failed: failed = newValue
            case .skipped: skipped = newValue
            case .unknown: unknown = newValue
            }
        }
    }
}
