internal import JSONKit

/// Who does it, where nothing else has to be said.
struct ActingPerson: StrictlyDecodable {
    /// Their handle.
    let person: Handle

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
    }
}
