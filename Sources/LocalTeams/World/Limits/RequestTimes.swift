internal import JSONKit

/// When the requests of a chunk came: the first in milliseconds since 1970, each other in milliseconds after the one
/// before.
struct RequestTimes: Sendable, Hashable {
    var instants: [Instant]

    init(_ instants: [Instant] = []) { self.instants = instants }
}

extension RequestTimes: RowValue {
    init(json: JSONValue) throws(WireError) {
        let numbers = try [RowCount](json: json)
        guard (1...RequestWindow.chunk).contains(numbers.count) else {
            throw WireError(expected: "1 to \(RequestWindow.chunk) times", found: json)
        }
        var instants: [Instant] = []
        var sum: Int64 = 0
        for number in numbers {
            sum += Int64(number.rawValue)  // 32 of them, none over 2^53
            instants.append(Instant(milliseconds: sum))
        }
        self.init(instants)
    }

    var json: JSONValue {
        var last: Int64 = 0
        return .array(
            instants.map { instant in
                defer { last = instant.milliseconds }
                return .number(JSONNumber(instant.milliseconds - last))
            })
    }
}
