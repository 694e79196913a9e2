internal import JSONKit

/// A number of a row that counts up from zero. Bounded, so that adding to it never ends the program.
struct RowCount: Hashable, RowValue {
    let rawValue: Int

    static let max = 1 << 53

    init(json: JSONValue) throws(WireError) {
        guard let number = json.intValue, (0...Self.max).contains(number) else {
            throw WireError(expected: "a number from 0 to \(Self.max)", found: json)
        }
        rawValue = number
    }

    var json: JSONValue { rawValue.json }
}
