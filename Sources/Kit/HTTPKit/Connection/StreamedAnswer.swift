/// How the body of an answer is framed that is written piece by piece, and how far it has come.
struct StreamedAnswer: Hashable {
    enum Framing: Hashable {
        /// - SeeAlso: [RFC 9112 §7.1](https://www.rfc-editor.org/rfc/rfc9112#section-7.1)
        case chunked
        /// So many bytes are still to come.
        case length(left: Int)
        /// Up to the connection's end: HTTP/1.0 knows no other way.
        case untilClose
    }
    private var framing: Framing
    /// Whether the answer did not say that the connection closes after it.
    let keepsAlive: Bool
    /// The last byte of a body whose length was announced, held back until it is known that nothing follows: whoever
    /// has it has all.
    private var withheld: UInt8?

    init(framing: Framing, keepsAlive: Bool) {
        self.framing = framing
        self.keepsAlive = keepsAlive
    }

    /// The next piece as it goes out, or `nil` when it is more than was announced.
    mutating func frame(_ piece: ArraySlice<UInt8>) -> [UInt8]? {
        guard let last = piece.last else { return [] }
        switch framing {
        case .untilClose: return Array(piece)
        case .length(let left):
            guard piece.count <= left else { return nil }
            framing = .length(left: left - piece.count)
            guard piece.count == left else { return Array(piece) }
            withheld = last
            return Array(piece.dropLast())
        case .chunked:
            var bytes: [UInt8] = []
            bytes.reserveCapacity(piece.count + 20)
            bytes.append(contentsOf: String(piece.count, radix: 16).utf8)
            bytes.append(contentsOf: "\r\n".utf8)
            bytes.append(contentsOf: piece)
            bytes.append(contentsOf: "\r\n".utf8)
            return bytes
        }
    }

    /// What goes out after the last piece, or `nil` when less came than was announced.
    var end: [UInt8]? {
        switch framing {
        case .untilClose: []
        case .length(let left): left == 0 ? withheld.map { [$0] } ?? [] : nil
        case .chunked: Array("0\r\n\r\n".utf8)
        }
    }
}
