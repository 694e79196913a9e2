extension NotificationError {
    /// The same trouble, as the engine tells it.
    package init(_ error: NotificationStoreError) {
        switch error.code {
        case .invalidCursor: self.init(.invalid, error.message)
        case .inUse, .unusable: self.init(.configuration, error.message)
        default: self.init(.unavailable, error.message)
        }
    }

    static func notFound(_ id: NotificationID) -> NotificationError {
        NotificationError(.notFound, "there is no notification \"\(id.rawValue.prefix(64))\"")
    }
}
