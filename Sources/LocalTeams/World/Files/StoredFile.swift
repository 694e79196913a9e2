internal import JSONKit

/// A file or picture that someone attached.
struct StoredFile: Sendable, Hashable {
    var id: FileID
    var name: String
    /// `image/png`: pictures are shown, other files offered.
    var contentType: String
    var base64: String
    var extras = JSONObject()

    /// Roughly what it takes, in bytes: an empty one something too.
    var cost: Int { 256 + name.utf8.count + contentType.utf8.count + base64.utf8.count }
}

extension StoredFile: StoredRow, TableRow {
    var rowID: FileID { id }

    init() { self.init(id: "", name: "", contentType: "", base64: "") }

    static let shape: RowShape<StoredFile> = [
        .required("id", \.id), .required("name", \.name), .required("contentType", \.contentType),
        .required("base64", \.base64),
    ]
}
