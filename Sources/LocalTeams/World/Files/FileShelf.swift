/// The files that people and bots attached, by id, and how much they take.
struct FileShelf: Sendable, Equatable {
    /// What all files take at most, in bytes, unless said otherwise. Files are kept as base64.
    static let standardMaxBytes = 256 << 20

    var maxBytes = standardMaxBytes
    private var files = Table<FileID, StoredFile>(.file)
    private(set) var bytes = 0

    init() {}

    subscript(id: FileID) -> StoredFile? { files[id] }

    mutating func add(_ file: StoredFile) {
        bytes += file.cost - (files[file.id]?.cost ?? 0)
        files.put(file)
    }

    mutating func remove(_ id: FileID) { bytes -= files.remove(id)?.cost ?? 0 }

    /// - Throws: a refusal when there is no room for `files` beside those that are here.
    func checkRoom(for files: [SentFile]) throws(Refusal) {
        try checkRoom(forBase64: files.reduce(0) { $0 + $1.stored.cost })
    }

    /// - Throws: a refusal when there is no room for so much more.
    func checkRoom(forBase64 more: Int) throws(Refusal) {
        guard bytes + more <= maxBytes else {
            throw Refusal(
                status: 413, code: "MessageSizeTooBig",
                message: "The files of this workspace would take more than \(maxBytes >> 20) MiB: "
                    + "make room with POST /_local/reset.")
        }
    }

    mutating func takeChanges(into records: inout [RecordChange]) { files.takeChanges(into: &records) }

    /// The files that were stored as these records.
    init(records: some Sequence<Record>) throws(WorldError) {
        for record in records where record.kind == .file { bytes += try files.restore(record).cost }
    }
}
