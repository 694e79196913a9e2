/// Where a PostgreSQL database is, and as whom it is used:
/// `postgres://user:password@host:port/name?sslmode=verify-full`, read strictly.
///
/// A socket on this machine is named by its folder, as `?host=/var/run/postgresql` or encoded in the host's place.
/// Without a user, the system's own name of the user counts; without a password, libpq looks where it always does
/// (`PGPASSWORD`, `~/.pgpass`); without `sslmode`, TLS is used when the server has it, and its certificate is not
/// looked at: over a network, write `sslmode=verify-full`.
///
/// The password is in no description, and in no error.
/// - SeeAlso: [Connection URIs](https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING)
package struct PostgresAddress: Hashable, Sendable {
    /// How much the connection must be protected.
    package enum Security: String, Sendable, CaseIterable {
        /// Not at all.
        case disable
        /// By TLS when the server wants it.
        case allow
        /// By TLS when the server has it.
        case prefer
        /// By TLS, whoever answers.
        case require
        /// By TLS, to a server whose certificate is trusted.
        case verifyAuthority = "verify-ca"
        /// By TLS, to a server whose certificate is trusted and has the host's name.
        case verifyFull = "verify-full"
    }

    /// The user; `nil` for the system's.
    package let user: String?
    let password: PostgresPassword?
    /// A name, an IP address, or the path of the folder that has the socket.
    package let host: String
    /// The port, which a socket has in its name too.
    package let port: Int
    /// The name of the database.
    package let database: String
    /// The protection that the address asks for.
    package let security: Security?
    /// The file of the authorities that the server's certificate is checked against.
    package let authorities: String?
    /// The files of a certificate of our own, and of its key.
    package let certificate: String?
    package let certificateKey: String?
    /// What the server calls the program in its lists.
    package let applicationName: String?

    /// Whether the host is a folder with a socket.
    package var isLocalSocket: Bool { host.utf8.first == UInt8(ascii: "/") }
}

extension PostgresAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The address without password and options, for people.
    package var description: String {
        let name = user.map { "\($0)@" } ?? ""
        if isLocalSocket { return "postgres://\(name)/\(database)?host=\(host)\(port == 5432 ? "" : "&port=\(port)")" }
        return "postgres://\(name)\(host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host):\(port)/\(database)"
    }
    /// The same.
    package var debugDescription: String { description }
    /// Shows the description alone.
    package var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}

extension PostgresAddress {
    /// What libpq is given: names of its options with their values.
    var parameters: [(name: String, value: String)] {
        let all: [(String, String?)] = [
            ("host", host), ("port", "\(port)"), ("dbname", database), ("user", user),
            ("password", password?.reveal()), ("sslmode", isLocalSocket ? "disable" : security?.rawValue),
            ("sslrootcert", authorities), ("sslcert", certificate), ("sslkey", certificateKey),
            ("application_name", applicationName), ("client_encoding", "UTF8"),
            ("gssencmode", "disable"),
            // A machine that is gone without a word is noticed within a minute.
            ("keepalives_idle", "20"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "40000"),
        ]
        return all.compactMap { name, value in value.map { (name: name, value: $0) } }
    }
}
