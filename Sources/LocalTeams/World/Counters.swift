/// Numbers that only rise, also over a reset.
struct Counters: Sendable, Hashable {
    /// The order in which things were made.
    var serial = 0
    /// The last event of the live stream.
    var stream = 0
    /// The last entry of the ledger.
    var ledger = 0
    /// The last message, of all conversations: no two messages share a number.
    var message = MessageNumber.none

    /// The place of what is made now.
    mutating func nextSerial() -> Int {
        serial += 1
        return serial
    }

    /// The number of a message that is sent at `instant`: its milliseconds, but later than any before.
    mutating func nextMessage(at instant: Instant) -> MessageNumber {
        message = MessageNumber(rawValue: max(instant.milliseconds, message.rawValue + 1))
        return message
    }
}
