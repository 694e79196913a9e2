internal import HTTPKit

extension APIError {
    /// A key in the address is never looked at.
    /// - Parameter isKnown: whether whoever asks has shown a key in its place too.
    static func keyInAddress(isKnown: Bool) -> APIError {
        let message = """
            a key does not belong into an address, which logs and histories keep: send Authorization: Bearer <key>, \
            and take back the key that was shown (teams notifier keys revoke)
            """
        guard isKnown else { return APIError(401, .unauthorized, message, fields: unauthorized.fields) }
        return .invalid(message)
    }
}

extension HTTP.Request {
    /// Names under which people put keys into a query, without capitals, dashes and underscores.
    private static let namesOfKeys: Set<String> = [
        "key", "apikey", "accesstoken", "token", "authorization", "auth", "bearer", "password", "secret",
        "clientsecret",
    ]

    /// Whether the address names a key, or a user with a password: clients send those of an address as `Basic`.
    var showsKeyInAddress: Bool {
        if fields["Authorization"]?.lowercased().hasPrefix("basic ") == true { return true }
        if path.utf8.first != UInt8(ascii: "/"), path.contains("@") { return true }
        return queryItems.contains { item in
            Self.namesOfKeys.contains(item.name.lowercased().filter { $0 != "-" && $0 != "_" })
        }
    }
}
