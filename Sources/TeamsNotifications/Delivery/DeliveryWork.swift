/// What a delivery still has to do.
public enum DeliveryWork: String, Sendable, Hashable, CaseIterable, Codable {
    /// The message is to be sent.
    case send
    /// A newer content is to take its place.
    case update
    /// It is to be taken back.
    case delete
}
