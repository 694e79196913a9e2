/// The files that people and bots attached, by id, and how much they take.
struct FileShelf: Sendable, Equatable {
    /// What all files take at most, in bytes of base64.
    static let maxBytes = 256 << 20

    private var files: [String: StoredFile] = [:]
    private(set) var bytes = 0

    subscript(id: String) -> StoredFile? {
        get { files[id] }
        set {
            bytes += (newValue?.base64.utf8.count ?? 0) - (files[id]?.base64.utf8.count ?? 0)
            files[id] = newValue
        }
    }

    /// - Throws: a refusal when there is no room for `files` beside those that are here.
    func checkRoom(for files: [SentFile]) throws(Refusal) {
        let more = files.reduce(0) { $0 + $1.base64.utf8.count }
        guard bytes + more <= Self.maxBytes else {
            throw Refusal(
                status: 413, code: "MessageSizeTooBig",
                message: "The files of this workspace would take more than \(Self.maxBytes >> 20) MiB: "
                    + "make room with POST /_local/reset.")
        }
    }
}

/// A file on its way in. It is looked at before the world is.
struct SentFile: Sendable, Equatable {
    /// Whoever has it can fetch the file.
    let id: String
    let name: String
    /// `image/png`: pictures are shown, other files offered.
    let contentType: String
    let base64: String
    let isBase64: Bool

    init(name: String, contentType: String, base64: String, id: String = Secret.hex()) {
        self.id = id
        self.name = name
        self.contentType = contentType
        self.base64 = base64
        isBase64 = Self.isBase64(base64)
    }

    var stored: StoredFile { StoredFile(id: id, name: name, contentType: contentType, base64: base64) }

    /// Whether a text is base64 with its padding (RFC 4648 section 4).
    private static func isBase64(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.count.isMultiple(of: 4) else { return false }
        let padding = bytes.suffix(2).count { $0 == UInt8(ascii: "=") }
        return bytes.dropLast(padding).allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
                true
            default: false
            }
        }
    }
}
