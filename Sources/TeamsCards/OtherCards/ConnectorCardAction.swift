public import JSONKit

/// An action of a connector card.
public struct ConnectorCardAction: WireObject {
    /// What pressing it does.
    public var type: ConnectorCardActionType?
    /// A name for it.
    public var id: String?
    /// The text of the button.
    public var name: String?
    /// Where it leads: addresses of a `ViewAction`, one of an `HttpPOST`.
    public var target: TextOr<[String]>?
    /// Where an `OpenUri` leads, by system.
    public var targets: [ConnectorCardTarget]?
    /// What an `HttpPOST` sends.
    public var body: String?
    /// The format of what an `HttpPOST` sends.
    public var bodyContentType: String?
    /// What a person fills in, of an `ActionCard`.
    public var inputs: [ConnectorCardInput]?
    /// The buttons below the inputs, of an `ActionCard`.
    public var actions: [ConnectorCardAction]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<Self> = [
        WireMember("@type", \.type),
        WireMember("@id", \.id),
        WireMember("name", \.name),
        WireMember("target", \.target),
        WireMember("targets", \.targets),
        WireMember("body", \.body),
        WireMember("bodyContentType", \.bodyContentType),
        WireMember("inputs", \.inputs),
        WireMember("actions", \.actions),
    ]
}
