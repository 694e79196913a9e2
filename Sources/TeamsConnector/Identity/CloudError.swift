/// Why there is no such cloud.
public struct CloudError: Error, Hashable, CustomStringConvertible {
    /// What is wrong and which setting holds it, for people.
    public let message: String
    init(_ message: String) { self.message = message }
    /// The message.
    public var description: String { message }
}
