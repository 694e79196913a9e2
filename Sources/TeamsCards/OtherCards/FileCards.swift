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

    public static let members: WireMembers<FileConsentCard> = [
        WireMember("description", \.description),
        WireMember("sizeInBytes", \.sizeInBytes),
        WireMember("acceptContext", \.acceptContext),
        WireMember("declineContext", \.declineContext),
    ]
}

/// A card that shows a stored file. The attachment names it and has its address.
public struct FileInfoCard: TeamsCard {
    public static let contentType = "application/vnd.microsoft.teams.card.file.info"

    /// The id that the upload gave.
    public var uniqueId: String?
    /// The ending of its name: `csv`.
    public var fileType: String?
    /// Its version.
    public var etag: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<FileInfoCard> = [
        WireMember("uniqueId", \.uniqueId),
        WireMember("fileType", \.fileType),
        WireMember("etag", \.etag),
    ]
}
