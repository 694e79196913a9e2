/// Which delivery of an activity this is. Two deliveries with one key are the same activity, posted again.
struct DeliveryKey: Hashable, Sendable {
    let conversation: String
    let activity: String
    let type: String
    /// A digest of the body, for types whose activities bear the id of what they are about: two edits of one message
    /// have one id, and differ in what they say.
    let digest: [UInt8]
}
