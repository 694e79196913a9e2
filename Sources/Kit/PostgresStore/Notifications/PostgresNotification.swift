/// What somebody said with `NOTIFY`.
package struct PostgresNotification: Sendable, Hashable {
    /// The channel.
    package let channel: String
    /// The text, up to 8,000 bytes; empty when there was none.
    package let payload: String
    /// The number of the server's process for who said it.
    package let sender: Int
}
