public import JSONKit

/// Where a person who accepted a file wants it: what comes with the answer to a file consent card.
public struct FileUploadInfo: WireObject {
    /// The file's name, which may differ from the one that was offered.
    public var name: String?
    /// Where the bytes go. It is its own permission, and holds for a short time: it must reach no log.
    public var uploadUrl: String?
    /// Where the file is once it is there.
    public var contentUrl: String?
    /// The file's id.
    public var uniqueId: String?
    /// The ending of its name: `csv`.
    public var fileType: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<FileUploadInfo> = [
        .init("name", \.name),
        .init("uploadUrl", \.uploadUrl),
        .init("contentUrl", \.contentUrl),
        .init("uniqueId", \.uniqueId),
        .init("fileType", \.fileType),
    ]
}
