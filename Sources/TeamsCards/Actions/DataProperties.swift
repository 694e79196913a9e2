internal import Foundation
public import JSONKit

/// Properties of actions that send data.
public protocol DataProperties: ActionProperties {
    /// What is sent besides the inputs.
    var data: TextOr<JSONObject>? { get set }
}

extension CardNode where Properties: DataProperties {
    /// Sends a value of one's own besides the inputs. It must encode as an object.
    ///
    /// - Throws: what encoding throws, or `WireError` when it gives no object.
    public func data(encoding value: some Encodable) throws -> Self {
        let json = try JSONValue(parsing: Array(JSONEncoder().encode(value)))
        let object = try JSONObject(json: json)
        return changed { $0.properties.data = .other(object) }
    }
}
