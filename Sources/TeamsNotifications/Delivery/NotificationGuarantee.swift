/// What becomes of a message of which nobody knows whether it arrived. Edits and recalls can be repeated and always
/// are.
public enum NotificationGuarantee: String, Sendable, Hashable, CaseIterable, Codable {
    /// The retry table as Teams documents it: 502, 503 and 504 are repeated. A request that got no answer at all is
    /// not, and its delivery becomes ``DeliveryState/unknown``.
    case documented
    /// It is sent again: it may be there twice.
    case atLeastOnce
    /// Nothing is ever sent twice: what got 502, 503, 504 or no answer becomes ``DeliveryState/unknown``.
    case atMostOnce
}
