/// What the first bytes of a picture say about it.
///
/// - SeeAlso: [PNG](https://www.w3.org/TR/png-3/), [JPEG (T.81)](https://www.w3.org/Graphics/JPEG/itu-t81.pdf),
///   [GIF89a](https://www.w3.org/Graphics/GIF/spec-gif89a.txt)
struct PictureHead {
    let contentType: ContentType
    private(set) var width = 0
    private(set) var height = 0
    private(set) var isAnimated = false

    private static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    init(_ bytes: [UInt8]) throws(PictureError) {
        if bytes.starts(with: Self.pngSignature) {
            contentType = .png
            try readPNG(bytes)
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            contentType = .jpeg
            try readJPEG(bytes)
        } else if bytes.starts(with: Array("GIF87a".utf8)) || bytes.starts(with: Array("GIF89a".utf8)) {
            contentType = .gif
            try readGIF(bytes)
        } else {
            throw .unknown
        }
        guard width > 0, height > 0 else { throw .damaged }
    }

    /// The size stands in the first chunk. One that moves says so in a chunk before the data.
    private mutating func readPNG(_ bytes: [UInt8]) throws(PictureError) {
        var place = 8
        while place + 8 <= bytes.count {
            let length = bytes.bigEndian(4, at: place)
            let kind = bytes[place + 4..<place + 8]
            if kind.elementsEqual("IHDR".utf8) {
                guard length >= 8, place + 16 <= bytes.count else { throw .damaged }
                width = bytes.bigEndian(4, at: place + 8)
                height = bytes.bigEndian(4, at: place + 12)
            } else if kind.elementsEqual("acTL".utf8) {
                isAnimated = true
            } else if kind.elementsEqual("IDAT".utf8) {
                return
            }
            place += 12 + length
        }
        throw .damaged
    }

    /// The size stands in the frame's own segment, behind others of any length.
    private mutating func readJPEG(_ bytes: [UInt8]) throws(PictureError) {
        var place = 2
        while place + 4 <= bytes.count {
            guard bytes[place] == 0xFF else { throw .damaged }
            let marker = bytes[place + 1]
            if marker == 0xFF || marker == 0x01 || (0xD0...0xD7).contains(marker) {
                place += marker == 0xFF ? 1 : 2
                continue
            }
            // C4, C8 and CC are tables; the others from C0 to CF begin a frame.
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                guard place + 9 <= bytes.count else { throw .damaged }
                height = bytes.bigEndian(2, at: place + 5)
                width = bytes.bigEndian(2, at: place + 7)
                return
            }
            guard marker != 0xD9, marker != 0xDA else { throw .damaged }
            let length = bytes.bigEndian(2, at: place + 2)
            guard length >= 2 else { throw .damaged }
            place += 2 + length
        }
        throw .damaged
    }

    /// The size stands at the start; one with a second picture moves.
    private mutating func readGIF(_ bytes: [UInt8]) throws(PictureError) {
        guard bytes.count >= 13 else { throw .damaged }
        width = Int(bytes[6]) | Int(bytes[7]) << 8
        height = Int(bytes[8]) | Int(bytes[9]) << 8
        var place = 13 + Self.colours(bytes[10])
        var pictures = 0
        while place < bytes.count {
            switch bytes[place] {
            case 0x21: place += 2  // an extension: its label, then blocks
            case 0x2C:
                pictures += 1
                guard pictures == 1 else {
                    isAnimated = true
                    return
                }
                guard place + 11 <= bytes.count else { throw .damaged }
                place += 11 + Self.colours(bytes[place + 9])
            default: place = bytes.count  // the end, or nothing that belongs to it
            }
            while place < bytes.count, bytes[place] != 0 { place += 1 + Int(bytes[place]) }
            place += 1
        }
        guard pictures == 1 else { throw .damaged }
    }

    /// How many bytes a table of colours has, by the flags before it.
    private static func colours(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1) }
}

extension [UInt8] {
    /// A number of `count` bytes, the highest first.
    fileprivate func bigEndian(_ count: Int, at place: Int) -> Int {
        self[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }
}
