internal import JSONKit

/// `POST /webhooks`: a channel gets an address that anyone can post to.
struct NewWebhook: StrictlyDecodable {
    let person: Handle
    let channel: ConversationID
    let kind: Workspace.Webhook.Kind
    /// Who posts.
    let name: String?

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        channel = try reader.required("channel")
        kind = try reader.optional("kind") ?? .incoming
        name = try reader.optional("name")
    }
}
