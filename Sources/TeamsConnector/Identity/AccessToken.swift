/// A bearer token, and for how long it is good: what a function of yours gives to ``Credentials``. Printing one does
/// not show it, and nobody but the SDK reads it.
public struct AccessToken: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// What stands after `Bearer`.
    let value: String
    /// For how long it is good from when it was got; nil when it must be asked for each time.
    public let lifetime: Duration?

    /// A token. Without a lifetime it is not kept.
    public init(_ value: String, lifetime: Duration? = nil) {
        self.value = value
        self.lifetime = lifetime
    }

    /// Says that there is a token, not which.
    public var description: String { "AccessToken(…)" }
    /// Shows the lifetime alone.
    public var customMirror: Mirror { Mirror(self, children: ["lifetime": lifetime as Any]) }
}
