internal import JSONKit

/// A file that a person agreed to and that a bot is to bring, in one part or in several.
struct FileUpload: Sendable, Hashable {
    var bot: AppID
    /// What the consent card said.
    var announcedBytes: Int?
    var receivedBytes = 0
    /// What the upload itself says; nil before its first part.
    var totalBytes: Int?
    var extras = JSONObject()

    /// Whether nothing more is to come.
    var isWhole: Bool { receivedBytes == totalBytes }
}

extension FileUpload: StoredRow {
    init() { self.init(bot: "") }

    static let shape: RowShape<FileUpload> = [
        .required("bot", \.bot), .optional("announcedBytes", \.announcedBytes),
        .count("receivedBytes", \.receivedBytes), .optional("totalBytes", \.totalBytes),
    ]
}
