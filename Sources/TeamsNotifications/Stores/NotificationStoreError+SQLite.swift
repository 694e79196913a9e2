internal import SQLCore

extension NotificationStoreError {
    /// What an error of the database says about the file at `path`.
    init(_ error: any Error, path: String) {
        if let error = error as? NotificationStoreError {
            self = error
            return
        }
        guard let error = error as? StoreError else {
            self.init(.unavailable, "the notifications in \(path): \(error)")
            return
        }
        let code: Code =
            switch error.code {
            case .inUse: .inUse
            case .notADatabase, .foreignSchema, .newerSchema, .damagedRow: .unusable
            default: .unavailable
            }
        self.init(code, "the notifications in \(path): \(error.message)")
    }
}
