/// Something that happens outside the world because of an operation.
enum Effect: Sendable, Equatable {
    /// These people's pages learn of it, each by their handle.
    case show(to: [Handle], StreamEvent)
    /// A bot gets an activity.
    case deliver(Delivery)
    /// A bot gets nothing, and this is why.
    case skip(Skip)
}
