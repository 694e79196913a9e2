internal import HTTPKit
internal import JSONKit
internal import TeamsModels

/// Where a call goes: a conversation without its thread, the thread, and the conversation's own service URL.
struct Place: Sendable {
    let conversation: ConversationID
    let threadRoot: ActivityID?
    let tenant: TenantID?
    let service: HTTP.Address
    let isPersonal: Bool

    /// Throws before anything is sent when `reference` does not name a conversation or a service URL.
    init(_ reference: ConversationReference, for operation: String) throws(ConnectorError) {
        guard let id = reference.conversation?.id, !id.base.isEmpty else {
            throw .invalid("\(operation): the conversation's id is missing")
        }
        guard let url = reference.serviceUrl, !url.isEmpty else {
            throw .invalid("\(operation): the conversation carries no service URL; store the whole reference")
        }
        conversation = id.base
        threadRoot = id.threadRoot
        tenant = reference.conversation?.tenantId
        service = try .service(url, for: operation)
        isPersonal = reference.isPersonal
    }

    /// The path of the conversation, with what follows it.
    func path(_ rest: String...) -> [String] { ["v3", "conversations", conversation.rawValue] + rest }

    /// The lane of what changes the conversation.
    var sending: Lane { Lane(.sends(conversation.rawValue), tenant: tenant) }

    /// The lane of questions about the conversation.
    var asking: Lane { Lane(.roster(conversation.rawValue), tenant: tenant) }
}

extension HTTP.Address {
    /// The service that a reference or a caller names.
    static func service(_ text: String, for operation: String) throws(ConnectorError) -> HTTP.Address {
        do throws(HTTP.AddressError) {
            return try HTTP.Address(trustworthyBase: text)
        } catch {
            throw .invalid("\(operation): the service URL '\(text)' \(error.reason)")
        }
    }
}
