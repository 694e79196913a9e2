public import JSONKit

/// What pressing a button of a connector card does.
public struct ConnectorCardActionType: OpenEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Opens an address.
    public static let openUri: ConnectorCardActionType = "OpenUri"
    /// Sends something to an address.
    public static let httpPost: ConnectorCardActionType = "HttpPOST"
    /// Asks for something first.
    public static let actionCard: ConnectorCardActionType = "ActionCard"
    /// Opens an address, in older cards.
    public static let viewAction: ConnectorCardActionType = "ViewAction"
}
