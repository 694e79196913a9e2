internal import JSONKit

/// The three parts of a token in compact form, still encoded.
struct CompactParts {
    /// The longest token in bytes that is looked at.
    static let maxBytes = 16 << 10

    /// What is signed: the first two parts with the dot between them.
    let signed: [UInt8]
    private let headerCount: Int
    private let signatureText: ArraySlice<UInt8>

    init(_ compact: String) throws(TokenError) {
        guard compact.utf8.count <= Self.maxBytes else {
            throw TokenError(.malformed, "the token is longer than \(Self.maxBytes) bytes")
        }
        let text = Array(compact.utf8)
        let dots = text.indices.filter { text[$0] == UInt8(ascii: ".") }
        guard dots.count == 2 else { throw TokenError(.malformed, "a token has three parts, not \(dots.count + 1)") }
        signed = Array(text[..<dots[1]])
        headerCount = dots[0]
        signatureText = text[(dots[1] + 1)...]
    }

    func header() throws(TokenError) -> JSONObject { try object(signed[..<headerCount], "header") }

    func claims() throws(TokenError) -> JSONObject { try object(signed[(headerCount + 1)...], "payload") }

    func signature() throws(TokenError) -> [UInt8] {
        guard let bytes = Base64URL.decode(signatureText) else {
            throw TokenError(.malformed, "the token's signature is no base64url")
        }
        return bytes
    }

    /// A JSON object in base64url. A member that stands twice is refused: two readers could read two things.
    private func object(_ part: ArraySlice<UInt8>, _ name: String) throws(TokenError) -> JSONObject {
        guard let bytes = Base64URL.decode(part) else {
            throw TokenError(.malformed, "the token's \(name) is no base64url")
        }
        guard let value = try? JSONValue(parsing: bytes, maxDepth: 16, duplicateNames: .refused) else {
            throw TokenError(.malformed, "the token's \(name) is no JSON, or names a member twice")
        }
        guard let object = value.objectValue else {
            throw TokenError(.malformed, "the token's \(name) is no JSON object")
        }
        return object
    }
}
