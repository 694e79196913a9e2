package import Foundation
package import JSONKit

/// A JSON Web Token, taken apart.
/// - SeeAlso: [RFC 7519](https://www.rfc-editor.org/rfc/rfc7519)
package struct Token: Sendable, Hashable {
    /// How it is signed.
    package let header: JSONObject
    /// What it says.
    package let claims: JSONObject

    /// Takes a token apart without verifying it: nothing in it may be believed.
    package init(unverified compact: String) throws(TokenError) {
        let parts = try CompactParts(compact)
        self.init(header: try parts.header(), claims: try parts.claims())
    }

    init(header: JSONObject, claims: JSONObject) {
        self.header = header
        self.claims = claims
    }

    /// The id of the key that signed it, `kid`.
    package var keyID: String? { header["kid"]?.stringValue }
    /// Who issued it, `iss`.
    package var issuer: String? { claim("iss") }
    /// For whom it is, `aud`: one or several.
    package var audience: [String] {
        switch claims["aud"] {
        case .string(let one)?: [one]
        case .array(let all)?: all.compactMap(\.stringValue)
        default: []
        }
    }
    /// When it ends, `exp`.
    package var expiresAt: Date? { date("exp") }
    /// When it begins, `nbf`.
    package var notBefore: Date? { date("nbf") }
    /// When it was made, `iat`.
    package var issuedAt: Date? { date("iat") }

    /// A claim that is a string.
    package func claim(_ name: String) -> String? { claims[name]?.stringValue }

    private func date(_ name: String) -> Date? { Self.seconds(claims[name]).map(Date.init(timeIntervalSince1970:)) }

    /// A claim that is an instant, in seconds since 1970, at most the end of the year 9999. Nil for anything else: a
    /// number that is no instant of anybody's calendar says nothing.
    /// - SeeAlso: [RFC 7519 §2, NumericDate](https://www.rfc-editor.org/rfc/rfc7519#section-2)
    static func seconds(_ claim: JSONValue?) -> Double? {
        guard let seconds = claim?.doubleValue, seconds >= 0, seconds <= 253_402_300_799 else { return nil }
        return seconds
    }
}
