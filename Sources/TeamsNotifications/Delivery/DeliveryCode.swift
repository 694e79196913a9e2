public import ServiceKit

/// Why a delivery failed or was skipped. That of a refusal is the `ConnectorError.Code` of the service's answer.
public struct DeliveryCode: ErrorCode {
    /// The code's name.
    public let rawValue: String
    /// A code by its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Skipped: the person wants nothing of this category.
    public static let optedOut: DeliveryCode = "optedOut"
    /// Skipped: the app is not installed for that person, as far as is known.
    public static let notInstalled: DeliveryCode = "notInstalled"
    /// Skipped: the conversation is closed to the bot; see the report of who cannot be reached.
    public static let unreachable: DeliveryCode = "unreachable"
    /// Skipped: ``NotificationRequest/expiresAt`` was over before its turn came.
    public static let expired: DeliveryCode = "expired"
    /// Skipped: the notification was cancelled.
    public static let cancelled: DeliveryCode = "cancelled"
    /// Skipped: the notification was recalled before its turn came.
    public static let recalled: DeliveryCode = "recalled"
    /// Failed: the content cannot be made for this recipient.
    public static let content: DeliveryCode = "content"
    /// Unknown: the process ended while the request was on the wire.
    public static let interrupted: DeliveryCode = "interrupted"
}
