internal import JSONKit

/// Which of Microsoft's clouds the tenant belongs to.
enum TenantCloud: String, CaseIterable, Sendable {
    case `public`
    /// Served at a host of its own: the public one answers 403 `InvalidBotApiHost`.
    case gcc
    case gccHigh
    case dod
    case china

    /// What its service URLs begin with, after the service's own address. Microsoft has a region there, and a host of
    /// its own for GCC: here that host is this path.
    var servicePath: String { self == .gcc ? "gcc" : "emea" }
}

/// The case of its letters does not count.
extension TenantCloud: StrictScalar, WireValue {
    static var expectation: String { "one of \(allCases.map(\.rawValue).joined(separator: ", "))" }

    init?(strict json: JSONValue) {
        guard let name = json.stringValue?.lowercased(),
            let cloud = Self.allCases.first(where: { $0.rawValue.lowercased() == name })
        else { return nil }
        self = cloud
    }

    init(json: JSONValue) throws(WireError) {
        guard let cloud = Self(strict: json) else { throw WireError(expected: Self.expectation, found: json) }
        self = cloud
    }

    var json: JSONValue { .string(rawValue) }
}
