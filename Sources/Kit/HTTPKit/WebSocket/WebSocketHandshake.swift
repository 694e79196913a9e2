internal import TokenKit

/// The answer to a request that wants to speak WebSocket.
/// - SeeAlso: [RFC 6455 §4.2](https://www.rfc-editor.org/rfc/rfc6455#section-4.2)
enum WebSocketHandshake {
    private static let version = "13"
    private static let salt = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    /// - Parameters:
    ///   - fields: the handler's own, which go into the answer.
    ///   - mayUpgrade: whether the connection lets the request become something else.
    /// - Returns: 101 with what proves that the request was understood, or why there is no WebSocket.
    static func answer(_ request: HTTP.Request, fields: HTTP.Fields, mayUpgrade: Bool) -> HTTP.Response {
        guard request.method == "GET", request.body.isEmpty, mayUpgrade,
            request.fields.values("Upgrade").contains(where: { $0.listContains("websocket") }),
            request.fields.values("Connection").contains(where: { $0.listContains("upgrade") })
        else {
            var refusal = HTTP.Response.text("this address speaks WebSocket\n", status: 426)
            refusal.fields["Upgrade"] = "websocket"
            return refusal
        }
        guard request.fields.values("Sec-WebSocket-Version") == [version] else {
            var refusal = HTTP.Response.text("the only WebSocket version known is \(version)\n", status: 426)
            refusal.fields["Sec-WebSocket-Version"] = version
            return refusal
        }
        let keys = request.fields.values("Sec-WebSocket-Key")
        guard keys.count == 1, isKey(keys[0]) else {
            return .text("the Sec-WebSocket-Key is not 16 bytes in base64\n", status: 400)
        }
        var response = HTTP.Response(status: 101, fields: fields)
        response.fields["Upgrade"] = "websocket"
        response.fields["Sec-WebSocket-Accept"] = accept(key: keys[0])
        return response
    }

    /// The proof for `key`.
    static func accept(key: String) -> String { Base64.encode(sha1(Array((key + salt).utf8))) }

    private static func isKey(_ key: String) -> Bool {
        let bytes = Array(key.utf8)
        guard bytes.count == 24, bytes.suffix(2) == [UInt8(ascii: "="), UInt8(ascii: "=")] else { return false }
        return bytes.dropLast(2).allSatisfy { Base64.alphabet.contains($0) }
    }
}
