internal import Foundation
internal import JSONKit
internal import TeamsModels

/// What a single input of a card can be.
protocol CardScalar: Decodable {
    /// Nil for what is no such value.
    static func read(_ json: JSONValue) -> Self?
}

extension JSONValue: CardScalar {
    static func read(_ json: JSONValue) -> JSONValue? { json }
}

extension JSONObject: CardScalar {
    static func read(_ json: JSONValue) -> JSONObject? { json.objectValue }
}

extension String: CardScalar {
    static func read(_ json: JSONValue) -> String? { json.stringValue }
}

extension Bool: CardScalar {
    /// `true` and `false` are what a toggle sends unless the card says otherwise.
    static func read(_ json: JSONValue) -> Bool? {
        if let value = json.boolValue { return value }
        return switch json.stringValue?.lowercased() {
        case "true": true
        case "false": false
        default: nil
        }
    }
}

extension CardScalar where Self: FixedWidthInteger {
    static func read(_ json: JSONValue) -> Self? {
        guard let text = json.writtenNumber else { return nil }
        return Self(text) ?? Double(text).flatMap(Self.init(exactly:))
    }
}
extension Int: CardScalar {}
extension Int8: CardScalar {}
extension Int16: CardScalar {}
extension Int32: CardScalar {}
extension Int64: CardScalar {}
extension UInt: CardScalar {}
extension UInt8: CardScalar {}
extension UInt16: CardScalar {}
extension UInt32: CardScalar {}
extension UInt64: CardScalar {}

extension Double: CardScalar {
    static func read(_ json: JSONValue) -> Double? {
        json.writtenNumber.flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
    }
}

extension Float: CardScalar {
    static func read(_ json: JSONValue) -> Float? {
        json.writtenNumber.flatMap(Float.init).flatMap { $0.isFinite ? $0 : nil }
    }
}

extension Decimal: CardScalar {
    static func read(_ json: JSONValue) -> Decimal? {
        // `Decimal` reads a beginning that fits; a number must be one as a whole.
        guard let text = json.writtenNumber, Double.read(json) != nil else { return nil }
        return Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
    }
}

extension Date: CardScalar {
    /// A day, which begins at midnight in UTC, or an instant with its offset.
    static func read(_ json: JSONValue) -> Date? {
        guard let text = json.stringValue else { return nil }
        if text.utf8.count == 10 { return try? Date(text, strategy: .iso8601.year().month().day()) }
        return try? Date(text, strategy: .iso8601)
    }
}

extension URL: CardScalar {
    static func read(_ json: JSONValue) -> URL? { json.stringValue.flatMap(URL.init(string:)) }
}

extension JSONValue {
    /// A number, or the text of an input that takes numbers, without the space around it.
    fileprivate var writtenNumber: String? {
        switch self {
        case .number(let number): number.description
        case .string(let text): text.trimmed
        default: nil
        }
    }
}
