internal import JSONKit

/// `PATCH /tenant`: which cloud the tenant belongs to.
struct TenantChange: StrictlyDecodable {
    let cloud: TenantCloud

    init(from reader: inout StrictReader) throws(StrictError) {
        cloud = try reader.required("cloud")
    }
}

extension TenantCloud: StrictScalar {
    static var expectation: String { "one of \(allCases.map(\.rawValue).joined(separator: ", "))" }

    /// The case of its letters does not count.
    init?(strict json: JSONValue) {
        guard let name = json.stringValue?.lowercased(),
            let cloud = Self.allCases.first(where: { $0.rawValue.lowercased() == name })
        else { return nil }
        self = cloud
    }
}
