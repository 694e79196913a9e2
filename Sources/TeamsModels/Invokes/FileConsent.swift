public import JSONKit

/// Somebody accepted a file of the bot, or declined it (`fileConsent/invoke`).
public struct FileConsent: WireObject {
    /// `fileUpload`.
    public var type: String?
    /// `accept` or `decline`.
    public var action: String?
    /// What the consent card carried for this answer.
    public var context: JSONValue?
    /// Where the file goes; nil when it was declined.
    public var uploadInfo: FileUploadInfo?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// Whether the bot may bring the file.
    public var isAccepted: Bool { action?.lowercased() == "accept" && uploadInfo != nil }

    /// The members by their names on the wire.
    public static let members: WireMembers<FileConsent> = [
        .init("type", \.type),
        .init("action", \.action),
        .init("context", \.context),
        .init("uploadInfo", \.uploadInfo),
    ]
}
