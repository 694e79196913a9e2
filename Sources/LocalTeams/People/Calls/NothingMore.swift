internal import JSONKit

/// The body of a call that says all with its path.
struct NothingMore: StrictlyDecodable {
    init(from reader: inout StrictReader) throws(StrictError) {}
}
