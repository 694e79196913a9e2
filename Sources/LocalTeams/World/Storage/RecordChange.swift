/// A change of the durable state. Applied in order to an empty store they give the world:
/// ``World/init(records:origin:)``.
enum RecordChange: Sendable, Equatable {
    case put(Record)
    case delete(kind: Record.Kind, key: String)
    /// Everything goes (a reset); what follows is all there is.
    case deleteAll
}
