public import JSONKit

/// A card that asks a person whether the bot may store a file for them. Personal chats only.
public struct FileConsentCard: TeamsCard {
    public static let contentType = "application/vnd.microsoft.teams.card.file.consent"

    /// What the file is.
    public var description: String?
    /// How large it is.
    public var sizeInBytes: Int?
    /// What the bot gets back when the person accepts.
    public var acceptContext: JSONValue?
    /// What the bot gets back when the person declines.
    public var declineContext: JSONValue?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<Self> = [
        WireMember("description", \.description),
        WireMember("sizeInBytes", \.sizeInBytes),
        WireMember("acceptContext", \.acceptContext),
        WireMember("declineContext", \.declineContext),
    ]
}

extension FileConsentCard {
    /// Asks to store a file of this size.
    public init(
        description: String, sizeInBytes: Int, acceptContext: JSONValue? = nil, declineContext: JSONValue? = nil
    ) {
        self.description = description
        self.sizeInBytes = sizeInBytes
        self.acceptContext = acceptContext
        self.declineContext = declineContext
    }
}
