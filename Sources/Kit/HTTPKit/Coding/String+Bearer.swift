extension String {
    /// The token of an `Authorization` field that reads `Bearer <token>`; the scheme's case does not matter. `nil` for
    /// another scheme, and where nothing follows it.
    /// - SeeAlso: [RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)
    package var bearerToken: String? {
        let parts = split(separator: " ", maxSplits: 1)
        guard parts.count == 2, String(parts[0]).equalsIgnoringCase("bearer") else { return nil }
        return String(parts[1].drop { $0 == " " })
    }
}
