internal import HTTPKit
internal import JSONKit
internal import TokenKit

/// The body of a new notification: the request, and whether it is only a question.
struct NotificationBody: StrictlyDecodable {
    let request: NotificationRequest
    let isDryRun: Bool

    init(from reader: inout StrictReader) throws(StrictError) {
        isDryRun = try reader.optional("dryRun") ?? false
        request = try NotificationRequest(from: &reader)
    }

    /// Tells bodies apart that mean different things: the order of members and white space do not matter.
    static func digest(of json: JSONValue) -> String {
        var json = json
        if json["dryRun"] != nil { json["dryRun"] = nil }
        return hexadecimal(sha256(json.serialized(.sorted)))
    }
}

/// Bytes as small hexadecimal digits.
func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

extension APICall {
    /// The longest key by which a request is known again, in characters.
    static let maxIdempotencyKey = 255

    /// The field `Idempotency-Key`: printable ASCII; nil without one.
    func idempotencyKey() throws(APIError) -> String? {
        let keys = request.fields.values("Idempotency-Key")
        guard let key = keys.first else { return nil }
        guard keys.count == 1 else { throw .invalid("Idempotency-Key stands twice; one request has one key") }
        guard (1...Self.maxIdempotencyKey).contains(key.utf8.count), key.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F })
        else {
            throw .invalid(
                "Idempotency-Key must be 1 to \(Self.maxIdempotencyKey) printable ASCII characters, such as a UUID")
        }
        return key
    }
}
