/// Where a picture is put into a document.
public struct ImageInsertPosition: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Where something is selected.
    public static let selection = ImageInsertPosition(rawValue: "Selection")
    /// At the beginning.
    public static let top = ImageInsertPosition(rawValue: "Top")
    /// At the end.
    public static let bottom = ImageInsertPosition(rawValue: "Bottom")

    public static let allCases: [ImageInsertPosition] = [.selection, .top, .bottom]
}
