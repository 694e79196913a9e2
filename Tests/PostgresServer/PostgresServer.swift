internal import Foundation
internal import LockKit

/// A PostgreSQL server in a temporary folder, on a socket there. It ends with the object, and with the process.
///
/// It trusts everybody on the socket, and does not wait for the disk: what it has written survives its own end, and not
/// the machine's.
public final class PostgresServer: Sendable {
    /// How a server is told to end.
    public enum Ending: Sendable {
        /// Transactions are taken back, and connections are told.
        case fast
        /// At once, as if it had crashed.
        case immediate
    }

    /// What a server is given on top.
    public struct Options: Sendable {
        /// A port of the loopback interface on which it listens too, besides the socket.
        public var port: Int?
        /// The most connections.
        public var maxConnections = 100
        /// Whether it has TLS, with a certificate for `localhost` that it made itself.
        public var hasTLS = false
        /// The lines of `pg_hba.conf`.
        public var access = "local all all trust\nhost all all 127.0.0.1/32 trust\n"
        /// Other settings, as `name=value`.
        public var settings: [String] = []

        public init() {}
    }

    /// The folder of the socket, and of everything else.
    public let folder: String
    private let options: Options
    private let child = Mutex<ChildProgram?>(nil)

    /// Starts a server.
    public init(_ options: Options = Options()) throws {
        self.options = options
        folder = try Self.makeFolder()
        // Making a cluster takes seconds; a copy of one does not.
        try ChildProgram.run(["cp", "-a", "\(try Self.template.get())/data", "\(folder)/data"])
        try options.access.write(toFile: "\(folder)/data/pg_hba.conf", atomically: false, encoding: .utf8)
        if options.hasTLS { try makeCertificate() }
        try start()
    }

    deinit {
        stop(.immediate)
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The file of the server's certificate, with TLS.
    public var certificate: String { "\(folder)/server.crt" }

    /// Starts it again after ``stop(_:)``.
    public func start() throws {
        guard let programs = PostgresPrograms.folder else {
            throw PostgresServerError(message: PostgresPrograms.absence)
        }
        var settings = [
            "fsync=off", "full_page_writes=off", "shared_buffers=16MB", "max_wal_senders=0",
            "max_connections=\(options.maxConnections)", "log_min_messages=warning", "lc_messages=C",
            "unix_socket_directories=\(folder)", "listen_addresses=\(options.port == nil ? "" : "127.0.0.1")",
            "port=\(options.port ?? 5432)", "autovacuum=off", "superuser_reserved_connections=1",
        ]
        if options.hasTLS {
            settings += ["ssl=on", "ssl_cert_file=\(certificate)", "ssl_key_file=\(folder)/server.key"]
        }
        let arguments = Self.owner + ["\(programs)/postgres", "-D", "\(folder)/data"]
        let flags = (settings + options.settings).flatMap { ["-c", $0] }
        let started = try ChildProgram(arguments + flags, readyAt: "ready to accept connections", folder: folder)
        child.withLock { $0 = started }
    }

    /// Ends it, and returns when it has ended.
    public func stop(_ ending: Ending = .fast) {
        guard let child = child.withLock({ $0.take() }) else { return }
        child.signal(ending == .fast ? SIGINT : SIGQUIT)
        child.wait()
    }

    /// A port that nobody uses now.
    public static func freePort() -> Int {
        #if os(Linux)
            let socket = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        #else
            let socket = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                _ = bind(socket, pointer, length)
                getsockname(socket, pointer, &length)
            }
        }
        return Int(address.sin_port.bigEndian)
    }

    // MARK: Making

    /// PostgreSQL refuses the superuser of the system.
    private static let owner =
        getuid() == 0 ? ["/usr/bin/env", "setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : []

    /// A folder with a short path, since that of a socket has 107 bytes at the most.
    private static func makeFolder() throws -> String {
        var template = Array("/tmp/pg-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw PostgresServerError(message: "no folder in /tmp") }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if getuid() == 0 { try ChildProgram.run(["chown", "postgres:postgres", path]) }
        return path
    }

    /// A cluster that is only copied; removed by whoever clears `/tmp`.
    private static let template = Result {
        guard let programs = PostgresPrograms.folder else {
            throw PostgresServerError(message: PostgresPrograms.absence)
        }
        let folder = try makeFolder()
        atexit { removeTemplate() }
        try ChildProgram.run(
            owner + [
                "\(programs)/initdb", "-D", "\(folder)/data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
                "--locale=C", "--no-sync", "--no-instructions",
            ])
        return folder
    }

    private static func removeTemplate() {
        if let folder = try? template.get() { try? FileManager.default.removeItem(atPath: folder) }
    }

    private func makeCertificate() throws {
        try ChildProgram.run([
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", "\(folder)/server.key", "-out", certificate,
        ])
        try ChildProgram.run(["chmod", "0600", "\(folder)/server.key"])
        if getuid() == 0 { try ChildProgram.run(["chown", "postgres:postgres", "\(folder)/server.key"]) }
    }
}
