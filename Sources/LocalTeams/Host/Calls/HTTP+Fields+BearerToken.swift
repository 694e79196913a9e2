internal import HTTPKit

extension HTTP.Fields {
    /// The token of `Authorization: Bearer …`; nil without one.
    /// - SeeAlso: [RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)
    var bearerToken: String? {
        guard let parts = self["Authorization"]?.split(separator: " ", maxSplits: 1), parts.count == 2,
            parts[0].lowercased() == "bearer"
        else { return nil }
        return String(parts[1])
    }
}
