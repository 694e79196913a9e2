/// What one request of a delivery is.
enum DeliveryStep: Sendable, Hashable, CaseIterable {
    /// Opens the chat with a person.
    case create
    case send
    case update
    case delete

    /// Whether doing it twice is the same as doing it once.
    var isRepeatable: Bool { self != .send }
}
