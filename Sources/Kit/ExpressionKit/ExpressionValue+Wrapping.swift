import Foundation
public import JSONKit

/// How values are written that JSON lacks: as objects with one member, like `{"$bytes": [1, 2]}`. The published test
/// data use this form, and so does the command `teams card evaluate --lines`.
extension ExpressionValue {
    private static let exactIntegers = -9_007_199_254_740_991...9_007_199_254_740_991

    /// Reads a value and unwraps `$undefined`, `$bytes`, `$bigint`, `$date`, `$timex` and `$map`.
    public init(wrapped json: JSONValue) {
        self = .json(json)
        guard case .object(let object) = json, object.count == 1, let (name, value) = object.first else { return }
        switch (name, value) {
        case ("$undefined", _): self = .undefined
        case ("$bytes", .array(let elements)):
            let bytes = elements.compactMap { $0.intValue.flatMap(UInt8.init(exactly:)) }
            if bytes.count == elements.count { self = .bytes(bytes) }
        case ("$bigint", .string(let text)): if let int = Int(text) { self = .int(int) }
        case ("$date", .string(let text)): if let time = Timestamp(text) { self = .date(time.date) }
        case ("$timex", .string(let text)): self = .timex(text)
        case ("$map", .object): self = .json(value)
        default: break
        }
    }

    /// The value as JSON, wrapped where JSON lacks it. Whole numbers that `Double` cannot hold exactly are wrapped too.
    public var wrapped: JSONValue {
        switch self {
        case .undefined: ["$undefined": true]
        case .bytes(let bytes): ["$bytes": .array(bytes.map { .number(JSONNumber(Int($0))) })]
        case .date: ["$date": asJSON]
        case .timex(let text): ["$timex": .string(text)]
        case .json(.number(let number)):
            if number.isInteger, let int = number.int, !Self.exactIntegers.contains(int) {
                ["$bigint": .string(String(int))]
            } else {
                asJSON
            }
        case .json(let value): value
        }
    }
}

extension ExpressionScope {
    /// A scope of an object whose members may be wrapped values.
    public init(wrapped json: JSONValue) {
        var data = JSONObject()
        var values: [String: ExpressionValue] = [:]
        guard case .object(let object) = json else {
            self.init(json)
            return
        }
        for (name, member) in object {
            switch ExpressionValue(wrapped: member) {
            case .undefined: break
            case .json(let value): data[name] = value
            case let value: values[name] = value
            }
        }
        self.init(.object(data), values: values)
    }
}
