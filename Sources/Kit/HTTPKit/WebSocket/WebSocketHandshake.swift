/// The answer to a request that wants to speak WebSocket.
/// - SeeAlso: [RFC 6455 §4.2](https://www.rfc-editor.org/rfc/rfc6455#section-4.2)
enum WebSocketHandshake {
    private static let version = "13"
    private static let salt = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    /// - Parameter fields: the handler's own, which go into the answer.
    /// - Returns: 101 with what proves that the request was understood, or why there is no WebSocket.
    static func answer(_ request: HTTP.Request, fields: HTTP.Fields) -> HTTP.Response {
        // HTTP/1.0 has no upgrades, whatever its fields say: RFC 9110 §7.8.
        guard request.method == "GET", request.body.isEmpty, !request.isHTTP10,
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
    static func accept(key: String) -> String { base64(sha1(Array((key + salt).utf8))) }

    private static func isKey(_ key: String) -> Bool {
        let bytes = Array(key.utf8)
        guard bytes.count == 24, bytes.suffix(2) == [UInt8(ascii: "="), UInt8(ascii: "=")] else { return false }
        return bytes.dropLast(2).allSatisfy { alphabet.contains($0) }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for index in 0..<4 {
                text.append(index <= group.count ? alphabet[bits >> (18 - 6 * index) & 0x3F] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
