/// What became of one notification in one conversation.
public enum DeliveryState: String, Sendable, Hashable, CaseIterable, Codable {
    /// It waits for its turn.
    case planned
    /// Its request is on the wire, or was when the process ended.
    case sending
    /// The service took it.
    case delivered
    /// It was refused for good; ``Delivery/code`` says why.
    case failed
    /// Nothing was sent: ``Delivery/code`` says why.
    case skipped
    /// Nobody knows whether it arrived.
    case unknown
}
