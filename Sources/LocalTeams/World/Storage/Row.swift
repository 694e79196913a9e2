internal import JSONKit

/// A value with its place in the order of creation: `{"serial":7,"value":{…}}`.
struct Row<Value: TableRow>: Sendable, Hashable, Ranked {
    var value: Value
    let serial: Int
    /// What a later version put beside them.
    private var extras = JSONObject()

    init(_ value: Value, serial: Int) {
        self.value = value
        self.serial = serial
    }
}

/// The names of what is around a value. (A generic type keeps no table of its own.)
private enum RowName {
    static let serial = "serial"
    static let value = "value"
}

extension Row: TableRow {
    var rowID: Value.ID { value.rowID }

    init(json: JSONValue) throws(WireError) {
        extras = try JSONObject(json: json)
        value = try Value(json: extras[RowName.value] ?? .null)
        serial = try RowCount(json: extras[RowName.serial] ?? .null).rawValue
        extras[RowName.serial] = nil
        extras[RowName.value] = nil
    }

    var json: JSONValue {
        var object: JSONObject = [RowName.serial: serial.json, RowName.value: value.json]
        for (name, value) in extras { object[name] = value }
        return .object(object)
    }
}
