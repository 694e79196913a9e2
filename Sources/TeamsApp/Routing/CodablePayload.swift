internal import Foundation
internal import JSONKit

/// Values of Foundation's `Codable`, as they stand in activities.
enum CodablePayload {
    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    static func decode<Payload: Decodable>(_ json: JSONValue) throws -> Payload {
        do { return try JSONDecoder().decode(Payload.self, from: Data(json.serialized())) } catch {
            throw Mistake(description: Self.words(for: error))
        }
    }

    static func encode(_ reply: some Encodable) throws -> JSONValue {
        try JSONValue(parsing: Array(JSONEncoder().encode(reply)))
    }

    /// Which member is wrong, and how.
    static func words(for error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        return switch error {
        case .keyNotFound(let key, let context): "\(place(context.codingPath + [key])) is missing"
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            "\(place(context.codingPath)) is no \(type)"
        case .dataCorrupted(let context): "\(place(context.codingPath)): \(context.debugDescription)"
        @unknown default: "\(error)"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        "/" + path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: "/")
    }
}
