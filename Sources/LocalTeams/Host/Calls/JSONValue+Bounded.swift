internal import JSONKit

extension JSONValue {
    /// Bodies up to this size are read whatever they hold, in bytes.
    static let smallBodyBytes = 1 << 20
    /// Values that a longer body may hold. What makes a body long is files, which are few strings; a million small
    /// values would cost many times the body.
    static let maxValues = 300_000

    /// Reads a body that somebody sent.
    init(body: [UInt8]) throws(Refusal) {
        if body.count > Self.smallBodyBytes {
            // Each of them begins a value; those within strings count too, of which base64 has none.
            let values = body.count { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
            guard values <= Self.maxValues else { throw .badRequest("The body holds too many values.") }
        }
        do {
            try self.init(parsing: body)
        } catch {
            throw .badRequest("The body is not JSON: \(error.message)")
        }
    }
}
