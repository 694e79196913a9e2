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

    public static let members: WireMembers<Self> = [
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
