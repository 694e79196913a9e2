internal import Foundation
package import PostgresStore
package import ServiceKit

/// Where the service keeps everything, as its settings say: `DATA` names a file of SQLite, `DATABASE` a database of
/// PostgreSQL.
package enum NotifierDatabase: Sendable, Hashable, CustomStringConvertible {
    case file(String)
    case server(PostgresAddress, connections: Int)

    private static let defaultFile = "teams.db"
    private static let connectionRange = 3...100
    private static let defaultConnections = 8

    /// - Parameters:
    ///   - options: what the command line says, by the names of variables.
    ///   - file: the path of the file of settings.
    /// - Throws: `SettingError` that names the option, the variable, or the place in the file; never the address,
    ///   which may have a password in it.
    package init(
        options: [String: Setting], file path: String?, environment: ProcessEnvironment
    ) throws(SettingError) {
        let file = try path.map { (path) throws(SettingError) in try NotifierSettingsFile(path: path) }
        try self.init(NotifierLookup(options: options, environment: environment, file: file))
    }

    init(_ lookup: NotifierLookup) throws(SettingError) {
        guard let address = lookup["DATABASE"] else {
            self = .file(lookup["DATA"]?.text ?? Self.defaultFile)
            return
        }
        if let file = lookup["DATA"] {
            // The command line counts before what stands elsewhere.
            let isGiven = (file: lookup.options["DATA"] != nil, address: lookup.options["DATABASE"] != nil)
            guard isGiven.file != isGiven.address else {
                throw lookup.error(address, "\(address.name) and \(file.name) are both set; leave one out")
            }
            if isGiven.file {
                self = .file(file.text)
                return
            }
        }
        var connections = Self.defaultConnections
        if let setting = lookup["DATABASE_CONNECTIONS"] {
            connections = try lookup.told { () throws(SettingError) in
                try setting.integer(in: Self.connectionRange)
            }
        }
        do throws(PostgresAddressError) {
            self = .server(try PostgresAddress(address.text), connections: connections)
        } catch {
            throw lookup.error(address, "\(address.name): \(error.reason)")
        }
    }

    /// Opens it.
    /// - Parameter isShared: whether another process may have a file at the same time, which a server's database
    ///   always allows.
    package func open(
        isShared: Bool = false, wallClock: WallClock = .system, log: Log? = nil
    ) async throws(NotificationStoreError) -> SQLNotificationStore {
        switch self {
        case .file(let path):
            return try SQLNotificationStore(path: path, isShared: isShared, wallClock: wallClock)
        case .server(let address, let connections):
            let store = try await SQLNotificationStore(
                address, connections: isShared ? 3 : connections, wallClock: wallClock, log: log)
            if !isShared { try await store.checkMove() }
            return store
        }
    }

    /// The path of the file; nil for a server's database.
    package var file: String? {
        if case .file(let path) = self { path } else { nil }
    }

    /// Whether there is something to open: a file that is there, or a server.
    package var exists: Bool {
        if case .file(let path) = self { FileManager.default.fileExists(atPath: path) } else { true }
    }

    /// The path, or the address without its password.
    package var description: String {
        switch self {
        case .file(let path): path
        case .server(let address, _): address.description
        }
    }
}
