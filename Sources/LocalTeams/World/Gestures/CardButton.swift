internal import JSONKit

/// A button of a message: an action of an Adaptive Card, or a button of another card.
struct CardButton: Sendable, Equatable {
    /// Which of the message's attachments it stands in.
    var attachment: Int
    /// Where it stands in the card.
    var pointer: JSONPointer
    var action: JSONObject
    /// The `Action.ShowCard`s around it, from the outside in.
    var scope: [JSONPointer] = []

    var type: String { (action["type"] ?? action["@type"])?.stringValue ?? "" }
    var id: String? { (action["id"] ?? action["@id"])?.stringValue }
    /// Connector cards call it a name.
    var title: String? { (action["title"] ?? action["name"])?.stringValue }

    /// What a person calls it, for messages.
    var name: String { id ?? title ?? pointer.description }

    /// Where it stands in the message.
    var place: String { "/attachments/\(attachment)/content\(pointer)" }
}
