import Foundation
import JSONKit
import TeamsModels
import TestSupport
import Testing

/// Files that are pictures as far as their heads go.
enum PictureFile {
    static func png(_ width: Int, _ height: Int, chunks: [(String, [UInt8])] = []) -> [UInt8] {
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let head = big(width, 4) + big(height, 4) + [8, 6, 0, 0, 0]
        for (name, data) in [("IHDR", head)] + chunks + [("IDAT", [1, 2, 3])] {
            bytes += big(data.count, 4) + Array(name.utf8) + data + [0, 0, 0, 0]
        }
        return bytes
    }

    /// - Parameter frame: the marker of the frame: C0 baseline, C2 progressive, …
    static func jpeg(_ width: Int, _ height: Int, frame: UInt8 = 0xC0) -> [UInt8] {
        [0xFF, 0xD8, 0xFF, 0xE0] + big(16, 2) + [UInt8](repeating: 0, count: 14)
            + [0xFF, 0xC4] + big(5, 2) + [1, 2, 3]  // a table, whose marker lies among those of frames
            + [0xFF, 0xFF, frame] + big(11, 2) + [8] + big(height, 2) + big(width, 2) + [1, 1, 0x11, 0, 0xFF, 0xDA]
    }

    static func gif(_ width: Int, _ height: Int, pictures: Int = 1, colours: Bool = true) -> [UInt8] {
        let table: [UInt8] = colours ? [UInt8](repeating: 7, count: 3 * 4) : []
        var bytes = Array("GIF89a".utf8) + little(width) + little(height) + [colours ? 0x81 : 0, 0, 0] + table
        for _ in 0..<pictures {
            bytes += [0x21, 0xF9, 4, 0, 0, 0, 0, 0]  // an extension
            bytes += [0x2C, 0, 0, 0, 0] + little(width) + little(height) + [colours ? 0x81 : 0] + table
            bytes += [2, 3, 9, 9, 9, 1, 0x2C, 0]  // data in two pieces, one of which looks like a picture
        }
        return bytes + [0x3B]
    }

    private static func big(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(value >> ($0 * 8) & 0xFF) }
    }
    private static func little(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
}

@Suite("Pictures given as bytes")
struct PictureTests {
    private static let shown: [(bytes: [UInt8], type: ContentType, width: Int, height: Int)] = [
        (PictureFile.png(223, 150), .png, 223, 150),
        (PictureFile.png(1024, 1024), .png, 1024, 1024),
        (PictureFile.png(1, 1, chunks: [("tEXt", Array("acTL IDAT".utf8))]), .png, 1, 1),
        (PictureFile.jpeg(640, 480), .jpeg, 640, 480),
        (PictureFile.jpeg(640, 480, frame: 0xC2), .jpeg, 640, 480),
        (PictureFile.gif(300, 200), .gif, 300, 200),
        (PictureFile.gif(300, 200, colours: false), .gif, 300, 200),
    ]

    @Test("are known by their content, with their size", arguments: shown.indices)
    func known(_ index: Int) throws {
        let line = Self.shown[index]
        let picture = try Picture(line.bytes)
        #expect(picture.contentType == line.type)
        #expect((picture.width, picture.height) == (line.width, line.height))
        #expect(try Picture(dataURL: picture.dataURL) == picture)
        let attachment = Attachment.image(picture, name: "berth.png")
        #expect(attachment.contentType == line.type && attachment.name == "berth.png")
        #expect(attachment.contentUrl?.hasPrefix("data:\(line.type.rawValue);base64,") == true)
    }

    private static let refused: [(bytes: [UInt8], says: String)] = [
        (PictureFile.png(1025, 10), "1025 × 10"), (PictureFile.jpeg(10, 1025), "10 × 1025"),
        (PictureFile.gif(2000, 1), "2000 × 1"), (PictureFile.png(4_000_000_000, 1), "4000000000"),
        (PictureFile.gif(30, 20, pictures: 2), "moves"),
        (PictureFile.png(30, 20, chunks: [("acTL", [0, 0, 0, 2, 0, 0, 0, 0])]), "moves"),
        ([], "no PNG"), (Array("<svg/>".utf8), "no PNG"), (Array("RIFF0000WEBP".utf8), "no PNG"),
        (Array("GIF89a".utf8), "damaged"), (Array(PictureFile.png(5, 5).prefix(20)), "damaged"),
        ([0xFF, 0xD8, 0xFF], "damaged"), ([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0], "damaged"),
        (PictureFile.png(0, 5), "damaged"), (Array(PictureFile.gif(5, 5, pictures: 0)), "damaged"),
        (PictureFile.png(5, 5) + [UInt8](repeating: 0, count: 1 << 20), "1 MB"),
    ]

    @Test("that Teams does not show are refused, and why is said", arguments: refused.indices)
    func refuse(_ index: Int) {
        let line = Self.refused[index]
        let error = #expect(throws: PictureError.self) { try Attachment.image(bytes: line.bytes) }
        #expect(error?.description.contains(line.says) == true, "\(error?.description ?? "")")
    }

    @Test(
        "of an address that holds none are refused",
        arguments: ["", "data:", "data:image/png;base64,", "data:image/png,x", "data:image/png;base64,%%%", "x,y"])
    func address(_ text: String) {
        #expect(throws: PictureError.self) { try Picture(dataURL: text) }
    }

    @Test("damaged in any place are read to their end, and no further")
    func damaged() {
        var random = SeededGenerator()
        for file in Self.shown.map(\.bytes) {
            for length in 0...file.count { _ = try? Picture(Array(file.prefix(length))) }
            for _ in 0..<300 {
                var spoilt = file
                spoilt[Int.random(in: 0..<spoilt.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                _ = try? Picture(spoilt)
            }
        }
    }

    @Test("in the text have a size, and whatever surrounds them is XML")
    func inText() throws {
        var activity = Activity(text: "a < b")
        activity.textFormat = .plain
        activity.addPicture(
            at: "https://x.test/?a=1&b=\"2\"", description: "Duck \"on\" <rock>", width: 223, height: 150)
        #expect(activity.textFormat == .xml)
        #expect(
            activity.text == "a &lt; b<img src=\"https://x.test/?a=1&amp;b=&quot;2&quot;\" "
                + "alt=\"Duck &quot;on&quot; &lt;rock&gt;\" height=\"150\" width=\"223\"/>")
        var markdown = Activity(text: "**a**")
        markdown.textFormat = .markdown
        markdown.addPicture(try Picture(PictureFile.png(3, 4)), description: "x")
        #expect(markdown.textFormat == .markdown)
        #expect(markdown.text?.hasSuffix("alt=\"x\" height=\"4\" width=\"3\"/>") == true)
    }
}
