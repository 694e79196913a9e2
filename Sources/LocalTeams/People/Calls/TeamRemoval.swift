internal import JSONKit

/// `DELETE /teams/{t}`: whether a team can come back.
struct TeamRemoval: StrictlyDecodable {
    let person: Handle
    /// Whether it is gone for good.
    let hard: Bool

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        hard = try reader.optional("hard") ?? false
    }
}
