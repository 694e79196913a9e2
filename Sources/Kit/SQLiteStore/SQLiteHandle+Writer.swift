internal import SQLCore

extension SQLiteHandle {
    /// Sets what a connection that writes needs.
    func prepareToWrite(
        _ durability: SQLiteDatabase.Durability, isInMemory: Bool, path: String
    ) throws(StoreError) {
        let mode = try rows("PRAGMA journal_mode = WAL").first?[0].stringValue
        guard isInMemory || mode == "wal" else {
            throw StoreError(.cannotOpen, "\(path) is on a file system without shared memory; choose a local disk")
        }
        // Checkpoints of 8000 pages (32 MB) in place of 1000: a third more rows a second.
        try script(
            """
            PRAGMA synchronous = \(durability == .full ? "FULL" : "NORMAL");
            PRAGMA wal_autocheckpoint = 8000;
            PRAGMA journal_size_limit = 67108864;
            PRAGMA cache_size = -32768;
            PRAGMA temp_store = MEMORY;
            PRAGMA foreign_keys = ON;
            """)
    }
}
