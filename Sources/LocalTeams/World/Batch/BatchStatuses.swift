internal import JSONKit

/// How many entries of a batch ended with which HTTP status: `{"201":40,"403":2}`.
struct BatchStatuses: Sendable, Hashable {
    private var counts: [Int: Int] = [:]

    init() {}

    mutating func count(_ status: Int) { counts[status, default: 0] += 1 }
}

extension BatchStatuses: RowValue {
    init(json: JSONValue) throws(WireError) {
        for (name, value) in try JSONObject(json: json) {
            guard let status = Int(name), (100...599).contains(status), String(status) == name else {
                throw WireError(expected: "HTTP statuses", found: json)
            }
            counts[status] = try RowCount(json: value).rawValue
        }
    }

    var json: JSONValue {
        .object(JSONObject(counts.sorted { $0.key < $1.key }.map { (String($0.key), $0.value.json) }))
    }
}
