/// Why a text is no address of a PostgreSQL database.
package struct PostgresAddressError: Error, Hashable, CustomStringConvertible {
    /// What is wrong and what to do, for people. It holds nothing of the text, which has a password in it, but names of
    /// options.
    package let reason: String
    /// The reason.
    package var description: String { reason }

    static let notPostgres = PostgresAddressError(
        reason: "the address of the database does not begin with postgres:// (postgres://user:password@host:5432/name)")
    static let notPlain = PostgresAddressError(
        reason: "the address of the database has a space, a backslash, a control character or a letter that is not "
            + "ASCII; write it as %XX")
    static let hasFragment = PostgresAddressError(
        reason: "the address of the database has a #fragment; a # in a password is written %23")
    static let badEncoding = PostgresAddressError(
        reason: "the address of the database has a % that is not followed by two hexadecimal digits of UTF-8 text; "
            + "a % in a password is written %25")
    static let hasControl = PostgresAddressError(
        reason: "the address of the database has an encoded control character, which PostgreSQL cannot take")
    static let manyAts = PostgresAddressError(
        reason: "the address of the database has more than one @; an @ in a password is written %40")
    static let manyColons = PostgresAddressError(
        reason: "the address of the database has more than one : before the @; a : in a password is written %3A")
    static let noUser = PostgresAddressError(
        reason: "the address of the database has a password, and no user before it")
    static let badHost = PostgresAddressError(
        reason: "the host of the database's address is neither a name, an IPv4 address, an IPv6 address in brackets "
            + "nor the encoded path of a folder with a socket (%2Fvar%2Frun%2Fpostgresql)")
    static let noHost = PostgresAddressError(
        reason: "the address of the database names no host; write one, or ?host=/folder/of/the/socket")
    static let twoHosts = PostgresAddressError(
        reason: "the address of the database names a host twice, before the path and as ?host=; leave one out")
    static let badPort = PostgresAddressError(
        reason: "the port of the database's address is not a number from 1 to 65535")
    static let noDatabase = PostgresAddressError(
        reason: "the address of the database does not end with one name (postgres://host/name)")
    static let badSecurity = PostgresAddressError(
        reason: "sslmode in the address of the database is none of "
            + PostgresAddress.Security.allCases.map(\.rawValue).joined(separator: ", "))
    static let noSecuritySocket = PostgresAddressError(
        reason: "sslmode and its files are for hosts on a network; a socket in a folder has no TLS: leave them out")

    static func noValue(_ option: String) -> Self {
        Self(reason: "\(option) in the address of the database has no value")
    }
    static func twice(_ option: String) -> Self {
        Self(reason: "\(option) stands twice in the address of the database; leave one out")
    }
    static func notAPath(_ option: String) -> Self {
        Self(reason: "\(option) in the address of the database is not a path that begins with /")
    }
    static func needsBoth(_ option: String, _ other: String) -> Self {
        Self(reason: "\(option) in the address of the database needs \(other) beside it")
    }
    static func unknown(nearest: String?) -> Self {
        let known = PostgresAddress.options.joined(separator: ", ")
        let guess = nearest.map { "; did you mean \($0)?" } ?? ""
        return Self(reason: "the address of the database has an option that is none of \(known)\(guess)")
    }
}
