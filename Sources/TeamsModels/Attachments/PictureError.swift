/// Why Teams would not show a picture.
public struct PictureError: Error, Hashable, CustomStringConvertible {
    /// What is wrong and what to do, for people.
    public let description: String

    static func tooLarge(_ count: Int) -> PictureError {
        PictureError(
            description:
                "The picture has \(count) bytes; Teams shows at most \(Picture.maxBytes) (1 MB): make it smaller")
    }
    static func tooWide(_ width: Int, _ height: Int) -> PictureError {
        PictureError(
            description: "The picture is \(width) × \(height) pixels; Teams shows at most \(Picture.maxSide) × "
                + "\(Picture.maxSide): scale it down")
    }
    static let animated = PictureError(
        description: "The GIF or PNG moves, and Teams shows none that does: send one frame")
    static let unknown = PictureError(
        description: "The bytes are no PNG, JPEG or GIF, and Teams shows nothing else: convert the picture")
    static let damaged = PictureError(description: "The picture ends before it says how large it is: it is damaged")
    static let notBase64 = PictureError(
        description: "The picture's data: address holds no Base64: write data:image/png;base64, and then the data")
}
