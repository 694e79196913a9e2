/// A picture that stands in a card itself, as a `data:` address.
struct EmbeddedPicture: Sendable, Hashable {
    /// A format that can be told by the first bytes.
    enum Format: String, Sendable {
        case png = "PNG"
        case jpeg = "JPEG"
        case gif = "GIF"
        case webp = "WebP"
        case svg = "SVG"
    }

    /// What the data are not, when they are no Base64.
    enum Flaw: Hashable, Sendable {
        case notBase64
        case wrongLetter(String)
        case wrongLength
        case empty
    }

    /// The most bytes that Teams shows.
    static let maxBytes = 1024 * 1024

    /// What the address says that it is, in small letters: `image/png`.
    let mediaType: String
    /// Why the data cannot be read, or `nil`.
    let flaw: Flaw?
    /// How many bytes the data have.
    let byteCount: Int
    /// What the first bytes are, when they are known.
    let found: Format?

    /// The format that the media type names, or `nil` when Teams shows none of it.
    var declared: Format? {
        switch mediaType {
        case "image/png": .png
        case "image/jpeg", "image/jpg": .jpeg
        case "image/gif": .gif
        default: nil
        }
    }

    /// Whether the text is such an address, of whatever type.
    static func isEmbedded(_ address: String) -> Bool {
        address.utf8.prefix(5).map { $0 | 0x20 } == Array("data:".utf8)
    }

    /// `nil` when the text is no `data:` address.
    init?(_ address: String) {
        guard Self.isEmbedded(address) else { return nil }
        let rest = address.utf8.dropFirst(5)
        let comma = rest.firstIndex(of: UInt8(ascii: ",")) ?? rest.endIndex
        let head = String(Substring(rest[..<comma].prefix(200))).lowercased()
        let steps = head.split(separator: ";", omittingEmptySubsequences: false)
        mediaType = steps.first.map(String.init) ?? ""
        let payload = rest[comma...].dropFirst()
        guard comma != rest.endIndex, steps.dropFirst().last == "base64" else {
            flaw = .notBase64
            byteCount = payload.count
            found = nil
            return
        }
        let (letters, flaw) = Self.letters(payload)
        self.flaw = flaw
        byteCount = letters / 4 * 3 + (letters % 4 * 3) / 4
        found = flaw == nil ? Self.format(of: payload) : nil
    }

    /// How many letters there are before the padding, and what is wrong with them.
    private static func letters(_ payload: Substring.UTF8View) -> (Int, Flaw?) {
        var letters = 0
        var padding = 0
        for byte in payload {
            if byte == UInt8(ascii: "=") {
                padding += 1
            } else if padding == 0, value(of: byte) != nil {
                letters += 1
            } else {
                return (letters, .wrongLetter(String(Unicode.Scalar(byte & 0x7F))))
            }
        }
        if letters == 0 { return (0, .empty) }
        return (letters, (letters + padding) % 4 == 0 && padding <= 2 ? nil : .wrongLength)
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a") + 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0") + 52)
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static func format(of payload: Substring.UTF8View) -> Format? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        for (count, byte) in payload.prefix(16).enumerated() {
            bits = bits << 6 | (value(of: byte) ?? 0)
            guard count % 4 == 3 else { continue }
            bytes += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
        }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: Array("GIF8".utf8)) { return .gif }
        if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) { return .webp }
        if bytes.starts(with: Array("<svg".utf8)) || bytes.starts(with: Array("<?xml".utf8)) { return .svg }
        return nil
    }
}
