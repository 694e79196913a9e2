internal import SQLCore

extension NotificationStoreError {
    /// What an error of the database says about the database at `place`.
    init(_ error: any Error, place: String) {
        if let error = error as? NotificationStoreError {
            self = error
            return
        }
        guard let error = error as? StoreError else {
            self.init(.unavailable, "the notifications in \(place): \(error)")
            return
        }
        let code: Code =
            switch error.code {
            case .inUse: .inUse
            case .notADatabase, .foreignSchema, .newerSchema, .damagedRow: .unusable
            default: .unavailable
            }
        self.init(code, "the notifications in \(place): \(error.message)")
    }
}
