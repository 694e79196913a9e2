public import JSONKit

/// How an activity is to be delivered.
public struct DeliveryMode: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// As any other.
    public static let normal: DeliveryMode = "normal"
    /// As a notification.
    public static let notification: DeliveryMode = "notification"
    /// Replies come in the HTTP response.
    public static let expectReplies: DeliveryMode = "expectReplies"
    /// Not kept.
    public static let ephemeral: DeliveryMode = "ephemeral"
}
