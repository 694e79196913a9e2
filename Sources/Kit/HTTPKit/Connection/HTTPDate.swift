internal import ServiceKit

/// The `Date` line of a response, made at most once a second.
/// - SeeAlso: [RFC 9110 §5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7)
struct HTTPDate {
    private var second = Int.min
    private var cached: [UInt8] = []

    /// `Date: Sun, 06 Nov 1994 08:49:37 GMT` with its line end.
    /// - Parameter second: since 1970.
    mutating func line(at second: Int) -> [UInt8] {
        if second != self.second {
            self.second = second
            cached = Array("Date: \(CivilTime(secondsSince1970: second).httpText)\r\n".utf8)
        }
        return cached
    }
}
