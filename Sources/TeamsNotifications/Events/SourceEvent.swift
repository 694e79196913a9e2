/// One event, as it came.
package struct SourceEvent: Sendable, Hashable {
    /// JSON, one hopes. Nil for what has no content, such as a tombstone of Kafka.
    package let bytes: [UInt8]?
    /// Where it stands in what it was read from, such as topic, partition and offset: the same event has the same place
    /// whenever it is read again. Nil where there is no such thing.
    package let position: String?

    package init(bytes: [UInt8]?, position: String?) {
        self.bytes = bytes
        self.position = position
    }
}
