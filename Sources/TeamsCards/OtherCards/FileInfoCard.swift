public import JSONKit

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

    public static let members: WireMembers<Self> = [
        WireMember("uniqueId", \.uniqueId),
        WireMember("fileType", \.fileType),
        WireMember("etag", \.etag),
    ]
}
