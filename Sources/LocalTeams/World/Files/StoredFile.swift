internal import JSONKit

/// A file or picture that someone attached.
struct StoredFile: Sendable, Hashable {
    var id: FileID
    var name: String
    /// `image/png`: pictures are shown, other files offered.
    var contentType: String
    var base64: String
    /// What is to come of it still, or came, when a bot brings it.
    var upload: FileUpload?
    var extras = JSONObject()

    /// Whether all of it is here.
    var isWhole: Bool { upload?.isWhole ?? true }

    /// `csv` of `manifest.csv`.
    static func type(of name: String) -> String {
        let parts = name.split(separator: ".")
        return parts.count > 1 ? parts.last.map { String($0.prefix(20)) } ?? "bin" : "bin"
    }

    /// Roughly what it takes, in bytes: an empty one something too.
    var cost: Int { 256 + name.utf8.count + contentType.utf8.count + base64.utf8.count }
}

extension StoredFile: StoredRow, TableRow {
    var rowID: FileID { id }

    init() { self.init(id: "", name: "", contentType: "", base64: "") }

    static let shape: RowShape<StoredFile> = [
        .required("id", \.id), .required("name", \.name), .required("contentType", \.contentType),
        .required("base64", \.base64), .optional("upload", \.upload),
    ]
}
