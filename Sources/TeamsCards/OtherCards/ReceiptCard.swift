public import JSONKit

/// A receipt.
public struct ReceiptCard: TeamsCard {
    public static let contentType = "application/vnd.microsoft.card.receipt"

    /// The title.
    public var title: String?
    /// Lines above the items: the number, the date.
    public var facts: [ReceiptFact]?
    /// What was bought.
    public var items: [ReceiptItem]?
    /// The sum.
    public var total: String?
    /// The tax.
    public var tax: String?
    /// The value added tax.
    public var vat: String?
    /// What happens when someone presses anywhere on it.
    public var tap: CardButton?
    /// The buttons.
    public var buttons: [CardButton]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<ReceiptCard> = [
        WireMember("title", \.title),
        WireMember("facts", \.facts),
        WireMember("items", \.items),
        WireMember("total", \.total),
        WireMember("tax", \.tax),
        WireMember("vat", \.vat),
        WireMember("tap", \.tap),
        WireMember("buttons", \.buttons),
    ]
}

/// A line above the items of a receipt.
public struct ReceiptFact: WireObject {
    /// Its name.
    public var key: String?
    /// Its value.
    public var value: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<ReceiptFact> = [
        WireMember("key", \.key),
        WireMember("value", \.value),
    ]
}

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

    public static let members: WireMembers<ReceiptItem> = [
        WireMember("title", \.title),
        WireMember("subtitle", \.subtitle),
        WireMember("text", \.text),
        WireMember("image", \.image),
        WireMember("price", \.price),
        WireMember("quantity", \.quantity),
        WireMember("tap", \.tap),
    ]
}
