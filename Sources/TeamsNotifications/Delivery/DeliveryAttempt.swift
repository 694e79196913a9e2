public import Foundation

/// One request of a delivery.
public struct DeliveryAttempt: Sendable, Hashable {
    /// When it was sent.
    public var at: Date
    /// The HTTP status; nil when there was no answer.
    public var status: Int?
    /// How many seconds were waited before it, since the attempt before or since it was due.
    public var waited: Double

    /// An attempt.
    public init(at: Date, status: Int?, waited: Double) {
        self.at = at
        self.status = status
        self.waited = waited
    }
}
