public import JSONKit

/// Something that was bought.
public struct ReceiptItem: WireObject {
    /// What it is.
    public var title: String?
    /// A second line.
    public var subtitle: String?
    /// A description.
    public var text: String?
    /// A picture.
    public var image: CardImage?
    /// What it costs.
    public var price: String?
    /// How many.
    public var quantity: String?
    /// What happens when someone presses it.
    public var tap: CardButton?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<Self> = [
        WireMember("title", \.title),
        WireMember("subtitle", \.subtitle),
        WireMember("text", \.text),
        WireMember("image", \.image),
        WireMember("price", \.price),
        WireMember("quantity", \.quantity),
        WireMember("tap", \.tap),
    ]
}
