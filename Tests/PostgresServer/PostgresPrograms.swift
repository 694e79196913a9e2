internal import Foundation

/// The programs of a PostgreSQL server that this machine has.
public enum PostgresPrograms {
    /// The folder with `initdb` and `postgres`, of the newest version; `nil` when there is none.
    public static let folder: String? = {
        let files = FileManager.default
        var folders: [String] = []
        for root in ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"] {
            let names = (try? files.contentsOfDirectory(atPath: root)) ?? []
            let versions = names.filter { root.hasSuffix("postgresql") || $0.hasPrefix("postgresql@") }
            folders += versions.sorted { $0.compare($1, options: .numeric) == .orderedDescending }
                .map { "\(root)/\($0)/bin" }
        }
        folders += (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.first { files.isExecutableFile(atPath: "\($0)/initdb") }
    }()

    /// Whether tests that need a server run: where there is none, they are skipped, but not in CI.
    public static var areWanted: Bool { folder != nil || ProcessInfo.processInfo.environment["CI"] == "true" }

    /// Why they do not run.
    public static let absence = "no PostgreSQL server is installed here: apt-get install postgresql"
}
