internal import CLibCurl

/// A handle of libcurl for one request at a time, with what was last told it: of the next request of the same shape
/// only that is told which is its own.
struct CurlHandle {
    /// What decides which options a request needs.
    struct Shape: Hashable {
        let method: String
        let hasBody: Bool
        let isDirect: Bool
    }

    let easy: UnsafeMutableRawPointer
    /// Nil while it is fresh.
    var shape: Shape?
}
