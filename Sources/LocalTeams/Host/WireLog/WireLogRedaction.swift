internal import HTTPKit
internal import JSONKit
internal import TokenKit

/// Turns what was on the wire into what may be shown: no secret, no signature, nothing of unreasonable length.
enum WireLogRedaction {
    /// What stands in place of a secret.
    static let mask = "(hidden)"
    /// Bytes of one string that are shown at most.
    static let maxTextBytes = 16_384
    /// A body of more bytes is shown as its length: reading it costs many times as much.
    static let maxBodyBytes = 160 << 10

    /// Members whose text is never shown; one that holds a token is shown as its claims.
    private static let secretNames: Set<String> = [
        "client_secret", "client_assertion", "secret", "clientsecret", "password", "access_token", "accesstoken",
        "refresh_token", "id_token", "assertion", "token", "authorization",
    ]

    /// Header fields that say nothing, or that must not be shown.
    private static let hiddenFields: Set<String> = ["authorization", "cookie", "host", "content-length", "connection"]

    /// - Parameters:
    ///   - json: the body, when it was parsed already.
    ///   - isRead: false for a body that nobody has read: it is not read for the log either.
    static func message(
        fields: HTTP.Fields, body: [UInt8], json: JSONObject? = nil, isRead: Bool = true
    ) -> WireLogMessage {
        var message = WireLogMessage()
        for (name, value) in fields where !hiddenFields.contains(name.lowercased()) {
            message.fields[name.lowercased()] = shown(text: value)
        }
        message.token = fields["Authorization"].map { _ in
            fields.bearerToken.flatMap { claims(ofToken: $0) } ?? .string(mask)
        }
        if body.count > maxBodyBytes || (!isRead && !body.isEmpty) {
            message.body = .string("(\(body.count) bytes)")
        } else {
            message.body =
                json.map { shown(.object($0)) } ?? shown(body: body, contentType: fields["Content-Type"] ?? "")
        }
        return message
    }

    /// `value` with secrets masked, tokens as their claims, and long text cut.
    static func shown(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): return shown(text: text)
        case .array(let elements): return .array(elements.map { shown($0) })
        case .object(let object):
            var result = JSONObject()
            for (name, value) in object {
                if case .string(let text) = value, secretNames.contains(name.lowercased()) {
                    result[name] = claims(ofToken: text) ?? .string(mask)
                } else {
                    result[name] = shown(value)
                }
            }
            return .object(result)
        default: return value
        }
    }

    private static func shown(body: [UInt8], contentType: String) -> JSONValue? {
        guard !body.isEmpty else { return nil }
        let type = contentType.lowercased()
        if type.hasPrefix(HTTP.Form.contentType) {
            var object = JSONObject()
            for (name, value) in HTTP.Form(body: body).items { object[name] = .string(value) }
            return shown(.object(object))
        }
        if let json = try? JSONValue(parsing: body) { return shown(json) }
        if let text = String(validating: body, as: UTF8.self), !type.hasPrefix("image/") { return shown(text: text) }
        return .string("(\(body.count) bytes)")
    }

    private static func shown(text: String) -> JSONValue {
        if text.hasPrefix("eyJ"), let claims = claims(ofToken: text) { return claims }
        guard text.utf8.count > maxTextBytes else { return .string(text) }
        let start = String(decoding: text.utf8.prefix(maxTextBytes), as: UTF8.self)
        return .string("\(start)… (\(text.utf8.count) bytes in all)")
    }

    private static func claims(ofToken text: String) -> JSONValue? {
        guard let token = try? Token(unverified: text) else { return nil }
        return ["kid": token.keyID.map { .string($0) } ?? .null, "claims": .object(token.claims)]
    }
}
